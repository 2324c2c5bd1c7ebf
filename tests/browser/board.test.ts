import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { LANGUAGES } from '#content/words/languages.ts';
import { daysLater } from '#core/entry/iso-week.ts';
import { STRUCTURE, structureEntry } from '#core/entry/structures.ts';
import { nextAfter } from '#core/structure/next-after.ts';
import { supervision, tooFew } from '#core/structure/sample-structures.ts';
import { NEWEST_VERSION, USUAL_STRUCTURES, type Structure } from '#core/structure/structure.ts';
import { expectAccessible, schemesToLookAt } from './axe.ts';
import { callVault } from './call-vault.ts';
import { fetchLanguage } from './fetch-language.ts';
import {
  choosePassphrase,
  expectNoWordOf,
  follow,
  handOf,
  MARKER,
  press,
  seeHeading,
  unlock,
  type Hand,
} from './keep-device.ts';
import { lookOver } from './look-over.ts';
import { test, type Device, type Open } from './page.ts';

const two = (n: number) => String(n).padStart(2, '0');
const now = new Date();
const today = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;

const uuid = (n: number) => `00000000-0000-4000-8000-00000000000${n}`;
const THREE: readonly Structure[] = [
  { ...supervision, lastHeld: daysLater(today, -31), next: daysLater(today, -1) },
  { id: uuid(2), usual: 'campfire', rhythm: 'week', owner: 'L.', next: today },
  { id: uuid(3), name: MARKER, rhythm: 'quarter' },
];

async function openBoard(
  open: Open,
  language: 'da' | 'nb' | 'en',
  structures: readonly Structure[] = [],
  device: Device = {},
): Promise<Hand> {
  const page = await open(`/${language}/system/board/`, device);
  const hand = await handOf(page, language);
  await seeHeading(hand, hand.words.board.empty);
  for (const [index, structure] of structures.entries())
    await callVault(page, 'put', { ...structureEntry(structure), at: Date.now() + index, day: today });
  await expect.poll(() => rowsOf(page).count()).toBe(structures.length);
  return hand;
}
const rowsOf = (page: Page) => page.getByRole('main').locator('li:has(summary)');
const rowOf = ({ page }: Hand, name: string) => rowsOf(page).filter({ hasText: name });
const dayIn = ({ language }: Hand, day: string) =>
  new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(day));
async function structuresIn(page: Page): Promise<Structure[]> {
  const found = await callVault(page, 'entries', { practice: STRUCTURE.practice });
  return found.ok ? [...found.value.entries].reverse().map(({ answers }) => answers as unknown as Structure) : [];
}
async function openRow(hand: Hand, name: string) {
  const row = rowOf(hand, name);
  await row.locator('summary').click();
  return row;
}
/** What the margins of web/styles/print.css leave of A4. */
const PAGE_MM = { width: 174, height: 265 };
const PX_PER_MM = 96 / 25.4;
const countPages = (pdf: Buffer): number => pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;

