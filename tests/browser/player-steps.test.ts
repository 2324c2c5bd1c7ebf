import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Language } from '#content/words/languages.ts';
import { handOf, press } from './keep-device.ts';
import type { Hand } from './keep-device.ts';
import { test } from './page.ts';
import type { Open } from './page.ts';
import { readPractice } from './read-practice.ts';
import { patternOf } from './take-step.ts';

const main = (page: Page) => page.getByRole('main');
const heading = (page: Page) => page.getByRole('heading', { level: 1 });

async function start(open: Open, language: Language, id: string): Promise<Hand> {
  const page = await open(`/${language}/practice/${id}/`);
  await heading(page).waitFor();
  return handOf(page, language);
}

test('lets every card be laid aside, and taken up again from there', async ({ open }) => {
  const hand = await start(open, 'en', 'feel-as-feel-with');
  const { page } = hand;
  const { kinds, player } = hand.words;
  const cards = main(page).getByText(patternOf(kinds.card));
  while ((await cards.count()) > 0) await press(hand, kinds.park);
  expect(await page.getByText(kinds.allPlaced).count()).toBe(0);
  const up = main(page).getByRole('button', { name: patternOf(kinds.takeBack) });
  const aside = await up.count();
  expect(aside).toBeGreaterThan(5);
  await up.first().click();
  await cards.waitFor();
  await main(page).getByRole('group', { name: kinds.choose }).getByRole('button').first().click();
  await page.getByText(kinds.allPlaced).waitFor();
  await press(hand, player.next);
  await cards.waitFor({ state: 'detached' });
});

test('asks once for what a map lacks, by name, and goes on at the second press', async ({ open }) => {
  const hand = await start(open, 'da', 'wind-down-plan');
  const { page } = hand;
  const { prose } = await readPractice('wind-down-plan', 'da');
  const first = await heading(page).innerText();
  await press(hand, hand.words.player.next);
  const asked = page.getByRole('status').filter({ hasText: hand.words.kinds.askOnce });
  await asked.waitFor();
  const labels = Object.values(prose.steps.waters?.items ?? {}).map(({ label }) => label);
  const said = await asked.innerText();
  expect(labels.filter((label) => label !== '' && said.includes(label))).not.toEqual([]);
  await press(hand, hand.words.player.next);
  await expect.poll(() => heading(page).innerText()).not.toBe(first);
});

test('takes words into a map as they are typed, spaces and all, and lets them go when emptied', async ({ open }) => {
  const hand = await start(open, 'en', 'wind-down-plan');
  const { page } = hand;
  const fields = main(page).getByRole('textbox');
  const many = await fields.count();
  await fields.first().click();
  await page.keyboard.type('calm, and a walk');
  expect(await fields.first().inputValue()).toBe('calm, and a walk');
  await page.keyboard.press('Control+A');
  await page.keyboard.type('a  walk ');
  expect(await fields.first().inputValue()).toBe('a  walk ');
  await page.keyboard.press('Control+A');
  await page.keyboard.press('Delete');
  expect(await fields.first().inputValue()).toBe('');
  await heading(page).focus();
  expect(await fields.count()).toBe(many);
});

test('takes one thing where one is asked for, and another one instead of it', async ({ open }) => {
  const hand = await start(open, 'da', 'body-budget');
  const { page } = hand;
  const { kinds, player } = hand.words;
  const chips = main(page).locator('[aria-pressed]');
  for (const index of [0, 1, -1]) await chips.nth(index).click();
  await press(hand, player.next);
  const choices = main(page).getByRole('group', { name: kinds.choose }).getByRole('button');
  await choices.first().waitFor();
  const many = await choices.count();
  const second = await choices.last().innerText();
  if (many > 1) await choices.first().click();
  await choices.last().click();
  await main(page)
    .getByRole('button', { name: kinds.unrank.replace('{card}', second) })
    .waitFor();
  expect(await choices.count()).toBe(many - 1);
});

test('holds “none of these” against one choice, either way round', async ({ open }) => {
  const hand = await start(open, 'nb', 'transition-ritual');
  const { page } = hand;
  const radios = main(page).getByRole('radio');
  const none = main(page).getByRole('radio', { name: hand.words.kinds.none });
  await radios.first().check();
  await none.check();
  expect(await main(page).getByRole('radio', { checked: true }).count()).toBe(1);
  await radios.nth(1).check();
  expect(await none.isChecked()).toBe(false);
  expect(await radios.nth(1).isChecked()).toBe(true);
});

