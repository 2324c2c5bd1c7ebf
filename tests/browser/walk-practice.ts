import type { Page } from 'playwright-core';
import type { Language } from '#content/words/languages.ts';
import { loadWords } from '#content/words/load-words.ts';
import type { Words } from '#content/words/words.ts';
import type { Prose } from '#core/practice/parse-prose.ts';
import type { Ending, Practice } from '#core/practice/practice.ts';
import { createDraw, seedOf } from './draw.ts';
import type { Draw } from './draw.ts';
import { readPractice } from './read-practice.ts';
import type { ReadPractice } from './read-practice.ts';
import { patternOf, takeStep } from './take-step.ts';

export type Walk = {
  /** It stands on the practice's page, or is on its way there. */
  readonly page: Page;
  readonly practice: string | ReadPractice;
  readonly language: Language;
  /** Which unit is walked, of a practice that has units. */
  readonly unit?: string | undefined;
  /** Another seed takes another way; the practice and language give one of their own. */
  readonly seed?: number;
  /** Counts through the endings that the practice has. */
  readonly turn?: number;
  /** Called with every new screen, before anything is done on it. */
  readonly onScreen?: (heading: string) => Promise<void>;
};

type Ground = {
  page: Page;
  words: Words;
  prose: Prose;
  practice: Practice;
  draw: Draw;
  added: Map<string, number>;
  ending: Ending;
  /** A practice that closed was left once by the step back. */
  hasTurnedBack: boolean;
};

/** More screens than any practice has: whoever meets so many walks in a circle. */
const FAR = 120;

/**
 * Plays a practice to its end like a person, by role and label. Gives the headings that were met. Fails with the
 * practice, the language, the step and what was on screen when it cannot go on.
 */
export async function walkPractice(walk: Walk): Promise<string[]> {
  const { page, language, turn = 0, onScreen } = walk;
  const read = typeof walk.practice === 'string' ? await readPractice(walk.practice, language) : walk.practice;
  const { practice, prose } = read;
  const ground: Ground = {
    page,
    words: await loadWords(language),
    practice,
    prose,
    draw: createDraw(walk.seed ?? seedOf(`${practice.id} ${language}`)),
    added: new Map(),
    ending: practice.endings[turn % practice.endings.length] ?? 'done',
    hasTurnedBack: false,
  };
  const met: string[] = [];
  let seen = '';
  try {
    await page.getByRole('heading', { level: 1 }).waitFor();
    if (walk.unit !== undefined) await openUnit(ground, walk.unit, onScreen);
    while (met.length < FAR) {
      const screen = await screenNow(ground);
      if (screen.sign === seen) throw new Error('pressing on changes nothing');
      seen = screen.sign;
      met.push(screen.heading);
      await onScreen?.(screen.heading);
      if (await act(ground)) return met;
    }
    throw new Error(`it has no end after ${FAR} screens`);
  } catch (error) {
    throw new Error(`${practice.id} in ${language}: ${await whereOf(ground)}\n${(error as Error).message}`, {
      cause: error,
    });
  }
}

/** From the list of a practice's units, which is a screen of its own, to the one that is walked. */
async function openUnit({ page, prose }: Ground, unit: string, onScreen: Walk['onScreen']): Promise<void> {
  const row = page.getByRole('main').getByRole('button', { name: prose.steps[unit]?.label ?? unit });
  await row.waitFor();
  await onScreen?.(prose.title);
  await row.click();
  await row.waitFor({ state: 'detached' });
}

/** What leads on from a step. */
export const forwardNames = ({ kinds, player }: Words): string[] => [
  player.next,
  kinds.thanks,
  kinds.thanksOn,
  kinds.startTurn,
  kinds.rehearse.answered,
  kinds.rehearse.onFromHere,
];

async function screenNow({ page }: Ground): Promise<{ heading: string; sign: string }> {
  const heading = page.getByRole('heading', { level: 1 });
  await heading.waitFor();
  const [text, sign] = await Promise.all([heading.innerText(), page.locator('body').innerText()]);
  return { heading: text, sign };
}