describe.each(LANGUAGES)('in %s', (language) => {
  test.for(schemesToLookAt(language))(
    'invites to a first structure, takes it, and is accessible on the smallest phone, %s',
    async (scheme, { open }) => {
      const hand = await openBoard(open, language, [], { scheme, size: 'smallest-phone' });
      const { page } = hand;
      const { board, day, kinds } = hand.words;
      await expectAccessible(page);
      await press(hand, board.usual.breaks);
      await page.getByLabel(board.owner).fill('R. N.');
      await page.getByText(kinds.rhythm.week, { exact: true }).click();
      await page.getByLabel(board.lastHeld).fill(daysLater(today, -2));
      await expectAccessible(page);
      await lookOver(page);
      await press(hand, day.save);
      const row = rowOf(hand, board.usual.breaks);
      await row
        .locator('summary')
        .getByText(board.state.coming.replace('{date}', dayIn(hand, daysLater(today, 5))))
        .waitFor();
      expect(await row.getByText(board.carriedBy.one).count()).toBe(1);
      await row.locator('summary').click();
      await row.getByRole('button', { name: board.notHeld }).click();
      await row.getByRole('button', { name: board.obstacles.time }).waitFor();
      await expectAccessible(page);
      await lookOver(page);
    },
  );

  test('prints the board as one page, with its month, its state in words and room to sign', async ({ open }) => {
    const eight = USUAL_STRUCTURES.map((usual, index): Structure => ({ ...THREE[index % 3]!, id: uuid(index), usual }));
    const hand = await openBoard(open, language, eight);
    const { page } = hand;
    const { board } = hand.words;
    await page.emulateMedia({ media: 'print' });
    const sheet = page.getByRole('article');
    const month = new Intl.DateTimeFormat(language, { month: 'long', year: 'numeric' }).format(now);
    await sheet.getByRole('heading', { level: 1, name: board.sheet.replace('{month}', month) }).waitFor();
    for (const text of [board.neverWho, board.state.overdueOne, board.representative, MARKER])
      expect(await sheet.getByText(text).first().isVisible(), text).toBe(true);
    expect(await sheet.getByText(board.whatNext).count()).toBe(eight.length);
    expect(await page.getByRole('button', { name: board.takeFile }).count()).toBe(0);
    expect(countPages(await page.pdf({ preferCSSPageSize: true }))).toBe(1);
    await page.setViewportSize({ width: Math.floor(PAGE_MM.width * PX_PER_MM), height: 1000 });
    const { height = Infinity } = (await sheet.boundingBox()) ?? {};
    expect(height / PX_PER_MM).toBeLessThan(PAGE_MM.height - 15);
    const smallest = await sheet.evaluate((article) =>
      Math.min(...[...article.querySelectorAll('*')].map((part) => parseFloat(getComputedStyle(part).fontSize))),
    );
    expect(smallest * 0.75).toBeGreaterThanOrEqual(8);
  });
});

test('three structures are there after a passphrase and a reload, and no word of them once it locks', async ({
  open,
}) => {
  const hand = await openBoard(open, 'en');
  const { page } = hand;
  const { board, day, vault } = hand.words;
  for (const name of [board.usual.supervision, board.usual.breaks, board.own]) {
    await press(hand, name);
    if (name === board.own) await page.getByLabel(board.name).fill(MARKER);
    await press(hand, day.save);
    await page.getByRole('button', { name: board.usual.learning }).waitFor();
  }
  await page.getByRole('link', { name: vault.keepIt }).click();
  await seeHeading(hand, vault.where);
  await choosePassphrase(hand);
  await page.goto('/en/system/board/');
  await page.getByText(board.locked).waitFor();
  await expectAccessible(page);
  await follow(hand, vault.unlock);
  await unlock(hand);
  await page.waitForURL('**/en/system/board/');
  await expect.poll(() => rowsOf(page).count()).toBe(3);
  await rowOf(hand, MARKER).waitFor();
  await press(hand, vault.lock);
  await page.getByText(board.locked).waitFor();
  await expectNoWordOf(page);
});

test('held moves the next day by its rhythm, moved is moved, and not held says what stood in the way', async ({
  open,
}) => {
  const hand = await openBoard(open, 'en', THREE);
  const { page } = hand;
  const { board, kept } = hand.words;
  const campfire = await openRow(hand, board.usual.campfire);
  await campfire.getByRole('button', { name: board.held }).click();
  const inAWeek = daysLater(today, 7);
  await campfire.locator('summary').getByText(dayIn(hand, inAWeek)).waitFor();
  expect((await structuresIn(page))[1]).toMatchObject({ lastHeld: today, next: inAWeek });

  await campfire.getByRole('button', { name: board.move }).click();
  await campfire.getByLabel(board.moveTo).fill(daysLater(today, 9));
  await campfire.getByLabel(board.moveTo).press('Enter');
  await campfire
    .locator('summary')
    .getByText(dayIn(hand, daysLater(today, 9)))
    .waitFor();
  const moved = (await structuresIn(page))[1]!;
  expect(moved).toEqual({ ...THREE[1], lastHeld: today, next: daysLater(today, 9) });

  const late = await openRow(hand, board.usual.supervision);
  await late.getByText(board.state.overdueOne).waitFor();
  await late.getByRole('button', { name: board.notHeld }).click();
  await late.getByRole('button', { name: board.obstacles.cover }).click();
  await late.getByText(board.calledOff.replace('{date}', dayIn(hand, daysLater(today, -1)))).waitFor();
  await expect
    .poll(async () => (await structuresIn(page))[0])
    .toMatchObject({ next: nextAfter('month', daysLater(today, -1)), obstacle: 'cover' });

  await late.getByRole('button', { name: kept.eraseOne }).click();
  await late.getByRole('button', { name: kept.confirmErase }).click();
  await expect.poll(() => rowsOf(page).count()).toBe(2);
  await page.getByRole('button', { name: board.usual.supervision }).waitFor();
});

