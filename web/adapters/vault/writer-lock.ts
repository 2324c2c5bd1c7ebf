/** One tab of a profile writes. The browser gives the lock on when that tab closes. */
export type WriterLock = {
  /** True when this tab is the one; otherwise it is queued, and `onTaken` tells when its turn comes. */
  readonly acquire: () => Promise<boolean>;
  readonly release: () => void;
};

const NAME = 'ballast-writer';

export function createWriterLock(onTaken: () => void): WriterLock {
  let release: (() => void) | null = null;
  let queued: AbortController | null = null;

  const hold = (): Promise<void> =>
    new Promise<void>((resolve) => {
      release = resolve;
    });

  /** Resolves when it is known whether the lock is held, not when it is given back. */
  const tryNow = (): Promise<boolean> =>
    new Promise((resolve) => {
      void navigator.locks.request(NAME, { ifAvailable: true }, async (lock) => {
        resolve(lock !== null);
        if (lock !== null) await hold();
      });
    });

  const queue = (): void => {
    const waiting = new AbortController();
    queued = waiting;
    navigator.locks
      .request(NAME, { signal: waiting.signal }, async () => {
        queued = null;
        onTaken();
        await hold();
      })
      .catch(() => undefined);
  };

  return {
    acquire: async () => {
      // A browser without Web Locks: every tab writes, as the oldest browsers that work have them.
      if (navigator.locks === undefined || release !== null) return true;
      if (await tryNow()) return true;
      if (queued === null) queue();
      return false;
    },
    release: () => {
      queued?.abort();
      release?.();
      [queued, release] = [null, null];
    },
  };
}
