import { readCheckIn, type CheckIn } from '#core/entry/check-in.ts';
import type { Entry } from '#core/entry/entry.ts';
import { daysLater } from '#core/entry/iso-week.ts';
import { smallActs, type SmallAct } from '#core/entry/small-acts.ts';
import { dayOf, space } from '#web/app/space.svelte.ts';

export type TodayEntry = { readonly entry: Entry; readonly checkIn: CheckIn | null };

/** Small things are shown for so many days: they were chosen for soon. */
const DAYS_OF_ACTS = 7;
const MOST_ACTS = 3;

/** What the helper wrote today, and the small things chosen lately: read again with every change, gone when locked. */
export function createToday() {
  let entries = $state.raw<readonly TodayEntry[]>([]);
  let acts = $state.raw<readonly SmallAct[]>([]);
  let isKnown = $state(false);
  let reading = 0;

  async function read() {
    const turn = (reading += 1);
    const day = dayOf(new Date());
    try {
      const vault = await space.vault();
      const found = await vault.entries({ sinceDay: daysLater(day, 1 - DAYS_OF_ACTS) });
      if (turn !== reading) return;
      const lately = found.ok ? found.value.entries : [];
      entries = lately
        .filter((entry) => entry.day === day && entry.kind !== 'setting')
        .map((entry) => ({ entry, checkIn: readCheckIn(entry) }));
      acts = smallActs(lately).slice(0, MOST_ACTS);
    } catch {
      // Without the space there is nothing to show; the check-in itself says so when it is kept.
    }
    isKnown = true;
  }

  $effect(() => {
    void space.revision;
    void space.isLocked;
    void read();
  });
  $effect(() =>
    space.onLock(() => {
      reading += 1;
      entries = acts = [];
    }),
  );

  return {
    get entries() {
      return entries;
    },
    get acts() {
      return acts;
    },
    /** False while the space is being read, and nothing can be said about today yet. */
    get isKnown() {
      return isKnown;
    },
  };
}

export type Today = ReturnType<typeof createToday>;