test('goes out as a file and into another device once, and says in words what is no board', async ({ open }) => {
  const hand = await openBoard(open, 'da', THREE);
  const { page } = hand;
  const { board } = hand.words;
  const downloading = page.waitForEvent('download');
  await press(hand, board.takeFile);
  const download = await downloading;
  expect(download.suggestedFilename()).toBe(`ballast-board-${today}.json`);
  const text = await readFile(await download.path(), 'utf8');
  expect(JSON.parse(text)).toEqual({ format: 'ballast-board', version: 1, made: today, structures: THREE });
  await page.getByText(board.taken).waitFor();

  const other = await openBoard(open, 'nb', THREE.slice(0, 1));
  const there = other.words.board;
  const readIn = (name: string, content: string) =>
    other.page
      .getByLabel(other.words.settings.restoreFile)
      .setInputFiles({ name, mimeType: 'application/json', buffer: Buffer.from(content) });
  await readIn('a.json', text);
  await other.page.getByText(there.cameIn.replace('{n}', '2').replace('{known}', '1')).waitFor();
  await expect.poll(() => rowsOf(other.page).count()).toBe(3);
  expect(await structuresIn(other.page)).toEqual(THREE);
  await readIn('b.json', text);
  await other.page.getByText(there.nothingNew).waitFor();
  await readIn('c.json', 'Kjære alle');
  await other.page.getByRole('alert').getByText(there.fileErrors['not-a-board']).waitFor();
  await readIn('d.json', text.replace('"version": 1', '"version": 3'));
  await other.page.getByRole('alert').getByText(there.fileErrors['newer-board']).waitFor();
  await readIn('e.json', text.replace('"rhythm"', '"attended"'));
  await other.page.getByRole('alert').getByText(there.fileErrors['bad-board']).waitFor();
  expect(await rowsOf(other.page).count()).toBe(3);
});

test('what weighs stands there too, and is not closed before it stands above me', async ({ open }) => {
  const hand = await openBoard(open, 'da', THREE.slice(0, 1), { size: 'smallest-phone' });
  const { page } = hand;
  const { board, day, all } = hand.words;
  const { issue } = board;
  await press(hand, issue.add);
  await page.getByLabel(issue.name).fill('For få om natten');
  await page.getByText(all.levels.me, { exact: true }).click();
  await page.getByRole('status').getByText(issue.onMe).waitFor();
  await page.getByLabel(issue.owner).fill('Lederen');
  await page.getByLabel(issue.by).fill(daysLater(today, -1));
  await expectAccessible(page);
  await press(hand, day.save);
  await page.getByRole('heading', { level: 2, name: issue.heading }).waitFor();
  const row = await openRow(hand, 'For få om natten');
  await row.getByText(issue.onMe).waitFor();
  await row.getByText(issue.state.overdueOne).waitFor();
  expect(await row.getByRole('button', { name: issue.answeredToday }).count()).toBe(0);
  await expectAccessible(page);

  await row.getByRole('button', { name: board.change }).click();
  await row.getByText(all.levels.organisation, { exact: true }).click();
  await row.getByLabel(issue.can).fill('En mere på vagt');
  await row.getByRole('button', { name: day.save }).click();
  await row.getByRole('button', { name: issue.answeredToday }).click();
  await row.locator('summary').getByText(issue.state['no-day'], { exact: true }).waitFor();
  await lookOver(page);
  expect((await structuresIn(page))[1]).toEqual({
    id: expect.any(String) as string,
    name: 'For få om natten',
    rhythm: 'once',
    level: 'organisation',
    owner: 'Lederen',
    lastHeld: today,
    next: null,
    note: 'En mere på vagt',
  });
  await page.emulateMedia({ media: 'print' });
  const sheet = page.getByRole('article');
  await sheet.getByRole('heading', { level: 3, name: 'For få om natten' }).waitFor();
  await sheet.getByText('En mere på vagt').waitFor();
});

