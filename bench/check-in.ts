import type { BrowserContext, Locator, Page } from 'playwright-core';
import { words } from '#content/words/da.ts';
import { pathTo } from '#web/app/paths.ts';
import { fetchLanguage } from '../tests/browser/fetch-language.ts';
import { known } from './known.ts';
import { spreadOf, type Measurement } from './measurement.ts';
import { openOwnDevice } from './own-device.ts';
import type { Part } from './part.ts';
import { prepareSeedPage, seedSpace } from './seed-space.ts';
import { slowDown } from './slow-phone.ts';
import { watchPage } from './watch-page.ts';

const ROUNDS = 5;
/** What a person needs before each tap. */
const A_TAP = 1_500;

type CheckedIn = { readonly seconds: number; readonly taps: number };

/** From the icon on the home screen to the entry in the inbox. */
async function checkInOnce(device: BrowserContext, origin: string, isSlow: boolean): Promise<CheckedIn> {
  const page = await device.newPage();
  await page.addInitScript(watchPage);
  if (isSlow) await slowDown(page, { network: false });
  let taps = 0;
  const tap = async (target: Locator) => {
    await target.waitFor();
    await page.waitForTimeout(A_TAP);
    await target.tap();
    taps++;
  };
  await page.goto(`${origin}/`, { waitUntil: 'commit' });
  await tap(page.getByRole('navigation').getByRole('link', { name: words.nav.day }));
  await tap(knob(page));
  await tap(page.getByRole('button', { name: words.day.only }));
  await tap(page.getByRole('button', { name: words.day.ins.sleep, exact: true }));
  await tap(page.getByRole('button', { name: words.day.save, exact: true }));
  const saved = await page.waitForFunction(() => globalThis.notes.calls.find((call) => call.keptIn === 'inbox'));
  const answered = known((await saved.jsonValue())?.answered, 'entry in the inbox');
  await page.getByText(words.endings.endedLocked).waitFor();
  await page.close();
  return { seconds: answered / 1_000, taps };
}

const knob = (page: Page): Locator => page.getByText(words.day.alarm, { exact: true });

export const checkIn: Part = {
  name: 'check-in',
  about:
    'From a cold start, the app installed and the network cut, the space locked: start page, The day, a button, a ' +
    'stone, and the entry lies sealed in the inbox. 1.5 s pass before each tap; the main thread is slowed down 4 ×.',
  prepare: prepareSeedPage,
  measure: async ({ origin }) => {
    const { device, close } = await openOwnDevice();
    try {
      await (await seedSpace(device, origin, [{ count: 1, days: 1, ago: 0 }])).page.close();
      const first = await device.newPage();
      await first.goto(origin + pathTo('da', 'now'));
      await fetchLanguage(first, 'da');
      await first.close();
      await device.setOffline(true);
      const [slow, quick]: [CheckedIn[], CheckedIn[]] = [[], []];
      for (let round = 0; round < ROUNDS; round++) {
        slow.push(await checkInOnce(device, origin, true));
        quick.push(await checkInOnce(device, origin, false));
      }
      return toMeasurements(slow, quick);
    } finally {
      await close();
    }
  },
};

function toMeasurements(slow: readonly CheckedIn[], quick: readonly CheckedIn[]): Measurement[] {
  const time = (all: readonly CheckedIn[]) => spreadOf(all.map(({ seconds }) => seconds));
  return [
    {
      what: 'check-in, from the icon to saved',
      unit: 's',
      measured: time(slow),
      baseline: { what: 'not slowed down', value: time(quick) },
      target: { of: 'measured', atMost: 12 },
    },
    {
      what: 'taps',
      unit: 'taps',
      measured: spreadOf(slow.map(({ taps }) => taps)),
      target: { of: 'measured', atMost: 5 },
    },
  ];
}
