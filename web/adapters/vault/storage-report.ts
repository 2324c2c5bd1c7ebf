import type { StorageReport } from './vault-types.ts';

/** Asks the browser to keep what is stored when space runs short. */
export async function askToPersist(): Promise<boolean> {
  try {
    return (await navigator.storage?.persist?.()) ?? false;
  } catch {
    return false;
  }
}

export async function reportStorage(): Promise<StorageReport> {
  try {
    const [persisted, estimate] = await Promise.all([navigator.storage.persisted(), navigator.storage.estimate()]);
    return { persisted, usedBytes: estimate.usage ?? null, quotaBytes: estimate.quota ?? null };
  } catch {
    return { persisted: false, usedBytes: null, quotaBytes: null };
  }
}
