import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { LANGUAGES, type Language } from '#content/words/languages.ts';
import { loadWords } from '#content/words/load-words.ts';
import { daysLater, weekNumber, weekOf } from '#core/entry/iso-week.ts';
import type { Entry } from '#core/entry/entry.ts';
import { expectAccessible, schemesToLookAt } from './axe.ts';
import { callVault } from './call-vault.ts';
import { test, type Device, type Open } from './page.ts';
import { readPractice } from './read-practice.ts';

const PASSPHRASE = 'four plain words here';
const OWN_WORDS = 'the long corridor hums';
const words = (await loadWords('en')).long;

const today = new Date().toISOString().slice(0, 10);
const ago = (days: number) => daysLater(today, -days);
const written = (days: number, fields: Pick<Entry, 'practice' | 'answers'> & Partial<Entry>): Omit<Entry, 'id'> => ({
  kind: 'entry',
  version: 1,
  at: Date.parse(`${ago(days)}T12:00:00Z`),
  day: ago(days),
  ...fields,
});
const checkIn = (days: number, answers: Entry['answers']) =>
  written(days, { kind: 'check-in', practice: 'check-in', answers });

const MONTHS = [
  checkIn(0, { button: 'pause', in: ['rest'], out: ['unrest', 'change'] }),
  checkIn(1, { button: 'start' }),
  checkIn(22, { button: 'alarm', line: OWN_WORDS }),
  checkIn(200, { button: 'alarm' }),
  written(1, { practice: 'body-budget', answers: { budget: { stones: { in: [{ id: 'own_1', text: OWN_WORDS }] } } } }),
  written(9, {
    practice: 'price-ledger',
    answers: { book: { stones: { get: [{ id: 'trusted' }], pay: [{ id: 'sleep' }] } } },
  }),
  written(4, {
    practice: 'cycle-of-caring',
    answers: { ring: { texts: {}, counts: { begin: 2, stay: 1 } }, thin: { picked: ['refill'], own: [] } },
  }),
  written(40, { practice: 'load-signs', answers: { signs: { picked: ['replay', 'sleep'], own: [] } } }),
  written(3, { practice: 'load-signs', answers: { signs: { picked: ['replay', 'only-me'], own: [] } } }),
  written(30, { practice: 'how-close-am-i', answers: { lately: { marks: { sleep: 2 } } } }),
  written(2, { practice: 'how-close-am-i', answers: { lately: { marks: { sleep: 0 } } } }),
  written(10, {
    practice: 'prevention-list',
    answers: {
      list: { picked: ['own_1'], own: [{ id: 'own_1', text: OWN_WORDS }] },
      three: { order: ['laugh', 'own_1'], own: [] },
    },
  }),
  written(60, { practice: 'what-work-does', answers: { five: { texts: { body: 'Stiff neck' } } } }),
  written(3, {
    practice: 'what-work-does',
    answers: { five: { texts: { body: 'Light again' } }, since: { marks: { body: 4 } } },
  }),
];

async function openWith(
  open: Open,
  language: Language,
  entries: readonly Omit<Entry, 'id'>[],
  device: Device = {},
): Promise<Page> {
  const page = await open(`/${language}/long/`, device);
  const { long } = await loadWords(language);
  await page.getByRole('heading', { level: 1, name: long.empty }).waitFor();
  for (const entry of entries) await callVault(page, 'put', entry);
  if (entries.length > 0) await page.getByRole('heading', { level: 1, name: long.heading }).waitFor();
  return page;
}
const section = (page: Page, heading: string) =>
  page
    .locator('section')
    .filter({ has: page.getByRole('heading', { name: heading, exact: true }) })
    .last();
const labelIn = async (language: Language, practice: string, step: string, item: string) =>
  (await readPractice(practice, language)).prose.steps[step]?.items[item]?.label ?? '';

describe.each(LANGUAGES)('in %s', (language) => {
  test('shows every part from what was written, in words as well as in figures', async ({ open }) => {
    const { long, day } = await loadWords(language);
    const page = await openWith(open, language, MONTHS);
    const label = (practice: string, step: string, item: string) => labelIn(language, practice, step, item);
    await section(page, long.work).getByText('Stiff neck').waitFor();

    const thisWeek = page.getByRole('row', { name: long.week.replace('{n}', String(weekNumber(weekOf(today)))) });
    expect(await thisWeek.getByRole('cell').innerText()).toContain(day.pause);
    expect(await page.getByRole('row').filter({ hasText: long.notHere }).count()).toBeGreaterThan(0);

    const budget = section(page, long.budget);
    for (const text of [day.ins.rest, day.outs.unrest, day.outs.change])
      expect(await budget.getByText(text, { exact: true }).count()).toBe(1);
    const price = section(page, long.price);
    expect(await price.getByText(await label('price-ledger', 'book', 'trusted'), { exact: true }).count()).toBe(1);
    expect(await price.getByRole('img', { name: long.price }).count()).toBe(1);
    const cycle = section(page, long.cycle);
    expect(await cycle.getByText(long.thinHere).count()).toBe(1);
    expect(await cycle.getByText(long.stones.one, { exact: true }).count()).toBe(1);
    const signs = section(page, long.signs);
    const still = signs.getByRole('listitem').filter({ hasText: await label('load-signs', 'signs', 'replay') });
    expect(await still.first().innerText()).toContain(long.alsoBefore);
    const sleep = signs.getByRole('rowgroup').filter({ hasText: await label('how-close-am-i', 'lately', 'sleep') });
    const poles = [await label('how-close-am-i', 'lately', 'less'), await label('how-close-am-i', 'lately', 'usual')];
    expect(await sleep.getByRole('cell').allInnerTexts()).toEqual(poles);
    expect(await section(page, long.three).getByRole('listitem').allInnerTexts()).toEqual(
      [await label('prevention-list', 'list', 'laugh'), OWN_WORDS].map((text, index) =>
        expect.stringContaining(`${index + 1}\n${text}`),
      ),
    );
  });

  test.for(schemesToLookAt(language))('is accessible, full and empty, %s', async (scheme, { open }) => {
    const { long } = await loadWords(language);
    const page = await openWith(open, language, [], { scheme, size: 'smallest-phone' });
    await expectAccessible(page);
    for (const entry of MONTHS) await callVault(page, 'put', entry);
    await section(page, long.work).getByText('Stiff neck').waitFor();
    await page.getByRole('button', { name: long.writeLine }).click();
    await expectAccessible(page);
  });
});

