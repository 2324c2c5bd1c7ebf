import type { RunState } from '#core/practice/run.ts';

/** Runs left for a moment (to help now and back), in this page's memory only. Locking empties it. */
export const suspended = new Map<string, RunState>();
