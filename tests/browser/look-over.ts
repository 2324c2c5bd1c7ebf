import type { Page } from 'playwright-core';

/**
 * Looks a screen over as it stands, and fails with a list of what is wrong: a placeholder nobody filled, an id where
 * words belong, something without a name, something that reaches over the edge, a target under 44 px.
 */
export async function lookOver(page: Page, ids: readonly string[] = []): Promise<void> {
  const faults = await page.evaluate(
    findFaults,
    ids.filter((id) => id.includes('-')),
  );
  if (faults.length > 0) throw new Error(`${page.url()} is not as it should be:\n${faults.join('\n')}`);
}

// Runs in the page.
function findFaults(ids: string[]): string[] {
  const TARGET = 44;
  const faults: string[] = [];
  const isShown = (element: Element) =>
    element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) &&
    element.closest('.visually-hidden, .skip:not(:focus)') === null &&
    getComputedStyle(element).clipPath !== 'inset(50%)';
  const say = (what: string, element: Element) => faults.push(`${what}: ${element.outerHTML.slice(0, 160)}`);
  const reachesOver = ({ left, right }: DOMRect) => left < -0.5 || right > document.documentElement.clientWidth + 0.5;
  const wordsOf = (element: Element) =>
    (element.getAttribute('aria-label') ?? element.textContent ?? '').trim() ||
    (element.querySelector('svg[aria-labelledby], svg[aria-label]')?.textContent ?? '').trim();

  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const said = node.textContent?.trim() ?? '';
    const element = node.parentElement;
    if (said === '' || !element || element.closest('script, style')) continue;
    if (/[{}]/.test(said)) say('a placeholder that nobody filled', element);
    if (ids.includes(said)) say('an id instead of words', element);
    const range = document.createRange();
    range.selectNodeContents(node);
    if (isShown(element) && reachesOver(range.getBoundingClientRect())) say('reaches over the edge', element);
  }
  for (const element of document.querySelectorAll('[aria-label]')) {
    const label = element.getAttribute('aria-label') ?? '';
    if (/[{}]/.test(label) || ids.includes(label)) say('a name that is no words', element);
  }
  for (const element of document.querySelectorAll('h1, h2, h3, label, legend, button, a, summary, li'))
    if (isShown(element) && wordsOf(element) === '') say('without words', element);

  for (const element of document.querySelectorAll('a, button, summary, input, textarea')) {
    const target = element.matches('[type=radio], [type=checkbox]') ? (element.closest('label') ?? element) : element;
    const box = target.getBoundingClientRect();
    if (!isShown(element) || box.width === 0) continue;
    if (box.width < TARGET - 0.5 || box.height < TARGET - 0.5)
      say(`a target of ${Math.round(box.width)} × ${Math.round(box.height)}`, target);
    if (reachesOver(box)) say('reaches over the edge', target);
  }
  return faults;
}