test('looks once more before names on the board become paper or a file', async ({ open }) => {
  const named: Structure = { ...tooFew, note: 'Efter det med Yrsa, der er 8 år gammel' };
  const hand = await openBoard(open, 'nb', [named], { size: 'smallest-phone' });
  const { page } = hand;
  const { board, lookOnce, nav, endings } = hand.words;
  const look = page.getByRole('region', { name: lookOnce.heading });
  await press(hand, endings.print);
  await look.getByText('Yrsa', { exact: true }).waitFor();
  await look.getByText('8 år', { exact: true }).waitFor();
  await expectAccessible(page);
  await look.getByRole('button', { name: nav.back }).click();
  await look.waitFor({ state: 'detached' });
  await press(hand, board.takeFile);
  const downloading = page.waitForEvent('download');
  await look.getByRole('button', { name: lookOnce.takeAnyway }).click();
  const text = await readFile(await (await downloading).path(), 'utf8');
  expect(JSON.parse(text)).toMatchObject({ version: 2, structures: [named] });
});

test('care put into system puts what was chosen on the board with one tap, and leaves what is there', async ({
  open,
}) => {
  const page = await open('/da/practice/care-in-system/', { size: 'smallest-phone' });
  const hand = await handOf(page, 'da');
  const { board, player } = hand.words;
  const { fromPractice, usual } = board;
  const here: Structure = { ...supervision, rhythm: 'quarter' };
  await press(hand, player.skip);
  await callVault(page, 'put', { ...structureEntry(here), at: Date.now(), day: today });
  for (const item of ['Supervision', 'Afsked', 'Tid til at lære'])
    await page.getByRole('main').getByText(item, { exact: true }).click();
  await press(hand, player.next);
  await press(hand, player.skip);
  await page.getByLabel('Hvem sørger for, at det bliver til noget?').fill('Lederen');
  await press(hand, player.enough);
  await page.getByText(fromPractice.canGo.replace('{names}', `Afsked · ${usual.learning}`)).waitFor();
  await page.getByText(fromPractice.there.replace('{names}', usual.supervision)).waitFor();
  await expectAccessible(page);
  await lookOver(page);
  await press(hand, fromPractice.put);
  await page.getByRole('status').getByText(fromPractice.isThere).waitFor();
  expect(await page.getByRole('button', { name: fromPractice.put }).count()).toBe(0);
  expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe(board.heading);
  expect(await structuresIn(page)).toMatchObject([
    here,
    { name: 'Afsked', rhythm: 'month', owner: 'Lederen' },
    { usual: 'learning', rhythm: 'month' },
  ]);
  await follow(hand, board.heading);
  await expect.poll(() => rowsOf(page).count()).toBe(3);
});

test('the four levels leave an issue on the board with me alone, until someone above has it', async ({ open }) => {
  const page = await open('/en/practice/four-levels/');
  const hand = await handOf(page, 'en');
  const { board, player } = hand.words;
  await page.getByRole('main').getByText('The pace', { exact: true }).click();
  await press(hand, player.enough);
  await press(hand, board.fromPractice.put);
  await page.getByText(board.fromPractice.isThere).waitFor();
  await follow(hand, board.heading);
  const row = await openRow(hand, 'The pace');
  await row.getByText(board.issue.onMe).waitFor();
  expect(await row.getByRole('button', { name: board.issue.answeredToday }).count()).toBe(0);
});

