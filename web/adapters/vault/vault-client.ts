import type { Entry } from '#core/entry/entry.ts';
import { err, ok, type Result } from '#core/result.ts';
import type { Bytes } from '#vault/public/bytes.ts';
import type { SlotLock } from '#vault/slot.ts';
import { watchForLock } from './auto-lock.ts';
import { isMarkedKept, markKept, unmarkKept } from './kept-marker.ts';
import { createPasskey, usePasskey } from './passkey.ts';
import type { SessionEvent } from './session.ts';
import { askToPersist, reportStorage } from './storage-report.ts';
import { createPassphraseLock, stretchInWorker } from './stretch-in-worker.ts';
import { openTabChannel, type TabMessage } from './tab-channel.ts';
import type { Kept, LockStyle, VaultClient, VaultError, VaultEvent, VaultStatus } from './vault-types.ts';
import { openWorkerLink, type WorkerLink } from './worker-link.ts';
import { createWriterLock } from './writer-lock.ts';

export const MIN_PASSPHRASE_LENGTH = 8;

/** How long a Worker may take to finish its writes when the page locks. */
const FINISH_WITHIN = 3_000;

type Done = Promise<Result<null, VaultError>>;

const EMPTY: VaultStatus = {
  state: 'memory',
  readOnly: false,
  waysIn: [],
  lockStyle: null,
  unkept: 0,
  waiting: 0,
  findings: [],
};

const isTooShort = (passphrase: string): boolean => [...passphrase.normalize('NFKC')].length < MIN_PASSPHRASE_LENGTH;

const startWorker = (): Worker =>
  new Worker(new URL('./vault.worker.ts', import.meta.url), { type: 'module', name: 'ballast-vault' });

async function endLink(ending: Promise<WorkerLink>): Promise<void> {
  const old = await ending;
  const late = new Promise((resolve) => setTimeout(resolve, FINISH_WITHIN));
  await Promise.race([old.call('finish'), late]);
  old.end();
}

