/** Work in the background waits while the page asks and paints, so that neither stands in line behind it. */
export type QuietMoment = {
  /** Somebody was just answered, and may ask again. */
  readonly note: () => void;
  /** The page has painted its answers and has nothing to do. */
  readonly settle: () => void;
  /** Somebody waits for the background work itself: it goes on at once until the next note. */
  readonly hurry: () => void;
  /** Resolves when the page has settled since the last note; at once when nobody asked. */
  readonly wait: () => Promise<void>;
};

/** Whoever never settles (a hidden page is given no idle time) waits for the rest no longer than this, in ms. */
const LONGEST_WAIT = 2_000;

export function createQuietMoment(): QuietMoment {
  let isQuiet = true;
  let waitedSince = Infinity;
  let waiting: (() => void)[] = [];

  const open = (): void => {
    isQuiet = true;
    for (const goOn of waiting) goOn();
    waiting = [];
  };
  return {
    note: () => {
      isQuiet = false;
    },
    settle: open,
    hurry: open,
    wait: async () => {
      waitedSince = Math.min(waitedSince, performance.now());
      const left = waitedSince + LONGEST_WAIT - performance.now();
      if (isQuiet || left <= 0) return;
      await new Promise<void>((resolve) => {
        const late = setTimeout(resolve, left);
        waiting.push(() => {
          clearTimeout(late);
          resolve();
        });
      });
    },
  };
}