test('lays the days to come in a calendar file that tells nothing', async ({ open }) => {
  const hand = await openBoard(open, 'en', THREE);
  const downloading = hand.page.waitForEvent('download');
  await press(hand, hand.words.board.calendar);
  const text = await readFile(await (await downloading).path(), 'utf8');
  expect(text.match(/DTSTART.*/g)?.map((line) => line.trim())).toEqual([
    `DTSTART;VALUE=DATE:${today.replaceAll('-', '')}`,
  ]);
  expect(text).not.toContain(MARKER);
});

test('what a newer Ballast wrote is said, and stays', async ({ open }) => {
  const hand = await openBoard(open, 'en', THREE);
  const { page } = hand;
  const newer = { ...THREE[0]!, id: uuid(9) };
  await callVault(page, 'put', {
    ...structureEntry(newer),
    version: NEWEST_VERSION + 1,
    at: Date.now(),
    day: today,
  });
  await page.getByText(hand.words.board.unreadable).waitFor();
  expect(await rowsOf(page).count()).toBe(3);
  expect(await structuresIn(page)).toHaveLength(4);
});

test('is named in what is kept, and nothing of it is in the day or the long run', async ({ open }) => {
  const hand = await openBoard(open, 'en', THREE);
  const { page } = hand;
  const { board, nav, long, kept } = hand.words;
  await page.getByRole('link', { name: nav.long, exact: true }).first().click();
  await seeHeading(hand, long.empty);
  await page.getByRole('link', { name: nav.day, exact: true }).first().click();
  await seeHeading(hand, hand.words.day.heading);
  expect(await page.content()).not.toContain(MARKER);
  await page.getByRole('link', { name: nav.settings, exact: true }).first().click();
  await follow(hand, nav.kept);
  await seeHeading(hand, kept.list);
  const row = page
    .getByRole('main')
    .locator('li')
    .filter({ hasText: board.kept.replace('{name}', MARKER) });
  await row.locator('summary').click();
  await row.getByText(hand.words.kinds.rhythm.quarter).waitFor();
});

test('is found from In system, and kept by keyboard alone and offline', async ({ open }) => {
  const page = await open('/da/', { size: 'desktop', withWorker: true });
  const hand = await handOf(page, 'da');
  const { board, day } = hand.words;
  await page.waitForLoadState('networkidle');
  await fetchLanguage(page, 'da');
  await page.context().setOffline(true);
  await page.goto('/da/system/');
  const link = page.getByRole('main').getByRole('link', { name: board.heading });
  await link.press('Enter');
  await page.getByRole('button', { name: board.own }).press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Onsdagsbordet');
  await page.keyboard.press('Enter');
  const row = rowOf(hand, 'Onsdagsbordet');
  await row.waitFor();
  await page.getByRole('status').getByText(day.saved).waitFor({ state: 'attached' });
  expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe(board.heading);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await row.getByRole('button', { name: board.held }).press('Enter');
  await row
    .locator('summary')
    .getByText(dayIn(hand, nextAfter('month', today)!))
    .waitFor();
  await row.getByRole('button', { name: board.change }).press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.press('End');
  await page.keyboard.type(' ude');
  await page.keyboard.press('Enter');
  await rowOf(hand, 'Onsdagsbordet ude').waitFor();
  await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('SUMMARY');
});

test.for(['smallest-phone', 'tablet', 'desktop'] as const)('never scrolls sideways on a %s', async (size, { open }) => {
  for (const textScale of size === 'desktop' ? [1] : [1, 2]) {
    const hand = await openBoard(open, 'da', THREE, { size, textScale });
    await openRow(hand, hand.words.board.usual.supervision);
    const overflow = await hand.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
  }
});