/** Acts on the screen that is shown. True at the end of the practice. */
async function act(ground: Ground): Promise<boolean> {
  const { page, words } = ground;
  const main = page.getByRole('main');
  const has = async (name: string) => (await page.getByRole('button', { name, exact: true }).count()) > 0;
  if ((await page.getByRole('img', { name: patternOf(words.player.step) }).count()) > 0) await passStep(ground);
  else if ((await main.getByText(words.endings.closed, { exact: true }).count()) > 0 && !ground.hasTurnedBack)
    await turnBack(ground);
  else if (await has(words.endings.finish)) await leaveCard(ground);
  else if (await isEnded(page, words)) return saysWhatWaits(ground);
  else await chooseEnding(ground);
  return false;
}

/** Where something may be shared with a team, and only there, the end says that it waits. */
async function saysWhatWaits({ page, words, practice }: Ground): Promise<true> {
  const isSaid = (await page.getByText(words.endings.sharingWaits, { exact: true }).count()) > 0;
  if (isSaid !== (practice.shared ?? false)) throw new Error('its end is wrong about what waits for a team');
  return true;
}

/** At the end it is said what was kept, one way or the other, as soon as it is known. */
export async function isEnded(page: Page, { endings, player }: Words): Promise<boolean> {
  const main = page.getByRole('main');
  const isLeft = (await main.getByRole('link', { name: endings.home, exact: true }).count()) > 0;
  const isBroken = (await main.getByRole('button', { name: player.tryAgain, exact: true }).count()) > 0;
  if (!isLeft || isBroken) return false;
  const lines = [endings.endedNothing, endings.endedMemory, endings.endedSaved, endings.endedLocked];
  await main.getByText(new RegExp(lines.map((line) => patternOf(line).source).join('|'))).waitFor();
  return true;
}

async function passStep(ground: Ground): Promise<void> {
  const { page, words } = ground;
  if (await takeStep(ground)) return;
  const { kinds } = words;
  const forward = page
    .getByRole('main')
    .getByRole('button', {
      name: new RegExp(`^(${forwardNames(words).join('|')})$`),
    })
    .first();
  const before = await page.getByRole('main').innerText();
  await forward.click();
  // What is missing is asked for once; a second press goes on without it.
  const isAsked = (await page.getByText(new RegExp(`${kinds.askOnce}|${kinds.missingSide}`)).count()) > 0;
  if (isAsked || (await page.getByRole('main').innerText()) === before) await forward.click();
}

/** What closes a practice is one choice among others: back there, another is taken. */
async function turnBack(ground: Ground): Promise<void> {
  ground.hasTurnedBack = true;
  await ground.page.getByRole('button', { name: ground.words.player.back, exact: true }).click();
}

async function leaveCard({ page, words, ending }: Ground): Promise<void> {
  const main = page.getByRole('main');
  const { endings } = words;
  for (const name of [endings.what, endings.when, endings.cardTo]) {
    const field = main.getByRole('textbox', { name, exact: true });
    if ((await field.count()) > 0) await field.fill(words.language.name);
  }
  const show = main.getByRole('button', { name: endings.show, exact: true });
  if (ending !== 'small-act' && (await show.count()) > 0) {
    await show.click();
    const article = page.getByRole('article');
    const anyway = main.getByRole('button', { name: words.lookOnce.showAnyway, exact: true });
    await article.or(anyway).waitFor();
    if ((await anyway.count()) > 0) await anyway.click();
    await article.waitFor();
    await page.getByRole('button', { name: words.player.back, exact: true }).click();
  }
  await main.getByRole('button', { name: endings.finish, exact: true }).click();
}

async function chooseEnding({ page, words, prose, ending }: Ground): Promise<void> {
  const own = { done: words.endings.done, 'small-act': words.endings.smallAct };
  const usual = { ...own, tell: words.endings.tell, request: words.endings.request }[ending];
  const label = prose.endings.items[ending]?.label ?? usual;
  const begins = [label, usual].map((line) => patternOf(line).source.slice(1, -1)).join('|');
  await page
    .getByRole('main')
    .getByRole('button', { name: new RegExp(`^(${begins})`) })
    .first()
    .click();
}

async function whereOf({ page, words }: Ground): Promise<string> {
  const step = page.getByRole('img', { name: patternOf(words.player.step) });
  const at = (await step.count()) > 0 ? await step.getAttribute('aria-label') : 'no step';
  return `${at}, at ${new URL(page.url()).pathname}\n${await page.locator('body').ariaSnapshot()}`;
}
