import { err, ok, type Result } from '#core/result.ts';
import type { VaultError } from '../adapters/vault/vault-types.ts';
import { preferences } from './preferences.svelte.ts';
import { space } from './space.svelte.ts';

export type EraseError = VaultError | { readonly type: 'left' };

const OURS = /^ballast/;
/** These caches hold the app itself, the same for everyone: without them it would not open offline. */
const APP_CACHE = /^ballast-/;

const keysOf = (storage: Storage): string[] => Array.from({ length: storage.length }, (_, n) => storage.key(n) ?? '');

function dropOwnKeys(storage: Storage): void {
  for (const key of keysOf(storage)) if (OURS.test(key)) storage.removeItem(key);
}

/** Which languages to fetch is a choice too. The worker learns it anew from the next page (web/service-worker/). */
async function forgetLanguages(): Promise<void> {
  if (await globalThis.caches?.has('ballast-notes'))
    await (await caches.open('ballast-notes')).delete('/chosen-languages');
}

/** What of the helper's is still on this device, as names of places. Looked up in the browser itself. */
async function lookWhatIsLeft(): Promise<string[]> {
  const databases = (await indexedDB.databases?.()) ?? [];
  const caches = (await globalThis.caches?.keys()) ?? [];
  return [
    ...databases.map(({ name }) => name ?? '').filter((name) => OURS.test(name)),
    ...[...keysOf(localStorage), ...keysOf(sessionStorage)].filter((key) => OURS.test(key)),
    ...caches.filter((name) => !APP_CACHE.test(name)),
  ];
}

/**
 * Takes away what was written, the lock and the choices, and then looks whether they are gone. `held-open`: they are,
 * and an empty storage is left that another window holds on to.
 */
export async function eraseAll(): Promise<Result<null, EraseError>> {
  const erased = await (await space.vault()).eraseEverything();
  if (!erased.ok && erased.error.type !== 'held-open') return erased;
  preferences.clear();
  try {
    dropOwnKeys(localStorage);
    dropOwnKeys(sessionStorage);
    await forgetLanguages();
    if (!erased.ok) return erased;
    const left = await lookWhatIsLeft();
    return left.length === 0 ? ok(null) : err({ type: 'left' });
  } catch {
    // A browser that gives no storage holds nothing either.
    return erased;
  }
}
