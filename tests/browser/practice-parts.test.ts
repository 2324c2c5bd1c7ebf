import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Language } from '#content/words/languages.ts';
import { expectAccessible } from './axe.ts';
import { follow, handOf, hide, keepOne, openFold, openKept, press } from './keep-device.ts';
import type { Hand } from './keep-device.ts';
import { lookOver } from './look-over.ts';
import { test } from './page.ts';
import type { Device, Open } from './page.ts';
import { idsOf } from './read-practice.ts';
import { serveSample, STAND_IN } from './serve-sample.ts';
import { walkByKeyboard } from './walk-by-keyboard.ts';
import { walkPractice } from './walk-practice.ts';

const STAND_IN_TITLE = 'Tak for';
const main = (page: Page) => page.getByRole('main');
const heading = (page: Page) => page.getByRole('heading', { level: 1 });

async function start(open: Open, language: Language, device: Device = {}) {
  const page = await open('/health', { ...device, language });
  const sample = await serveSample(page.context(), 'eight-tides', language);
  await page.goto(`/${language}/practice/${STAND_IN}/`);
  await page.getByRole('heading', { name: sample.prose.title }).waitFor();
  const labelOf = (unit: string) => sample.prose.steps[unit]?.label ?? '';
  const row = (unit: string) => main(page).getByRole('button', { name: labelOf(unit) });
  return { hand: await handOf(page, language), page, sample, row };
}

/** The units whose row says that she was there last. */
async function lastHere({ page, words }: Hand): Promise<string[]> {
  const rows = main(page).getByRole('listitem').filter({ hasText: words.player.parts.last });
  return (await rows.allInnerTexts()).map((text) => text.split('\n')[0] ?? '');
}

test('shows the units of a practice as a calm list, fetches one when it is opened, and leads back to the list', async ({
  open,
}) => {
  const { hand, page, sample, row } = await start(open, 'da');
  const { ebb, flood, look, turn } = sample.prose.steps;
  expect(await main(page).getByRole('listitem').count()).toBe(2);
  expect(await main(page).innerText()).not.toMatch(/\d/);
  expect(await lastHere(hand)).toEqual([]);
  expect(sample.fetched).toEqual([]);

  const here = page.url();
  await row('flood').click();
  await page.getByRole('heading', { name: turn?.label ?? '' }).waitFor();
  expect(sample.fetched).toEqual(['flood']);
  expect(page.url()).toBe(here);
  await page.goBack();
  await row('ebb').waitFor();
  expect(
    await main(page)
      .getByText(flood?.text[0] ?? '')
      .count(),
  ).toBe(1);
  await row('ebb').click();
  await page.getByText(look?.label ?? '').waitFor();
  await press(hand, hand.words.player.back);
  await row('ebb').waitFor();
  await page.goForward();
  await page.getByText(look?.label ?? '').waitFor();
  expect(
    await main(page)
      .getByText(ebb?.label ?? '')
      .count(),
  ).toBe(0);
});

test('goes on in the unit where something was begun, beside another that is begun too', async ({ open }) => {
  const { hand, page, sample, row } = await start(open, 'nb');
  const { player } = hand.words;
  const field = main(page).getByRole('textbox').first();
  await row('flood').click();
  await field.fill('Et tau');
  await page.goBack();
  await row('flood').waitFor();
  expect(await lastHere(hand)).toEqual([sample.prose.steps.flood?.label]);

  await row('ebb').click();
  await press(hand, player.next);
  await field.fill('En stein');
  await page.goBack();
  await row('flood').click();
  await press(hand, player.resume);
  expect(await field.inputValue()).toBe('Et tau');
  await page.goBack();
  await row('ebb').click();
  await press(hand, player.resume);
  expect(await field.inputValue()).toBe('En stein');
});

test('says where she was last, and reads what she left in the words of whatever unit it is from', async ({ open }) => {
  const { hand, page, sample, row } = await start(open, 'en');
  const { player, endings, nav, settings } = hand.words;
  const { steps } = sample.prose;
  const finish = async () => {
    await press(hand, player.enough);
    await page.getByText(endings.endedMemory).waitFor();
    await page.goBack();
    await row('ebb').waitFor();
  };
  await row('ebb').click();
  await press(hand, player.next);
  await main(page).getByRole('textbox').fill('A crab under the stone');
  await finish();
  expect(await lastHere(hand)).toEqual([steps.ebb?.label]);
  await row('flood').click();
  await main(page).getByRole('textbox').fill('The rope was gone');
  await finish();
  expect(await lastHere(hand)).toEqual([steps.flood?.label]);

  await row('flood').click();
  await press(hand, player.enough);
  await follow(hand, endings.home);
  await follow(hand, nav.settings);
  await openFold(hand, settings.export);
  await follow(hand, settings.exportPrint);
  for (const words of ['A crab under the stone', 'The rope was gone', steps.line?.label ?? '', steps.turn?.label ?? ''])
    await main(page).getByText(words).waitFor();
  expect(await main(page).getByText(hand.words.kept.otherVersion).count()).toBe(0);
});

test('says nothing of where she was once it locks', async ({ open }) => {
  const { hand, page, sample, row } = await start(open, 'da');
  const { nav, player } = hand.words;
  await keepOne(hand, 'shared');
  await openKept(hand);
  await page.getByRole('link', { name: nav.all, exact: true }).first().click();
  await page.getByRole('searchbox').fill(STAND_IN_TITLE);
  await main(page).locator(`a[href$="/practice/${STAND_IN}/"]`).first().click();
  await row('flood').click();
  await main(page).getByRole('textbox').fill('Et tov');
  await page.goBack();
  await row('flood').waitFor();
  expect(await lastHere(hand)).toEqual([sample.prose.steps.flood?.label]);
  await hide(page);
  await page.getByText(player.parts.last).waitFor({ state: 'detached' });
  expect(await row('flood').count()).toBe(1);
});

test('says so when a unit cannot be fetched, and opens another all the same', async ({ open }) => {
  const { hand, page, sample, row } = await start(open, 'da', { expectedErrors: [/Failed to load resource/] });
  const { player } = hand.words;
  sample.missing.add('flood');
  await row('flood').click();
  await page.getByRole('heading', { name: player.failed }).waitFor();
  await page.goBack();
  await row('ebb').click();
  await page.getByText(sample.prose.steps.look?.label ?? '').waitFor();
});

for (const unit of ['ebb', 'flood'])
  test(`walks the unit ${unit} to its end, accessible all the way, on the smallest phone`, async ({ open }) => {
    const { page, sample } = await start(open, 'en', { size: 'smallest-phone', scheme: 'dark', textScale: 2 });
    let last = '';
    const onScreen = async (at: string) => {
      await lookOver(page, idsOf(sample.practice));
      if (at !== last) await expectAccessible(page);
      last = at;
    };
    const met = await walkPractice({ page, practice: sample, language: 'en', unit, onScreen });
    expect(met.length).toBeGreaterThan(2);
  });

test('opens and plays a unit with the keyboard alone', async ({ open }) => {
  const { page, sample, row } = await start(open, 'nb', { reducedMotion: true });
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe(sample.prose.title);
  for (let stop = 0; stop < 20 && !(await row('flood').evaluate((one) => one === document.activeElement)); stop += 1)
    await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect.poll(() => heading(page).innerText()).toBe(sample.prose.steps.turn?.label);
  const met = await walkByKeyboard(page, 'nb');
  expect(met.length).toBeGreaterThan(2);
});