test('one check-in is enough to look back on, and every empty part has one invitation', async ({ open }) => {
  const page = await openWith(open, 'en', [checkIn(0, { button: 'alarm' })]);
  await page.getByRole('heading', { name: words.more }).waitFor();
  const { invite } = words;
  for (const invitation of [invite.budget, invite.price, invite.cycle, invite.signs, invite.three, invite.work])
    expect(await page.getByRole('link', { name: invitation }).count(), invitation).toBe(1);
  expect(await page.getByRole('link', { name: invite.checkIn }).count()).toBe(0);
});

test('a line is written to a week the helper chooses, and stands there', async ({ open }) => {
  const page = await openWith(open, 'en', [checkIn(0, { button: 'alarm' }), checkIn(7, { button: 'start' })]);
  await page.getByRole('button', { name: words.writeLine }).click();
  const lastWeek = weekNumber(weekOf(ago(7)));
  await page
    .getByText(words.week.replace('{n}', String(lastWeek)), { exact: true })
    .last()
    .click();
  const line = page.getByRole('textbox', { name: words.whatHappened.replace('{n}', String(lastWeek)) });
  await line.fill(OWN_WORDS);
  await line.press('Tab');
  await page.keyboard.press('Enter');
  await page.getByRole('definition').filter({ hasText: OWN_WORDS }).waitFor();
  const kept = await callVault(page, 'entries', { practice: 'week-line' });
  expect(kept.ok && kept.value.entries.map(({ answers }) => answers)).toEqual([
    { week: weekOf(ago(7)), line: OWN_WORDS },
  ]);
});

test('earlier weeks come when they are asked for, and long silence is one row', async ({ open }) => {
  const page = await openWith(open, 'en', MONTHS);
  const rows = page.getByRole('table', { name: words.tableLabel }).getByRole('row');
  const before = await rows.count();
  await page.getByRole('button', { name: words.earlier }).click();
  await page.getByRole('button', { name: words.earlier }).waitFor({ state: 'detached' });
  expect(await rows.count()).toBe(before + 2);
});

test('locked, it shows nothing, and clears everything at once', async ({ open }) => {
  const page = await openWith(open, 'en', MONTHS);
  await page.getByText(OWN_WORDS).first().waitFor();
  await callVault(page, 'choosePassphrase', PASSPHRASE, { kind: 'own', minutes: 5 });
  await callVault(page, 'lock');
  await page.getByText(words.locked).waitFor();
  expect(await page.content()).not.toContain(OWN_WORDS);
  expect(await page.getByRole('table').count()).toBe(0);
  await expectAccessible(page);

  await callVault(page, 'unlockWithPassphrase', PASSPHRASE);
  await page.getByText(OWN_WORDS).first().waitFor();
});

test('has no number that sums up, no score and no trend', async ({ open }) => {
  const page = await openWith(open, 'en', MONTHS);
  await section(page, words.work).getByText('Stiff neck').waitFor();
  const said = await page.locator('main').innerText();
  expect(said).not.toMatch(/%|\btotal\b|\bscore\b|\baverage\b|\bsum\b|\btrend\b|[↑↓▲▼]/i);
});

test('the keyboard opens a week’s line and comes back to where it began', async ({ open }) => {
  const page = await openWith(open, 'en', [checkIn(0, { button: 'alarm' })], { size: 'desktop' });
  await page.getByRole('button', { name: words.writeLine }).focus();
  await page.keyboard.press('Enter');
  expect(await page.getByRole('textbox').evaluate((field) => field === document.activeElement)).toBe(true);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  const opener = page.getByRole('button', { name: words.writeLine });
  await opener.waitFor();
  expect(await opener.evaluate((button) => button === document.activeElement)).toBe(true);
});

test.for(['smallest-phone', 'phone', 'tablet', 'desktop'] as const)(
  'never scrolls sideways on a %s',
  async (size, { open }) => {
    for (const textScale of size === 'desktop' ? [1] : [1, 2]) {
      const page = await openWith(open, 'da', MONTHS, { size, textScale });
      await page.getByText('Stiff neck').waitFor();
      expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(
        0,
      );
    }
  },
);
