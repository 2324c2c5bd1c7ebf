import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { callVault } from './call-vault.ts';
import { handOf, keepOne, openKept, press, type Hand } from './keep-device.ts';
import { test, type Open } from './page.ts';
import { readPractice } from './read-practice.ts';

type Voice = { readonly name: string; readonly lang: string; readonly localService: boolean };
type Saying = { readonly text: string; readonly voice: string } | null;
type StandIn = { saying: Saying; times: number; bring: (voices: readonly Voice[]) => void };

const local = (lang: string): Voice => ({ name: `on the device, ${lang}`, lang, localService: true });
const remote = (lang: string): Voice => ({ name: `of its maker, ${lang}`, lang, localService: false });

/** Chromium without a screen has no voice of its own: this stands in for what it would speak with. */
function standIn(first: readonly Voice[]): void {
  const listener = new EventTarget();
  let voices: readonly Voice[] = first;
  const here: StandIn = {
    saying: null,
    times: 0,
    bring: (others) => {
      voices = others;
      listener.dispatchEvent(new Event('voiceschanged'));
    },
  };
  const speech = Object.assign(listener, {
    // A new object for the same voice each time, as browsers do.
    getVoices: () => voices.map((voice) => ({ ...voice, voiceURI: voice.name })),
    speak: ({ text, voice }: { text: string; voice: Voice }) => {
      here.saying = { text, voice: voice.name };
      here.times += 1;
    },
    cancel: () => {
      here.saying = null;
    },
  });
  Object.defineProperty(globalThis, 'speechSynthesis', { value: speech });
  Object.assign(globalThis, {
    standIn: here,
    SpeechSynthesisUtterance: function (this: { text: string }, text: string) {
      this.text = text;
    },
  });
}

const saying = (page: Page): Promise<Saying> =>
  page.evaluate(() => (globalThis as unknown as { standIn: StandIn }).standIn.saying);
const timesSpoken = (page: Page): Promise<number> =>
  page.evaluate(() => (globalThis as unknown as { standIn: StandIn }).standIn.times);
const bring = (page: Page, voices: readonly Voice[]): Promise<void> =>
  page.evaluate((all) => (globalThis as unknown as { standIn: StandIn }).standIn.bring(all), voices);

const ID = 'care-fatigue-explained';

/** The first step of a practice that is read passage by passage, on a device with these voices. */
async function openGuide(open: Open, language: 'nb' | 'en', voices: readonly Voice[]): Promise<Hand> {
  const page = await open('/health', { language });
  await page.addInitScript(standIn, voices);
  await page.goto(`/${language}/practice/${ID}/`);
  const hand = await handOf(page, language);
  await page.getByRole('button', { name: hand.words.player.enough }).waitFor();
  return hand;
}

/** What is to be read of the passages of the first step, each. */
async function passagesOf(language: 'nb' | 'en'): Promise<string[]> {
  const { practice, prose } = await readPractice(ID, language);
  const [step] = practice.steps;
  return (step?.kind === 'guide' ? step.passages : []).map((id) => {
    const block = prose.steps[step?.id ?? '']?.items[id];
    return [block?.label, ...(block?.text ?? []).filter((line) => line !== '…')].join(' … ');
  });
}

const button = ({ page, words }: Hand) => page.getByRole('button', { name: words.player.readAloud });
const expectSaid = async (page: Page, text: string): Promise<void> =>
  await expect.poll(async () => (await saying(page))?.text).toBe(text);

test('offers nothing where no voice of the device speaks the language', async ({ open }) => {
  const hand = await openGuide(open, 'en', [remote('en-GB'), local('da-DK')]);
  expect(await button(hand).count()).toBe(0);
});

test('offers nothing where the browser cannot speak at all', async ({ open }) => {
  const page = await open('/health', { language: 'en' });
  await page.addInitScript(() => delete (Window.prototype as { speechSynthesis?: unknown }).speechSynthesis);
  await page.addInitScript(() => delete (globalThis as { speechSynthesis?: unknown }).speechSynthesis);
  await page.goto(`/en/practice/${ID}/`);
  const hand = await handOf(page, 'en');
  await page.getByRole('button', { name: hand.words.player.enough }).waitFor();
  expect(await page.evaluate(() => 'speechSynthesis' in globalThis)).toBe(false);
  expect(await button(hand).count()).toBe(0);
});

