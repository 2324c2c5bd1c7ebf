import axe from 'axe-core';
import type { Page } from 'playwright-core';
import type { Language } from '#content/words/languages.ts';

const wcag22aa = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

// The colours are the same in every language.
export const schemesToLookAt = (language: Language): readonly ('light' | 'dark')[] =>
  language === 'da' ? ['light', 'dark'] : ['light'];

/** A part whose height follows the window grows with it, up to a point: so it may take more than one time. */
async function showWhole(page: Page, { width, height }: { width: number; height: number }): Promise<void> {
  let tall = height;
  for (let times = 0; times < 5; times += 1) {
    const whole = await page.evaluate(() => document.documentElement.scrollHeight);
    if (whole <= tall) return;
    tall = whole;
    await page.setViewportSize({ width, height: tall });
  }
}

/**
 * Fails with a readable list when the page as it stands breaks WCAG 2.2 A or AA. It is looked at in full height: in a
 * window that scrolls, axe takes what a fixed bar happens to cover just then for something that cannot be reached.
 */
export async function expectAccessible(page: Page): Promise<void> {
  const size = page.viewportSize() ?? { width: 360, height: 740 };
  await showWhole(page, size);
  // Taking it there costs more than looking: once for each page.
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe.source);
  const violations = await page.evaluate(async (runOnly) => {
    const looking = (globalThis as unknown as { axe: typeof axe }).axe;
    return (await looking.run({ runOnly, resultTypes: ['violations'] })).violations;
  }, wcag22aa);
  await page.setViewportSize(size);
  if (violations.length === 0) return;
  const list = violations.flatMap(({ id, help, helpUrl, nodes }) => [
    `${id}: ${help} (${helpUrl})`,
    ...nodes.map((node) => `  ${node.target.join(' ')}\n    ${node.failureSummary?.replaceAll('\n', '\n    ') ?? ''}`),
  ]);
  throw new Error(`${page.url()} is not accessible:\n${list.join('\n')}`);
}
