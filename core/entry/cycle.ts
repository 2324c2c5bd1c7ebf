import { answersToStep, idsIn, objectIn, runsNewestFirst } from './answer-shapes.ts';
import type { Entry } from './entry.ts';

/** The cycle of caring after Skovholt, from twelve o'clock on. */
export const PHASES = ['begin', 'stay', 'part', 'refill'] as const;
export type Phase = (typeof PHASES)[number];

/** Stones in each phase as they were last laid: counts, never persons. `thin` is where the helper saw it. */
export type Cycle = { readonly day: string; readonly counts: Readonly<Record<Phase, number>>; readonly thin?: Phase };

const MOST_STONES = 12;
const asCount = (value: unknown): number =>
  typeof value === 'number' && Number.isInteger(value) && value > 0 ? Math.min(value, MOST_STONES) : 0;

/** Null until the ring has been laid at least once. */
export function latestCycle(entries: Iterable<Entry>): Cycle | null {
  for (const run of runsNewestFirst(entries, 'cycle-of-caring')) {
    const ring = answersToStep(run, 'ring').at(-1);
    if (!ring || !('counts' in ring)) continue;
    const laid = objectIn(ring.counts);
    const counts = {
      begin: asCount(laid.begin),
      stay: asCount(laid.stay),
      part: asCount(laid.part),
      refill: asCount(laid.refill),
    };
    if (Object.values(counts).every((count) => count === 0)) continue;
    const picked = answersToStep(run, 'thin').flatMap((answer) => idsIn(answer.picked));
    const thin = PHASES.find((phase) => picked.includes(phase));
    return { day: run.day, counts, ...(thin && { thin }) };
  }
  return null;
}
