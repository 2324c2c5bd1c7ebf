import type { Page } from 'playwright-core';
import { loadWords } from '#content/words/load-words.ts';
import type { Language } from '#content/words/languages.ts';
import type { Words } from '#content/words/words.ts';
import { patternOf } from './take-step.ts';
import { forwardNames, isEnded } from './walk-practice.ts';

/** What has the focus, as far as somebody at a keyboard can tell. */
type Focused = {
  readonly kind: 'nothing' | 'heading' | 'text' | 'day' | 'radio' | 'checkbox' | 'slider' | 'chip' | 'button' | 'link';
  readonly name: string;
  readonly group: string;
  readonly isChecked: boolean;
};

const FAR = 60;
/** More presses on Tab than any screen has places to stop at. */
const ROUND = 200;
/** As many as a person ticks on one screen. */
const FEW = 2;

/**
 * Plays a practice to its end with Tab, Space, Enter and the arrows alone. Fails when the focus gets lost, cannot be
 * seen, is trapped, or does not go to the heading of a new screen. Gives the headings that were met.
 */
export async function walkByKeyboard(page: Page, language: Language): Promise<string[]> {
  const words = await loadWords(language);
  const heading = page.getByRole('heading', { level: 1 });
  await heading.waitFor();
  const met: string[] = [];
  while (met.length < FAR) {
    met.push(await heading.innerText());
    if (await isEnded(page, words)) return met;
    await passScreen(page, words);
    await expectFocusOn(page, 'heading');
  }
  throw new Error(`no end after ${FAR} screens: ${met.slice(-3).join(' / ')}`);
}

async function passScreen(page: Page, words: Words): Promise<void> {
  const forward = await namesOfForward(page, words);
  const done = new Map<string, number>();
  const cards = page.getByRole('main').getByText(patternOf(words.kinds.card));
  for (let stop = 0; stop < ROUND; stop += 1) {
    await page.keyboard.press('Tab');
    const focused = await focusNow(page);
    if (focused.kind === 'nothing') continue;
    await expectVisibleFocus(page, focused);
    if (forward.some((name) => focused.name === name || focused.name.startsWith(`${name} `))) {
      await page.keyboard.press('Enter');
      await settle(page);
      // What is missing is asked for once, on the same screen.
      if ((await focusNow(page)).kind === 'heading') return;
      await page.keyboard.press('Enter');
      return settle(page);
    }
    await use(page, words, focused, done, () => cards.count());
    await settle(page);
    if ((await focusNow(page)).kind === 'nothing') throw new Error(`the focus is lost after “${focused.name}”`);
  }
  throw new Error(`nothing leads on by keyboard:\n${await page.locator('body').ariaSnapshot()}`);
}

/** The names of what leads on: of a step, of the endings (done), of a card. */
async function namesOfForward(page: Page, words: Words): Promise<string[]> {
  const { player, endings } = words;
  if ((await page.getByRole('img', { name: patternOf(player.step) }).count()) > 0) return forwardNames(words);
  // The first stone of the endings is the one that ends it.
  const first = await page.getByRole('main').locator('.sea button').first().innerText();
  return [endings.finish, first];
}

/** Until what was pressed has acted, and the focus is where it stays. */
const settle = (page: Page): Promise<void> =>
  page.evaluate(() => new Promise<void>((drawn) => requestAnimationFrame(() => setTimeout(drawn))));

