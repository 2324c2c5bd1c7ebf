import type { RunState } from '#core/practice/run.ts';
import type { HeldRun } from '#web/app/held-run.ts';
import { space } from '#web/app/space.svelte.ts';

/**
 * Runs left for a moment (to help now and back), in this page's memory only. Locking and erasing empty it, whatever
 * page is open by then: the player that put a run here is gone.
 */
export const suspended = new Map<string, { readonly state: RunState; readonly held: HeldRun }>();

space.onLock(() => {
  for (const { held } of suspended.values()) held.release();
  suspended.clear();
});
