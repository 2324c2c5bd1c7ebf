import { bodyBudgetByWeek, type BudgetStone } from '#core/entry/body-budget.ts';
import { buttonsByWeek, type ButtonWeek } from '#core/entry/buttons-by-week.ts';
import { latestCycle, type Cycle } from '#core/entry/cycle.ts';
import { looksNewestFirst, type Look } from '#core/entry/early-signs.ts';
import type { Entry } from '#core/entry/entry.ts';
import { daysLater, mondayOf, weekOf } from '#core/entry/iso-week.ts';
import { latestThree, type MyThree } from '#core/entry/my-three.ts';
import { priceByWeek } from '#core/entry/price.ts';
import type { WeekHeaps } from '#core/entry/stones-by-week.ts';
import { weekLines, type WeekLine } from '#core/entry/week-lines.ts';
import { workBesideLast, type WorkBesideLast } from '#core/entry/work-beside-last.ts';
import { dayOf, space } from '#web/app/space.svelte.ts';
import type { EntryQuery } from '../../adapters/vault/vault-types.ts';

export type LookBack = {
  readonly weeks: readonly ButtonWeek[];
  readonly lines: readonly WeekLine[];
  readonly budget: readonly WeekHeaps<BudgetStone>[];
  readonly price: readonly WeekHeaps[];
  readonly cycle: Cycle | null;
  readonly loadSigns: readonly Look[];
  readonly closeness: readonly Look[];
  readonly three: MyThree | null;
  readonly work: WorkBesideLast | null;
};

/** So many weeks are read at first, and so many more each time earlier ones are asked for. */
const WEEKS_AT_A_TIME = 8;
/** The newest entries are answered while the rest of the space is still being opened. */
const NEWEST = 60;
/** Of a practice only its latest runs are shown: asking for more would move words to the page for nothing. */
const LATEST_RUNS = 8;

const EMPTY: LookBack = {
  weeks: [],
  lines: [],
  budget: [],
  price: [],
  cycle: null,
  loadSigns: [],
  closeness: [],
  three: null,
  work: null,
};

const readWeeks = (entries: readonly Entry[], today: string) => ({
  weeks: buttonsByWeek(entries, today),
  lines: weekLines(entries),
  budget: bodyBudgetByWeek(entries),
});

const readPractices = (entries: readonly Entry[]) => ({
  price: priceByWeek(entries),
  cycle: latestCycle(entries),
  loadSigns: looksNewestFirst(entries, 'load-signs'),
  closeness: looksNewestFirst(entries, 'how-close-am-i'),
  three: latestThree(entries),
  work: workBesideLast(entries),
});

const PRACTICES = [
  'price-ledger',
  'cycle-of-caring',
  'load-signs',
  'how-close-am-i',
  'prevention-list',
  'what-work-does',
];

/** The week in which a limited answer breaks off may lack entries, so it waits for the whole answer. */
const wholeWeeks = (entries: readonly Entry[]): readonly Entry[] => {
  const oldest = entries.at(-1);
  return oldest === undefined || entries.length < NEWEST
    ? entries
    : entries.filter((entry) => weekOf(entry.day) > weekOf(oldest.day));
};

/** What the entries say, newest first and then the rest. Gone from the page the moment the space locks. */
export function createLookBack() {
  let readings = $state.raw<LookBack>(EMPTY);
  let isComplete = $state(false);
  let hasFailed = $state(false);
  let sinceDay = $state(daysLater(mondayOf(dayOf(new Date())), -7 * (WEEKS_AT_A_TIME - 1)));
  /** The newest check-in from before the weeks that are shown. */
  let earlierDay = $state<string>();
  let turn = 0;

  async function read() {
    const mine = (turn += 1);
    const today = dayOf(new Date());
    try {
      const vault = await space.vault();
      /** Null when the space locked meanwhile, or another reading has begun. */
      const ask = async (query: EntryQuery): Promise<readonly Entry[] | null> => {
        const page = await vault.entries(query);
        return mine === turn && page.ok ? page.value.entries : null;
      };

      if (!isComplete) {
        const newest = await ask({ limit: NEWEST });
        if (newest === null) return;
        readings = { ...readings, ...readWeeks(wholeWeeks(newest), today), ...readPractices(newest) };
      }
      const lately = await ask({ sinceDay });
      if (lately === null) return;
      const weeks = readWeeks(lately, today);
      const checkIns = lately.filter((entry) => entry.kind === 'check-in').length;
      const andOneMore = await ask({ kind: 'check-in', limit: checkIns + 1 });
      if (andOneMore === null) return;
      earlierDay = andOneMore[checkIns]?.day;
      readings = { ...readings, ...weeks };
      if (weeks.weeks.length === 0 && earlierDay !== undefined) return void (sinceDay = mondayOf(earlierDay));

      const runs: Entry[] = [];
      for (const practice of PRACTICES) {
        const found = await ask({ practice, kind: 'entry', limit: LATEST_RUNS });
        if (found === null) return;
        runs.push(...found);
      }
      readings = { ...readings, ...readPractices(runs) };
      isComplete = true;
      hasFailed = false;
    } catch {
      hasFailed = true;
    }
  }

  function clear() {
    turn += 1;
    readings = EMPTY;
    isComplete = false;
    earlierDay = undefined;
  }

  $effect(() => {
    void space.revision;
    void sinceDay;
    if (space.isLocked) clear();
    else void read();
  });
  $effect(() => space.onLock(clear));

  return {
    get now(): LookBack {
      return readings;
    },
    /** Everything there is to show has been read: what is empty now is empty. */
    get isComplete() {
      return isComplete;
    },
    get hasFailed() {
      return hasFailed;
    },
    get hasEarlier() {
      return earlierDay !== undefined;
    },
    showEarlier() {
      const further = daysLater(sinceDay, -7 * WEEKS_AT_A_TIME);
      const mark = earlierDay === undefined ? further : mondayOf(earlierDay);
      sinceDay = mark < further ? mark : further;
    },
  };
}
