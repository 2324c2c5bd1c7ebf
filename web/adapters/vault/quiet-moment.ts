/** Work in the background waits while somebody asks, so that answers do not stand in line behind it. */
export type QuietMoment = {
  /** Somebody was just answered and may ask again. */
  readonly note: () => void;
  /** Resolves when nothing was noted for a moment; at once when nothing was noted lately. */
  readonly wait: () => Promise<void>;
};

const MOMENT = 50;
/** Whoever never stops asking waits for the rest no longer than this, in milliseconds. */
const LONGEST_WAIT = 500;

export function createQuietMoment(): QuietMoment {
  let latest = -Infinity;
  let waitedSince = Infinity;

  const timeLeft = (): number => {
    const now = performance.now();
    return Math.min(latest + MOMENT, waitedSince + LONGEST_WAIT) - now;
  };
  return {
    note: () => {
      latest = performance.now();
    },
    wait: async () => {
      waitedSince = Math.min(waitedSince, performance.now());
      for (let left = timeLeft(); left > 0; left = timeLeft()) {
        await new Promise((resolve) => setTimeout(resolve, left));
      }
    },
  };
}