export function createVaultClient(): VaultClient {
  const listeners = new Set<(event: VaultEvent) => void>();
  let status = EMPTY;
  let isEvicted = false;
  let isOpen: Promise<VaultStatus> | null = null;
  let link: Promise<WorkerLink> | null = null;
  /** The same Worker, once it is there: a page that is being left has no time to wait for a promise. */
  let current: WorkerLink | null = null;
  let endWatch = (): void => {};
  /** Rises with every lock: an answer from before it is not shown any more. */
  let round = 0;

  const emit = (event: VaultEvent): void => {
    for (const listener of listeners) listener(event);
  };

  const takeStatus = (next: VaultStatus): void => {
    const findings = isEvicted ? [{ type: 'evicted' } as const, ...next.findings] : next.findings;
    const before = status;
    status = { ...next, findings };
    const styleOf = ({ lockStyle }: VaultStatus) => JSON.stringify(lockStyle);
    const isWatchNeeded = before.state !== next.state || styleOf(before) !== styleOf(next);
    if (isWatchNeeded) watch();
    emit({ type: 'status', status });
  };

  const watch = (): void => {
    endWatch();
    endWatch =
      status.state === 'unlocked' && status.lockStyle !== null
        ? watchForLock(status.lockStyle, () => void lockThisTab(), Date.now)
        : () => {};
  };

  const onSessionEvent = (of: number) => (event: SessionEvent) => {
    if (of !== round) return;
    if (event.type === 'change') emit({ type: 'change' });
    else takeStatus(event.status);
  };

  /** A Worker that knows what the device holds, and no secret. */
  const freshLink = async (): Promise<WorkerLink> => {
    const opened = openWorkerLink(startWorker(), onSessionEvent(round));
    current = opened;
    takeStatus(await opened.call('start'));
    return opened;
  };

  const worker = (): Promise<WorkerLink> => (link ??= freshLink());

  const writerLock = createWriterLock(() => void worker().then((to) => to.call('setWriter', true)));

  /** Ends the Worker after its last write, and at once when it has none; the next one starts locked. */
  const endWorker = async (): Promise<void> => {
    const [ending, now] = [link, current];
    round++;
    [link, current] = [null, null];
    if (now?.isIdle()) now.end();
    else if (ending !== null) await endLink(ending);
    writerLock.release();
  };

  const lockThisTab = async (): Promise<void> => {
    if (status.state !== 'unlocked') return;
    const next: VaultStatus = { ...status, state: 'locked', readOnly: false, findings: [] };
    const ended = endWorker();
    takeStatus(next);
    emit({ type: 'locked' });
    link = ended.then(freshLink);
    await link;
  };

  const restartEmpty = async (): Promise<void> => {
    await endWorker();
    unmarkKept();
    isEvicted = false;
    emit({ type: 'erased' });
    await worker();
  };

  /** Another tab chose a lock: what this one holds in memory goes to the new inbox. */
  const joinChosen = async (): Promise<void> => {
    const old = await worker();
    const { answer, entries } = await old.callForEntries('entries', {});
    await endWorker();
    emit({ type: 'locked' });
    if (answer.ok) for (const entry of entries) await (await worker()).call('put', entry);
    await worker();
    if (entries.length > 0) tabs.tell('letter');
  };

  const onTabMessage = (message: TabMessage): void => {
    const toWorker = (method: 'reload' | 'takeIn') => void worker().then((to) => to.call(method));
    if (message === 'changed' && status.state === 'unlocked') toWorker('reload');
    if (message === 'letter' && status.state === 'unlocked') toWorker('takeIn');
    if (message === 'chosen' && (status.state === 'memory' || status.state === 'nothing')) void joinChosen();
    if (message === 'locked') void lockThisTab();
    if (message === 'erased') void restartEmpty();
  };
  const tabs = openTabChannel(onTabMessage);

  /** Tells the other tabs that something was written. */
  const told = async <T, E>(result: Promise<Result<T, E>>, message: TabMessage = 'changed'): Promise<Result<T, E>> => {
    const written = await result;
    if (written.ok && (status.state === 'unlocked' || status.state === 'locked')) tabs.tell(message);
    return written;
  };

  /** Drops an answer that was on its way when the page was locked. */
  const unlessLocked = async <T, E>(asked: Promise<Result<T, E>>): Promise<Result<T, E | { type: 'locked' }>> => {
    const of = round;
    const locked = new Promise<Result<T, { type: 'locked' }>>((resolve) => {
      const stop = listen((event) => {
        if (event.type === 'locked' || event.type === 'erased') resolve(err({ type: 'locked' }));
      });
      void asked.then(stop, stop);
    });
    const answer = await Promise.race([asked, locked]);
    return of === round ? answer : err({ type: 'locked' });
  };

  const listen = (listener: (event: VaultEvent) => void): (() => void) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  };

  const stretch = async (passphrase: string): Promise<{ lock: SlotLock & { type: 'passphrase' }; secret: Bytes }> => {
    const lock = createPassphraseLock();
    return { lock, secret: await stretchInWorker(passphrase, lock) };
  };

  const chooseWith = async (lock: SlotLock, secret: Bytes, lockStyle: LockStyle): Done => {
    const to = await worker();
    if (!(await writerLock.acquire())) return err({ type: 'other-tab' });
    const chosen = await to.call('choose', lock, secret, lockStyle);
    if (!chosen.ok) return chosen;
    markKept();
    isEvicted = false;
    takeStatus(await to.call('status'));
    tabs.tell('chosen');
    return chosen;
  };

  const unlockWith = async (slotId: string, secret: Bytes): Done => {
    const to = await worker();
    await to.call('setWriter', await writerLock.acquire());
    const unlocked = await to.call('unlock', slotId, secret);
    if (!unlocked.ok) writerLock.release();
    return unlocked;
  };

  const unlockWithPassphrase = async (passphrase: string): Done => {
    const slots = await (await worker()).call('slots');
    let last: Result<null, VaultError> = err({ type: 'no-such-way-in' });
    for (const { id, lock } of slots) {
      if (lock.type !== 'passphrase') continue;
      last = await unlockWith(id, await stretchInWorker(passphrase, lock));
      if (last.ok || last.error.type !== 'wrong-passphrase') return last;
    }
    return last;
  };

  const changePassphrase = async (current: string, next: string): Done => {
    if (isTooShort(next)) return err({ type: 'weak-passphrase' });
    const to = await worker();
    const slots = await to.call('slots');
    let last: Result<null, VaultError> = err({ type: 'no-such-way-in' });
    for (const { id, lock } of slots) {
      if (lock.type !== 'passphrase') continue;
      const secret = await stretchInWorker(current, lock);
      const fresh = await stretch(next);
      last = await to.call('replaceWayIn', { id, secret }, fresh.lock, fresh.secret);
      if (last.ok || last.error.type !== 'wrong-passphrase') return last;
    }
    return last;
  };

  const open = async (): Promise<VaultStatus> => {
    const wasKept = isMarkedKept();
    await worker();
    if (wasKept && status.state === 'memory' && status.findings.length === 0) {
      isEvicted = true;
      unmarkKept();
      takeStatus(status);
    }
    return status;
  };

  return {
    open: () => (isOpen ??= open()),
    status: () => status,
    on: listen,

    choosePassphrase: async (passphrase, lockStyle) => {
      if (isTooShort(passphrase)) return err({ type: 'weak-passphrase' });
      const { lock, secret } = await stretch(passphrase);
      return chooseWith(lock, secret, lockStyle);
    },
    choosePasskey: async (passkey, lockStyle) => {
      const made = await createPasskey(passkey);
      return made.ok ? chooseWith(made.value.lock, made.value.secret, lockStyle) : made;
    },
    chooseNothing: async () => (await worker()).call('chooseNothing'),
    setLockStyle: async (lockStyle) => (await worker()).call('setLockStyle', lockStyle),
    addPassphrase: async (passphrase) => {
      if (isTooShort(passphrase)) return err({ type: 'weak-passphrase' });
      const { lock, secret } = await stretch(passphrase);
      return (await worker()).call('addWayIn', lock, secret);
    },
    addPasskey: async (passkey) => {
      const made = await createPasskey(passkey);
      return made.ok ? (await worker()).call('addWayIn', made.value.lock, made.value.secret) : made;
    },
    changePassphrase,
    removeWayIn: async (id) => (await worker()).call('removeWayIn', id),

    unlockWithPassphrase,
    unlockWithPasskey: async () => {
      const used = await usePasskey(await (await worker()).call('slots'));
      return used.ok ? unlockWith(used.value.slotId, used.value.secret) : used;
    },
    lock: async () => {
      if (status.state === 'unlocked') tabs.tell('locked');
      await lockThisTab();
    },

    put: async (entry) => {
      const kept: Result<Kept, VaultError> = await (await worker()).call('put', entry);
      if (kept.ok && kept.value.in !== 'memory') tabs.tell(kept.value.in === 'inbox' ? 'letter' : 'changed');
      return kept;
    },
    edit: async (id, path, value, options) =>
      told((await worker()).call('edit', id, path, value, options?.freeText ?? false)),
    erase: async (id) => told((await worker()).call('erase', id)),
    eraseEverything: async () => {
      const erased = await (await worker()).call('eraseEverything');
      if (!erased.ok) return erased;
      tabs.tell('erased');
      await restartEmpty();
      return erased;
    },
    entries: (query = {}) =>
      unlessLocked(
        (async () => {
          const { answer, entries } = await (await worker()).callForEntries('entries', query);
          return answer.ok ? ok({ ...answer.value, entries: entries as readonly Entry[] }) : answer;
        })(),
      ),

    saveDraft: async (practice, draft) => (await worker()).call('saveDraft', practice, draft),
    loadDraft: (practice) => unlessLocked(worker().then((to) => to.call('loadDraft', practice))),
    dropDraft: async (practice) => (await worker()).call('dropDraft', practice),

    backup: async (passphrase) => {
      if (isTooShort(passphrase)) return err({ type: 'weak-passphrase' });
      const { lock, secret } = await stretch(passphrase);
      const file = await unlessLocked((await worker()).call('backup', lock, secret));
      return file.ok ? ok(new Blob([file.value], { type: 'application/octet-stream' })) : file;
    },
    restore: async (file, passphrase) => {
      const bytes = new Uint8Array(await file.arrayBuffer());
      const to = await worker();
      const lock = await to.call('backupLock', bytes);
      if (!lock.ok) return lock;
      return told(to.call('restore', bytes, await stretchInWorker(passphrase, lock.value)));
    },
    exportJson: () => unlessLocked(worker().then((to) => to.call('exportJson'))),

    askToPersist,
    storage: reportStorage,
    close: async () => {
      endWatch();
      tabs.close();
      listeners.clear();
      await endWorker();
    },
  };
}
