import { space } from './space.svelte.ts';

/** Whether a page that is loaded again loses something: finished or not, and behind no lock. */
export async function isAnythingInMemoryAlone(): Promise<boolean> {
  // What was never opened holds nothing.
  if (!space.isOpen || space.hasLock) return false;
  if (space.status.unkept > 0) return true;
  const drafts = await (await space.vault()).drafts().catch(() => null);
  return drafts?.ok === true && drafts.value.length > 0;
}