/** Uses what has the focus as its kind is used. */
async function use(
  page: Page,
  words: Words,
  { kind, name, group, isChecked }: Focused,
  done: Map<string, number>,
  cardsLeft: () => Promise<number>,
): Promise<void> {
  const times = done.get(kind) ?? 0;
  done.set(kind, times + 1);
  if (kind === 'text') await page.keyboard.type('abc');
  if ((kind === 'checkbox' || kind === 'radio') && !isChecked && times < FEW) await page.keyboard.press('Space');
  if (kind === 'slider') await page.keyboard.press('ArrowRight');
  if (kind === 'chip' && times < FEW) await page.keyboard.press('Enter');
  if (kind !== 'button') return;
  const { kinds } = words;
  if (group === kinds.choose) {
    if ((await cardsLeft()) > 0 || times < FEW) await page.keyboard.press('Enter');
    // One field takes all the cards: the focus stays on it while the next card comes up, and the last one ends it.
    while ((await cardsLeft()) > 0) await page.keyboard.press('Enter');
    return;
  }
  const isWanted =
    [kinds.add, kinds.startTimer, kinds.stopBreath].includes(name) ||
    (group === kinds.howLong && times < FEW) ||
    patternOf(kinds.moreOf).test(name);
  if (isWanted) await page.keyboard.press('Enter');
}

async function focusNow(page: Page): Promise<Focused> {
  return page.evaluate((): Focused => {
    const element = document.activeElement;
    const name = (element?.getAttribute('aria-label') ?? (element as HTMLElement | null)?.innerText ?? '').trim();
    const labelOf = (box: Element | null) => {
      const by = box?.getAttribute('aria-labelledby');
      return (
        box?.getAttribute('aria-label') ?? (by ? document.querySelector(`#${CSS.escape(by)}`)?.textContent : '') ?? ''
      );
    };
    const base = {
      name: name.replaceAll(/\s+/g, ' '),
      group: labelOf(element?.closest('[role=group]') ?? null).trim(),
      isChecked: element instanceof HTMLInputElement && element.checked,
    };
    const kindOf = (): Focused['kind'] => {
      if (!element || element === document.body) return 'nothing';
      if (element.matches('h1')) return 'heading';
      if (element instanceof HTMLTextAreaElement) return 'text';
      if (element instanceof HTMLInputElement) {
        if (element.type === 'radio' || element.type === 'checkbox') return element.type;
        if (element.type === 'range') return 'slider';
        return element.type === 'date' || element.type === 'time' ? 'day' : 'text';
      }
      if (element.matches('a')) return 'link';
      return element.hasAttribute('aria-pressed') ? 'chip' : 'button';
    };
    return { ...base, kind: kindOf() };
  });
}

async function expectFocusOn(page: Page, kind: Focused['kind']): Promise<void> {
  const focused = await focusNow(page);
  if (focused.kind === kind) return;
  const heading = await page.getByRole('heading', { level: 1 }).innerText();
  throw new Error(`on “${heading}” the focus is on ${focused.kind} “${focused.name}”, not on the heading`);
}

/** Two rings, and nothing in front of them. */
async function expectVisibleFocus(page: Page, { name }: Focused): Promise<void> {
  const fault = await page.evaluate(() => {
    const element = document.activeElement;
    if (!(element instanceof HTMLElement)) return 'nothing is there';
    // A knob's ring is drawn round the face that stands for it.
    const drawn = [element, element.nextElementSibling].flatMap((one) => (one ? [getComputedStyle(one)] : []));
    // The small calendar within a field for days is drawn, with its ring, by the browser.
    if (element.matches('[type=date], [type=time]') && !element.matches(':focus-visible')) return '';
    if (!element.matches(':focus-visible')) return 'it is not shown as focused';
    if (!drawn.some(({ outlineStyle, boxShadow }) => outlineStyle !== 'none' || boxShadow !== 'none')) return 'no ring';
    const box = element.getBoundingClientRect();
    const middle = { x: box.left + box.width / 2, y: box.top + Math.min(box.height / 2, 20) };
    const isOutside = middle.x < 0 || middle.y < 0 || middle.x > innerWidth || middle.y > innerHeight;
    if (isOutside) return 'it is outside the screen';
    const front = document.elementFromPoint(middle.x, middle.y);
    const isBehind =
      !front || !(element.contains(front) || front.contains(element) || element.closest('label')?.contains(front));
    return isBehind ? `it lies behind ${front?.outerHTML.slice(0, 80) ?? 'something'}` : '';
  });
  if (fault !== '') throw new Error(`the focus on “${name}” cannot be seen: ${fault}`);
}