test('reads the passage that is shown, with a voice of the device, and each one after it until it is stopped', async ({
  open,
}) => {
  const hand = await openGuide(open, 'en', [remote('en-US'), local('da-DK'), local('en-GB')]);
  const { page, words } = hand;
  const [first = '', second = '', third = ''] = await passagesOf('en');
  expect(await saying(page)).toBeNull();
  await button(hand).click();
  await expectSaid(page, first);
  expect((await saying(page))?.voice).toBe('on the device, en-GB');
  await press(hand, words.player.next);
  await expectSaid(page, second);
  await press(hand, words.player.stopReading);
  expect(await saying(page)).toBeNull();
  await press(hand, words.player.next);
  await page.getByRole('heading', { level: 1, name: third.split(' … ')[0] ?? '' }).waitFor();
  expect(await saying(page)).toBeNull();
});

for (const lang of ['nb-NO', 'no_NO'])
  test(`takes a voice that is called ${lang} for Norwegian`, async ({ open }) => {
    const hand = await openGuide(open, 'nb', [local('en-GB'), local(lang)]);
    await button(hand).click();
    await expectSaid(hand.page, (await passagesOf('nb'))[0] ?? '');
    expect((await saying(hand.page))?.voice).toBe(`on the device, ${lang}`);
  });

test('notices voices that come late, and reads on when they come once more', async ({ open }) => {
  const hand = await openGuide(open, 'en', []);
  const { page } = hand;
  expect(await button(hand).count()).toBe(0);
  await bring(page, [local('en-GB')]);
  await button(hand).click();
  await expectSaid(page, (await passagesOf('en'))[0] ?? '');
  await bring(page, [local('da-DK'), local('en-GB')]);
  expect(await timesSpoken(page)).toBe(1);
  await bring(page, [local('da-DK')]);
  await page.getByRole('button', { name: hand.words.player.stopReading }).waitFor({ state: 'detached' });
  expect(await saying(page)).toBeNull();
});

test('falls silent when the step is left', async ({ open }) => {
  const hand = await openGuide(open, 'en', [local('en-GB')]);
  const { page, words } = hand;
  await button(hand).click();
  await expectSaid(page, (await passagesOf('en'))[0] ?? '');
  await press(hand, words.player.skip);
  await expect.poll(() => saying(page)).toBeNull();
});

test('falls silent below the break, and goes on when it is closed', async ({ open }) => {
  const hand = await openGuide(open, 'en', [local('en-GB')]);
  const { page, words } = hand;
  const [first = ''] = await passagesOf('en');
  await button(hand).click();
  await expectSaid(page, first);
  await page.getByRole('link', { name: words.now.acute }).first().click();
  await page.getByRole('dialog').waitFor();
  await expect.poll(() => saying(page)).toBeNull();
  await page.keyboard.press('Escape');
  await expectSaid(page, first);
});

test('falls silent when the space locks', async ({ open }) => {
  const page = await open('/health', { language: 'en' });
  await page.addInitScript(standIn, [local('en-GB')]);
  const hand = await handOf(page, 'en');
  await keepOne(hand);
  await openKept(hand);
  const { title } = (await readPractice(ID, 'en')).prose;
  await page.getByRole('link', { name: hand.words.nav.all, exact: true }).first().click();
  await page.getByRole('searchbox', { name: hand.words.all.search }).fill(title);
  await page.getByRole('main').getByRole('link', { name: title }).first().click();
  await button(hand).click();
  await expectSaid(page, (await passagesOf('en'))[0] ?? '');
  await callVault(page, 'lock');
  await page.getByRole('heading', { name: hand.words.vault.locked, exact: true }).waitFor();
  expect(await saying(page)).toBeNull();
});
