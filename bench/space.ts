import type { BrowserContext, Page } from 'playwright-core';
import { words } from '#content/words/da.ts';
import { pathTo } from '#web/app/paths.ts';
import { known } from './known.ts';
import { spreadOf, type Measurement } from './measurement.ts';
import { openOwnDevice } from './own-device.ts';
import type { Part } from './part.ts';
import type { Stretch } from './seed-page/ten-years.ts';
import { PASSPHRASE, prepareSeedPage, seedSpace } from './seed-space.ts';
import { watchPage, type PageNotes, type WorkerCall } from './watch-page.ts';

const ROUNDS = 15;
/** One a day for as long as The long run shows at first; both helpers have the same weeks on the screen. */
const LATELY: Stretch = { count: 50, days: 50, ago: 0 };
/** Five or six a day for the rest of ten years. */
const BEFORE: Stretch = { count: 19_950, days: 3_600, ago: 50 };

type Unlocking = {
  readonly stretched: number;
  readonly newest: number;
  readonly complete: number;
  readonly longestTask: number;
};

const isQuiet = (): boolean => {
  const { calls, firstWeeks, lastChange } = globalThis.notes;
  const latest = Math.max(lastChange ?? Infinity, ...calls.map((call) => call.painted ?? Infinity));
  return !!firstWeeks && performance.now() - latest > 800;
};

function readNotes({ calls, longTasks, firstWeeks, lastChange }: PageNotes): Unlocking {
  const find = (matches: (call: WorkerCall) => boolean) => {
    const found = calls.findLast(matches);
    return { asked: known(found?.asked, 'such call'), answered: known(found?.answered, 'answer to it') };
  };
  const stretch = find(({ worker }) => worker === 'ballast-argon2');
  const unlock = find(({ method }) => method === 'unlock');
  const blocked = longTasks.filter(({ start, duration }) => start + duration > stretch.answered);
  return {
    stretched: stretch.answered - stretch.asked,
    newest: (firstWeeks ?? Infinity) - unlock.answered,
    complete: (lastChange ?? Infinity) - unlock.answered,
    longestTask: Math.max(0, ...blocked.map(({ duration }) => duration)),
  };
}

/** As a helper does it: The long run, which is locked; unlock; and back on The long run. */
async function unlockLongRun(device: BrowserContext, origin: string): Promise<Unlocking> {
  const page = await device.newPage();
  await page.addInitScript(watchPage);
  await page.goto(origin + pathTo('da', 'long'));
  await page.getByRole('main').getByRole('link', { name: words.vault.unlock }).last().click();
  await page.getByLabel(words.vault.newPassphrase, { exact: true }).fill(PASSPHRASE);
  await page.getByRole('button', { name: words.vault.unlock }).click();
  await page.waitForFunction(isQuiet, null, { polling: 100 });
  const notes = await page.evaluate(() => globalThis.notes);
  await page.close();
  return readNotes(notes);
}

type LoadTimes = Awaited<ReturnType<typeof globalThis.loadSpace>>;
const loadInWorker = (page: Page): Promise<LoadTimes> => page.evaluate(() => globalThis.loadSpace());

export const space: Part = {
  name: 'space',
  about:
    'A locked space of 20,000 entries over ten years beside one of 50, the last seven weeks of both alike, each on a ' +
    'device of its own with its storage on disk, made through the vault itself. The helper unlocks from The long run; the clock starts ' +
    'when the vault has answered that it is open. The floor is to read the same segments from IndexedDB and to ' +
    'decrypt them with WebCrypto, in a Worker. A main thread that is blocked for less than 50 ms counts as 0.',
  prepare: prepareSeedPage,
  measure: async ({ origin }, say) => {
    const [long, short] = [await openOwnDevice(), await openOwnDevice()];
    try {
      const ten = await seedSpace(long.device, origin, [BEFORE, LATELY]);
      await (await seedSpace(short.device, origin, [LATELY])).page.close();
      say(`  seeded: ${ten.seeded.bytesAnEntry} bytes an entry, ${ten.seeded.segments} segments`);
      const loads: LoadTimes[] = [];
      const years: Unlocking[] = [];
      const weeks: Unlocking[] = [];
      for (let round = 0; round <= ROUNDS; round++) {
        const both = [await unlockLongRun(long.device, origin), await unlockLongRun(short.device, origin)] as const;
        const load = await loadInWorker(ten.page);
        // The first time fetches the app and warms what everyone has warm on the second day.
        if (round === 0) continue;
        years.push(both[0]);
        weeks.push(both[1]);
        loads.push(load);
      }
      return toMeasurements(years, weeks, loads);
    } finally {
      await long.close();
      await short.close();
    }
  },
};

function toMeasurements(
  years: readonly Unlocking[],
  weeks: readonly Unlocking[],
  loads: readonly LoadTimes[],
): Measurement[] {
  const beside = (what: string, of: keyof Unlocking): Pick<Measurement, 'what' | 'unit' | 'measured' | 'baseline'> => ({
    what,
    unit: 'ms',
    measured: spreadOf(years.map((one) => one[of])),
    baseline: { what: '50 entries', value: spreadOf(weeks.map((one) => one[of])) },
  });
  const worst = (all: readonly Unlocking[]) => spreadOf([Math.max(...all.map(({ longestTask }) => longestTask))]);
  return [
    { ...beside('The long run after unlock: newest weeks painted', 'newest'), target: { of: 'ratio', atMost: 1.5 } },
    {
      ...beside('The long run after unlock: nothing changes any more', 'complete'),
      target: { of: 'ratio', atMost: 1.5 },
    },
    {
      what: `all segments loaded (${((loads[0]?.floor.bytes ?? 0) / 1e6).toFixed(1)} MB)`,
      unit: 'ms',
      measured: spreadOf(loads.map(({ loaded }) => loaded)),
      baseline: { what: 'floor', value: spreadOf(loads.map(({ floor }) => floor.time)) },
      target: { of: 'ratio', atMost: 2 },
    },
    {
      what: `main thread: the longest block of ${years.length} rounds`,
      unit: 'ms',
      measured: worst(years),
      baseline: { what: '50 entries', value: worst(weeks) },
      target: { of: 'measured', atMost: 50 },
    },
    beside('Argon2id (64 MiB, 3 passes), before any of the above', 'stretched'),
  ];
}