test('gives an own item a mark, which can be another one', async ({ open }) => {
  const hand = await start(open, 'en', 'prevention-list');
  const { page } = hand;
  const { kinds } = hand.words;
  await press(hand, kinds.own);
  await page.getByRole('textbox', { name: kinds.own }).fill('The early ferry');
  await page.keyboard.press('Enter');
  const row = main(page).getByRole('group', { name: 'The early ferry' });
  const marks = row.locator('[aria-pressed]');
  expect(await marks.last().getAttribute('aria-pressed')).toBe('true');
  await marks.first().click();
  expect(await Promise.all((await marks.all()).map((mark) => mark.getAttribute('aria-pressed')))).toEqual([
    'true',
    'false',
    'false',
  ]);
});

test('gives each of twelve round one phone a turn, and never fewer than two', async ({ open }) => {
  const hand = await start(open, 'da', 'worst-advice');
  const { page } = hand;
  const { kinds, player } = hand.words;
  await press(hand, player.skip);
  const [fewer, more] = [kinds.fewer, kinds.moreOf].map((label) => label.replace('{slot}', kinds.howMany));
  const people = main(page).getByRole('status').or(main(page).locator('output')).first();
  for (let presses = 0; presses < 4; presses += 1) await press(hand, fewer ?? '');
  expect(await people.innerText()).toBe('2');
  for (let presses = 0; presses < 12; presses += 1) await press(hand, more ?? '');
  expect(await people.innerText()).toBe('12');
  const turnOf = (n: number) => page.getByText(kinds.turnOf.replace('{n}', String(n)).replace('{of}', '12'));
  for (let turn = 1; turn <= 12; turn += 1) {
    await press(hand, kinds.startTurn);
    await turnOf(turn).waitFor();
    await press(hand, turn < 12 ? kinds.thanksOn : player.next);
    await turnOf(turn).waitFor({ state: 'detached' });
  }
  expect(await main(page).getByRole('button', { name: kinds.startTurn, exact: true }).count()).toBe(0);
});

test('takes a suggestion into a plan, or own words instead, and lays the day in a calendar file', async ({ open }) => {
  const hand = await start(open, 'en', 'word-to-deed');
  const { page } = hand;
  const { kinds, player } = hand.words;
  await press(hand, player.skip);
  await press(hand, player.skip);
  const suggestion = main(page).locator('[aria-pressed]').first();
  const said = await suggestion.innerText();
  await suggestion.click();
  const field = main(page).getByRole('textbox').first();
  expect(await field.inputValue()).toBe(said);
  await field.fill('A word of my own');
  expect(await suggestion.getAttribute('aria-pressed')).toBe('false');
  await main(page).locator('input[type=date]').first().fill('2031-03-14');
  const taken = page.waitForEvent('download');
  await press(hand, kinds.calendar);
  const file = await (await taken).createReadStream();
  const text = (await file.toArray()).join('');
  expect(text).toContain('20310314');
  expect(text).toContain(`SUMMARY:${kinds.calendarTitle}`);
  expect(text).not.toContain('A word of my own');
});

test('closes where a practice is not for now, points on, and lets one turn back', async ({ open }) => {
  const hand = await start(open, 'da', 'debrief');
  const { page } = hand;
  const { endings, player, quay } = hand.words;
  const question = await heading(page).innerText();
  await main(page).getByRole('radio').first().check();
  await press(hand, player.next);
  await page.getByRole('heading', { name: endings.closed }).waitFor();
  expect(await main(page).getByRole('link', { name: quay.help }).count()).toBe(1);
  await press(hand, player.back);
  expect(await heading(page).innerText()).toBe(question);
});

test('asks only once for what is made once, and lets it be made anew at the end', async ({ open }) => {
  const hand = await start(open, 'da', 'self-compassion-pause');
  const { page } = hand;
  const { player, endings, now } = hand.words;
  const made = await heading(page).innerText();
  await main(page).getByRole('textbox').first().fill('Det her er tungt.');
  await page.getByRole('button', { name: player.enough }).click();
  await page.getByText(endings.endedMemory).waitFor();
  await main(page).getByRole('link', { name: endings.home, exact: true }).click();
  await main(page).getByRole('link', { name: now.pause }).click();
  await page.getByRole('button', { name: player.enough }).waitFor();
  expect(await heading(page).innerText()).not.toBe(made);
  await press(hand, player.skip);
  await press(hand, player.change);
  expect(await heading(page).innerText()).toBe(made);
  expect(await main(page).getByRole('textbox').first().inputValue()).toBe('Det her er tungt.');
});
