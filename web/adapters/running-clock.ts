/**
 * Clocks that a helper has started. While one runs, two people talk or somebody rests, and nobody touches the screen.
 * Each says beforehand when it ends: it holds nothing open for longer than that.
 */
type Run = { readonly from: number; readonly to: number };

const running = new Set<Run>();
/** The one that was stopped last. */
let stopped: Run = { from: 0, to: 0 };

/** `end`: in ms since the epoch. Returns the function that stops it before. */
export function runClock(end: number): () => void {
  const run = { from: Date.now(), to: end };
  running.add(run);
  return () => {
    running.delete(run);
    stopped = { from: run.from, to: Math.min(Date.now(), run.to) };
  };
}

/** Until when a clock ran, in ms since the epoch: `now` while one runs. One that began later than `now` says nothing. */
export const clockRanUntil = (now: number): number =>
  Math.max(0, ...[...running, stopped].map(({ from, to }) => (from > now ? 0 : Math.min(now, to))));
