import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Language } from '#content/words/languages.ts';
import { LANGUAGES } from '#content/words/languages.ts';
import { expectAccessible } from './axe.ts';
import { handOf, press } from './keep-device.ts';
import { lookOver } from './look-over.ts';
import { test } from './page.ts';
import type { Device, Open } from './page.ts';
import { idsOf } from './read-practice.ts';
import { serveSample, STAND_IN } from './serve-sample.ts';
import { walkByKeyboard } from './walk-by-keyboard.ts';
import { walkPractice } from './walk-practice.ts';

const heading = (page: Page) => page.getByRole('heading', { level: 1 });

async function start(open: Open, language: Language, device: Device = {}) {
  const page = await open('/health', { ...device, language });
  const sample = await serveSample(page.context(), 'whose-turn', language);
  await page.goto(`/${language}/practice/${STAND_IN}/`);
  await page.getByRole('heading', { name: sample.prose.steps.ring?.label ?? '' }).waitFor();
  const hand = await handOf(page, language);
  const { loop } = hand.words.kinds;
  const story = page.getByRole('list', { name: loop.story });
  const sides = sample.prose.steps.ring?.items ?? {};
  const told = async () => (await story.getByRole('listitem').allInnerTexts()).map((text) => text.split('\n')[2]);
  const add = async (...acts: string[]) => {
    for (const act of acts) {
      await page.getByRole('main').getByRole('textbox').last().fill(act);
      await page.keyboard.press('Enter');
    }
  };
  return { hand, page, sample, loop, story, sides, told, add };
}

test('asks each side in turn, says the ring in words, and tells it from wherever the start is moved', async ({
  open,
}) => {
  const { hand, page, loop, story, sides, told, add } = await start(open, 'da');
  const field = (side: string) => page.getByRole('textbox', { name: sides[side]?.text[0] ?? '' });
  await field('this-boat').waitFor();
  await page.getByText(loop.hint).waitFor();
  await add('Kalder');
  await field('that-boat').waitFor();
  await add('Vender sig', 'Kalder højere', 'Sejler væk');
  expect(await told()).toEqual(['Kalder', 'Vender sig', 'Kalder højere', 'Sejler væk']);
  expect((await story.getByRole('listitem').first().innerText()).split('\n')[1]).toBe(sides['this-boat']?.label);

  await press(hand, loop.next);
  expect(await told()).toEqual(['Vender sig', 'Kalder højere', 'Sejler væk', 'Kalder']);
  const said = page.locator('[aria-live=polite]').filter({ hasText: loop.story });
  expect(await said.innerText()).toBe(
    [
      loop.story,
      `${sides['that-boat']?.label}: Vender sig`,
      `${sides['this-boat']?.label}: Kalder højere`,
      `${sides['that-boat']?.label}: Sejler væk`,
      `${sides['this-boat']?.label}: Kalder`,
    ].join(' '),
  );
  await press(hand, loop.before);
  await press(hand, loop.before);
  expect(await told()).toEqual(['Sejler væk', 'Kalder', 'Vender sig', 'Kalder højere']);
  const figure = page.getByRole('img', { name: await heading(page).innerText() });
  expect(await figure.locator('desc').textContent()).toContain('Sejler væk');
});

test('lets an act be put otherwise, moved past its own, taken away, and the gap filled by the right side', async ({
  open,
}) => {
  const { hand, page, sides, told, add } = await start(open, 'en');
  const { kinds } = hand.words;
  await add('Calls', 'Turns', 'Calls again', 'Sails off');
  await page.getByRole('button', { name: `${kinds.editCard}: Turns` }).click();
  await page.getByRole('textbox', { name: kinds.editCard }).fill('Turns away');
  await press(hand, kinds.keepWords);
  await press(hand, kinds.moveDown.replace('{card}', 'Calls'));
  expect(await told()).toEqual(['Calls again', 'Turns away', 'Calls', 'Sails off']);
  await page.getByRole('button', { name: kinds.moveUp.replace('{card}', 'Turns away') }).focus();
  await page.keyboard.press('Enter');
  await page.getByText(kinds.first).waitFor();
  await press(hand, kinds.remove.replace('{what}', 'Turns away'));
  expect(await told()).toEqual(['Calls again', 'Calls', 'Sails off']);
  await page.getByRole('textbox', { name: sides['that-boat']?.text[0] ?? '' }).waitFor();
  await add('Drifts');
  expect(await told()).toEqual(['Calls again', 'Drifts', 'Calls', 'Sails off']);
});

test('takes what was typed along, asks once for what the ring lacks, and offers only own acts to turn off from', async ({
  open,
}) => {
  const { hand, page, sample, sides, add } = await start(open, 'nb');
  const { kinds, player } = hand.words;
  await add('Roper', 'Snur');
  await page.getByRole('main').getByRole('textbox').last().fill('Roper igjen');
  await press(hand, player.next);
  await page.getByText(`${kinds.askOnce} ${sides['that-boat']?.label}`).waitFor();
  await press(hand, player.next);
  await page.getByRole('heading', { name: sample.prose.steps['my-way-out']?.label ?? '' }).waitFor();
  const choices = page.getByRole('group', { name: kinds.choose }).getByRole('button');
  expect(await choices.allInnerTexts()).toEqual(['Roper', 'Roper igjen']);
});

test('holds eight acts and no more', async ({ open }) => {
  const { hand, page, told, add } = await start(open, 'en', { size: 'desktop' });
  await add('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h');
  expect(await told()).toHaveLength(8);
  await page.getByText(hand.words.kinds.max.replace('{n}', '8')).waitFor();
  expect(await page.getByRole('main').getByRole('textbox').count()).toBe(0);
});

for (const language of LANGUAGES) {
  test(`walks a ring to its end, accessible all the way, in ${language}`, async ({ open }) => {
    const device = { size: 'smallest-phone', scheme: language === 'da' ? 'dark' : 'light' } as const;
    const { page, sample } = await start(open, language, { ...device, textScale: language === 'en' ? 1 : 2 });
    const seen = new Set<string>();
    const onScreen = async (at: string) => {
      await lookOver(page, idsOf(sample.practice));
      if (!seen.has(at)) await expectAccessible(page);
      seen.add(at);
    };
    const met = await walkPractice({ page, practice: sample, language, onScreen });
    expect(met.length).toBeGreaterThan(3);
  });
}

test('plays a ring with the keyboard alone', async ({ open }) => {
  const { page } = await start(open, 'nb', { reducedMotion: true });
  const met = await walkByKeyboard(page, 'nb');
  expect(met.length).toBeGreaterThan(3);
});
