import type { Json } from '#core/entry/entry.ts';
import type { Draft, VaultClient } from '../adapters/vault/vault-types.ts';
import { goOnWith, holdRun, newRun, type HeldRun } from './held-run.ts';
import { space } from './space.svelte.ts';

/** So long after the last change it is put away, in ms. */
const A_MOMENT = 300;

/** Nothing depends on it: what is unfinished lives in the page. What is wrong with the space is said by its state. */
async function quietly<T>(ask: (vault: VaultClient) => Promise<T>): Promise<T | undefined> {
  try {
    return await ask(await space.vault());
  } catch {
    return undefined;
  }
}

/** Puts away what grows in the page. `read`: what of it may be put away now; null when that is nothing. */
export function createPutAway(practice: string, read: () => Json | null, held: HeldRun = newRun()) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** Changes that were told of, and how many of them are put away. */
  let [changes, done] = [0, 0];
  let isStored = !held.isNew;

  const cancel = () => {
    clearTimeout(timer);
    done = changes;
  };
  async function drop(): Promise<void> {
    cancel();
    if (!isStored) return;
    isStored = false;
    await quietly((vault) => vault.dropDraft(practice, held.id));
  }
  async function now(): Promise<void> {
    clearTimeout(timer);
    const upTo = changes;
    // Before anything is waited for: a page that locks clears itself meanwhile.
    const state = read();
    if (state === null) return drop();
    isStored = true;
    const saved = await quietly((vault) => vault.saveDraft(practice, held.id, state));
    if (saved?.ok) done = Math.max(done, upTo);
  }
  return {
    id: held.id,
    /** In a moment, so that a whole word is written at once. */
    later: () => {
      changes++;
      clearTimeout(timer);
      timer = setTimeout(() => void now(), A_MOMENT);
    },
    /** What has changed is not put away. */
    cancel,
    /** It is finished, or given up. */
    drop,
    /** The page lets go of it, and clears itself if it will: what is on it now is put away first. */
    leave: async () => {
      if (done < changes) await now();
      held.release();
    },
  };
}

/** What waits to be gone on with, newest first. Without a readable space there is nothing. */
export async function readUnfinished(practice: string): Promise<readonly Draft[]> {
  const found = await quietly((vault) => vault.drafts(practice));
  return found?.ok ? found.value : [];
}

/** Goes on with it as it is now. Null when it was finished or given up elsewhere meanwhile. */
export async function takeUp({ practice, run }: Draft): Promise<{ held: HeldRun; draft: Draft } | null> {
  const held = await goOnWith(run);
  const draft = (await readUnfinished(practice)).find((other) => other.run === run);
  if (draft) return { held, draft };
  held.release();
  return null;
}

/** What another window has open meanwhile is that window's own, and stays. */
export async function giveUp({ practice, run }: Draft): Promise<void> {
  const held = await holdRun(run);
  if (!held) return;
  await quietly((vault) => vault.dropDraft(practice, run));
  held.release();
}
