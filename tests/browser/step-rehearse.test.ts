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
  const sample = await serveSample(page.context(), 'hard-words', language);
  await page.goto(`/${language}/practice/${STAND_IN}/`);
  await page.getByText(sample.prose.steps.drill?.label ?? '', { exact: true }).waitFor();
  const hand = await handOf(page, language);
  const said = (id: string) => sample.prose.steps.drill?.items[id]?.label ?? '';
  return { hand, page, sample, said, words: hand.words.kinds.rehearse };
}

test('asks for an answer aloud, how it was, and for another that is harder, gentler or alike', async ({ open }) => {
  const { hand, page, said, words } = await start(open, 'da');
  const answerAndFeel = async (felt: string) => {
    await press(hand, words.answered);
    for (const question of ['first-breath', 'own-words']) await page.getByText(said(question)).waitFor();
    await page.getByRole('group', { name: words.howWasIt }).getByRole('button', { name: felt }).click();
  };
  expect(await heading(page).innerText()).toBe(said('late-boat'));
  await page.getByText(words.aloud).waitFor();
  await answerAndFeel(words.right);
  await expect.poll(() => heading(page).innerText()).toBe(said('wet-rope'));
  await answerAndFeel(words.easy);
  await expect.poll(() => heading(page).innerText()).toBe(said('no-catch'));
  await answerAndFeel(words.easy);
  await expect.poll(() => heading(page).innerText()).toBe(said('torn-net'));
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(said('torn-net'));
  await answerAndFeel(words.hard);
  await expect.poll(() => heading(page).innerText()).toBe(said('no-catch'));
  await press(hand, hand.words.player.back);
  await page.getByRole('group', { name: words.howWasIt }).waitFor();
  await press(hand, words.onFromHere);
  await expect.poll(() => heading(page).innerText()).not.toBe(words.look);
});

test('keeps the stop rule in view, shows no count and no level, and leaves nothing behind', async ({ open }) => {
  const { hand, page, words } = await start(open, 'en');
  for (let round = 0; round < 3; round += 1) {
    expect(await page.getByText(words.stop).isVisible()).toBe(true);
    expect(await page.getByRole('main').innerText()).not.toMatch(/\d/);
    await press(hand, words.answered);
    expect(await page.getByText(words.stop).isVisible()).toBe(true);
    expect(await page.getByRole('main').innerText()).not.toMatch(/\d/);
    await page.getByRole('button', { name: words.easy }).click();
  }
  await page.getByText(hand.words.player.scope.nothing).waitFor();
  await press(hand, words.onFromHere);
  await press(hand, hand.words.player.skip);
  await page.getByRole('main').locator('.sea').getByRole('button').first().click();
  await page.getByText(hand.words.endings.endedNothing).waitFor();
});

test('never asks for the microphone, and could not have it', async ({ open }) => {
  const { hand, page, words } = await start(open, 'nb');
  await page.evaluate(() => {
    const asked: string[] = [];
    Object.assign(globalThis, { asked });
    const note = (name: string) => () => {
      asked.push(name);
      return Promise.reject(new Error(name));
    };
    if (navigator.mediaDevices) navigator.mediaDevices.getUserMedia = note('getUserMedia');
    Object.assign(globalThis, { MediaRecorder: note('MediaRecorder'), webkitSpeechRecognition: note('recognition') });
  });
  await press(hand, words.answered);
  await page.getByRole('button', { name: words.hard }).click();
  await press(hand, words.answered);
  expect(await page.evaluate(() => (globalThis as unknown as { asked: string[] }).asked)).toEqual([]);
  const policy = (await page.request.get(page.url())).headers()['permissions-policy'];
  expect(policy).toContain('microphone=()');
});

for (const language of LANGUAGES) {
  test(`walks a rehearsal to its end, accessible all the way, in ${language}`, async ({ open }) => {
    const device = { size: 'smallest-phone', scheme: language === 'nb' ? 'dark' : 'light' } as const;
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

test('plays a rehearsal with the keyboard alone, under reduced motion', async ({ open }) => {
  const { page } = await start(open, 'en', { reducedMotion: true });
  const met = await walkByKeyboard(page, 'en');
  expect(met.length).toBeGreaterThan(3);
});
