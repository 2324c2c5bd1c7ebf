import { bytesToHex } from '#vault/public/bytes.ts';
import { systemRandomBytes } from '#vault/random-bytes.ts';

/** A run that is open in this window. No other goes on with it meanwhile, so none writes over what is put away here. */
export type HeldRun = {
  readonly id: string;
  /** Nothing of it was ever put away. */
  readonly isNew: boolean;
  readonly release: () => void;
};

/** Null when another window has it open. The browser gives it free when a window closes (Web Locks, W3C). */
export async function holdRun(id: string): Promise<HeldRun | null> {
  let release = (): void => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const isHeld = await new Promise<boolean>((resolve) => {
    // Without Web Locks, as on a page without TLS: every window holds what it wants.
    if (navigator.locks === undefined) return resolve(true);
    void navigator.locks.request(`ballast-run-${id}`, { ifAvailable: true }, async (lock) => {
      resolve(lock !== null);
      if (lock !== null) await released;
    });
  });
  return isHeld ? { id, isNew: false, release } : null;
}

/** Nobody else knows its id yet: it is held as soon as the browser has heard of it. */
export function newRun(): HeldRun {
  const id = bytesToHex(systemRandomBytes(16));
  const held = holdRun(id);
  return { id, isNew: true, release: () => void held.then((run) => run?.release()) };
}

/** Goes on with it. What another window has open goes on here as a run of its own: neither writes over the other. */
export const goOnWith = async (id: string): Promise<HeldRun> => (await holdRun(id)) ?? newRun();
