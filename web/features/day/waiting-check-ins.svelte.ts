import { CHECK_IN } from '#core/entry/check-in.ts';
import { space } from '#web/app/space.svelte.ts';
import { giveUp, readUnfinished } from '#web/app/unfinished.ts';
import type { Draft } from '../../adapters/vault/vault-types.ts';

/** Check-ins that were begun and left, newest first: read again when the lock changes, gone when it locks. */
export function createWaitingCheckIns() {
  let waiting = $state.raw<readonly Draft[]>([]);
  let isKnown = $state(false);
  let reading = 0;

  async function read() {
    const turn = (reading += 1);
    const found = await readUnfinished(CHECK_IN.practice);
    if (turn !== reading) return;
    [waiting, isKnown] = [found, true];
  }
  const leaveOut = (draft: Draft) => (waiting = waiting.filter((other) => other !== draft));

  $effect(() => {
    void space.isLocked;
    void read();
  });
  $effect(() =>
    space.onLock(() => {
      reading += 1;
      waiting = [];
    }),
  );

  return {
    get all() {
      return waiting;
    },
    /** False while the space is being read. */
    get isKnown() {
      return isKnown;
    },
    read,
    leaveOut,
    async giveUp(draft: Draft) {
      leaveOut(draft);
      await giveUp(draft);
    },
  };
}
