import type { Entry } from '#core/entry/entry.ts';
import { err, type Result } from '#core/result.ts';
import { watchForGoing } from './auto-lock.ts';
import { isMarkedKept, markKept, unmarkKept } from './kept-marker.ts';
import type { SessionEvent } from './session.ts';
import { openTabChannel, type TabMessage } from './tab-channel.ts';
import type { VaultEvent, VaultStatus } from './vault-types.ts';
import { openWorkerLink, WorkerDied, WorkerEnded, type WorkerLink } from './worker-link.ts';
import type { AnswerOf, ArgumentsOf, Method } from './worker-protocol.ts';
import { createWriterLock } from './writer-lock.ts';

/** The Worker's comings and goings as the page sees them: started when needed, ended by every lock. */
export type VaultLife = {
  readonly open: () => Promise<VaultStatus>;
  readonly status: () => VaultStatus;
  readonly on: (listener: (event: VaultEvent) => void) => () => void;
  readonly ask: <M extends Method>(method: M, ...args: ArgumentsOf<M>) => Promise<AnswerOf<M>>;
  readonly askForEntries: <M extends Method>(
    method: M,
    ...args: ArgumentsOf<M>
  ) => Promise<{ readonly answer: AnswerOf<M>; readonly entries: readonly Entry[] }>;
  /** Drops an answer that was on its way when the page was locked. */
  readonly unlessLocked: <T, E>(asked: Promise<Result<T, E>>) => Promise<Result<T, E | { readonly type: 'locked' }>>;
  readonly tell: (message: TabMessage) => void;
  /** Whether this tab writes from now on. */
  readonly becomeWriter: () => Promise<boolean>;
  readonly releaseWriter: () => void;
  /** A lock was chosen here. */
  readonly noteChosen: () => Promise<void>;
  readonly lock: () => Promise<void>;
  /** Everything was erased: begins again as on the first day. */
  readonly restartEmpty: () => Promise<void>;
  readonly close: () => Promise<void>;
};

/** How long a Worker may take to finish its writes when the page locks, in ms. */
const FINISH_WITHIN = 3_000;

/** Nothing is lost when the Worker ends in the middle of one of these. */
const READS = new Set<Method>([
  'start',
  'status',
  'settle',
  'slots',
  'entries',
  'drafts',
  'backup',
  'backupLock',
  'exportJson',
  'terms',
  'devices',
  'compareWords',
  'lookForAsk',
  'held',
  'bytesAt',
  'syncNow',
]);

const EMPTY: VaultStatus = {
  state: 'memory',
  readOnly: false,
  waysIn: [],
  lockStyle: null,
  unkept: 0,
  waiting: 0,
  findings: [],
  sync: null,
};

const startWorker = (): Worker =>
  new Worker(new URL('./vault.worker.ts', import.meta.url), { type: 'module', name: 'ballast-vault' });

async function endLink(ending: Promise<WorkerLink>, writes: Promise<unknown>): Promise<void> {
  const old = await ending;
  const late = new Promise((resolve) => setTimeout(resolve, FINISH_WITHIN));
  await Promise.race([writes.then(() => old.call('finish')), late]);
  old.end();
}

/** Work that nobody waits for. When its Worker ends it has become needless; when it died, that is told by itself. */
function inBackground(work: Promise<unknown>): void {
  work.catch((bug: unknown) => {
    if (!(bug instanceof WorkerEnded) && !(bug instanceof WorkerDied)) throw bug;
  });
}

const styleOf = ({ lockStyle }: VaultStatus): string => JSON.stringify(lockStyle);

export function createVaultLife(): VaultLife {
  const listeners = new Set<(event: VaultEvent) => void>();
  let status = EMPTY;
  let isEvicted = false;
  let hasDied = false;
  let opening: Promise<VaultStatus> | null = null;
  let link: Promise<WorkerLink> | null = null;
  /** The same Worker, once it is there: a page that is being left has no time to wait for a promise. */
  let current: WorkerLink | null = null;
  let hasStarted = false;
  /** Writes that are on their way, counted from the moment they are asked for. */
  const writes = new Set<Promise<unknown>>();
  let writesAsked = 0;
  /** Rises with every lock: an answer from before it is not shown any more. */
  let round = 0;
  let endWatch = (): void => {};

  const emit = (event: VaultEvent): void => {
    for (const listener of listeners) listener(event);
  };

  const takeStatus = (next: VaultStatus): void => {
    const findings = [
      ...(isEvicted ? [{ type: 'evicted' } as const] : []),
      ...(hasDied ? [{ type: 'worker-failed' } as const] : []),
      ...next.findings,
    ];
    const before = status;
    status = { ...next, findings };
    if (before.state !== next.state || styleOf(before) !== styleOf(next)) watch();
    emit({ type: 'status', status });
  };

  const watch = (): void => {
    endWatch();
    endWatch = () => {};
    const { state, lockStyle: style } = status;
    if (style === null) return;
    if (state === 'unlocked')
      endWatch = watchForGoing({ style, now: Date.now, onGone: () => inBackground(lockThisTab()) });
    if (style.kind !== 'shared') return;
    // What is written while it is locked lies on the page until it is finished: for whoever wrote it, not for the next.
    if (state === 'locked') endWatch = watchForGoing({ style, now: Date.now, onGone: () => emit({ type: 'locked' }) });
    if (state === 'nothing')
      endWatch = watchForGoing({
        style,
        now: Date.now,
        onGone: () => inBackground(forget()),
        onSoon: (isSoon) => emit({ type: 'forgets-soon', isSoon }),
      });
  };

  const onSessionEvent = (of: number) => (event: SessionEvent) => {
    if (of !== round) return;
    if (event.type === 'change') emit({ type: 'change' });
    else if (event.type === 'synced') tabs.tell('changed');
    else if (event.type === 'found-late') inBackground(beginAnew());
    else takeStatus(event.status);
  };

  /** A Worker that knows what the device holds, and no secret. One that could not start is tried again when needed. */
  const startLink = (after: Promise<void>): Promise<WorkerLink> => {
    const started = after.then(async () => {
      const opened = openWorkerLink(startWorker(), onSessionEvent(round), () => replaceDead(opened));
      current = opened;
      const first = await opened.call('start');
      hasStarted = true;
      takeStatus(first);
      return opened;
    });
    link = started;
    started.catch(() => {
      if (link === started) link = null;
    });
    return started;
  };

  /** What lies behind the lock is whole, and the lock is closed; what lay in the Worker's memory alone is gone. */
  const replaceDead = (dead: WorkerLink): void => {
    // One that never started is tried again when it is needed.
    if (current !== dead || !hasStarted) return;
    round++;
    [link, current, hasStarted, hasDied] = [null, null, false, true];
    writerLock.release();
    if (status.state === 'unlocked') {
      takeStatus({ ...status, state: 'locked', readOnly: false, findings: [], sync: null });
      // Not `locked`: nobody locked, and what is being written must not be cleared away. What was read goes.
      emit({ type: 'change' });
    }
    // Whoever asks next is told, if this one does not start either.
    worker().catch(() => undefined);
  };

  /** The Worker of now; when it ends before it has started, the one after it. */
  const worker = async (): Promise<WorkerLink> => {
    for (;;) {
      try {
        return await (link ?? startLink(Promise.resolve()));
      } catch (bug) {
        if (!(bug instanceof WorkerEnded)) throw bug;
      }
    }
  };

  const tracked = <T>(method: Method, call: (to: WorkerLink) => Promise<T>): Promise<T> => {
    const asked = worker().then(call);
    if (READS.has(method)) return asked;
    writesAsked++;
    const settled: Promise<boolean> = asked.then(
      () => writes.delete(settled),
      () => writes.delete(settled),
    );
    writes.add(settled);
    return asked;
  };

  const ask: VaultLife['ask'] = (method, ...args) => tracked(method, (to) => to.call(method, ...args));

  const writerLock = createWriterLock(() => inBackground(ask('setWriter', true)));

  /** Ends the Worker after its last write, and at once when it has none; the next one starts locked. */
  const endWorker = async (): Promise<void> => {
    const [ending, now] = [link, current];
    round++;
    [link, current, hasStarted] = [null, null, false];
    if (writes.size === 0 && now !== null) now.end();
    else if (ending !== null) await endLink(ending, Promise.all(writes));
    writerLock.release();
  };

  /** Ends the Worker with all it holds, has the page clear itself, and begins with another. */
  const letGo = async (left: VaultStatus, type: 'locked' | 'forgotten' | 'erased'): Promise<void> => {
    const ended = endWorker();
    takeStatus({ ...left, findings: [], sync: null });
    emit({ type });
    inBackground(startLink(ended));
    await worker();
  };

  const lockThisTab = async (): Promise<void> => {
    if (status.state === 'unlocked') await letGo({ ...status, state: 'locked', readOnly: false }, 'locked');
  };

  const forget = (): Promise<void> => letGo({ ...status, unkept: 0 }, 'forgotten');

  const restartEmpty = async (): Promise<void> => {
    unmarkKept();
    isEvicted = hasDied = false;
    await letGo(EMPTY, 'erased');
  };

  /** What this tab holds in memory, when nothing was written there while it was read. */
  const readMemory = async () => {
    const from = await worker();
    for (;;) {
      const before = writesAsked;
      await Promise.all(writes);
      const entries = await from.callForEntries('entries', {});
      const drafts = await from.call('drafts', undefined);
      if (writesAsked === before) return { entries: entries.entries, drafts: drafts.ok ? drafts.value : [] };
    }
  };

  /** With another Worker, which takes over what this one holds in memory, finished and unfinished. Resolves when it has. */
  const beginAnew = async (onMoving = (): void => {}): Promise<void> => {
    const { entries, drafts } = await readMemory();
    await endWorker();
    const moving = [...entries.map((entry) => ask('put', entry)), ...drafts.map((draft) => ask('saveDraft', draft))];
    onMoving();
    await worker();
    await Promise.all(moving);
    if (moving.length > 0 && status.state === 'locked') tabs.tell('letter');
  };

  /** Another tab chose a lock: what is here goes to the new inbox. */
  const joinChosen = (): Promise<void> =>
    // Told when they are on their way: a page that now puts away what it shows comes after what it put away before.
    beginAnew(() => emit({ type: 'locked' }));

  const tabs = openTabChannel((message) => {
    const { state } = status;
    if (message === 'changed' && state === 'unlocked') inBackground(ask('reload'));
    if (message === 'letter' && state === 'unlocked') inBackground(ask('takeIn').then(() => tabs.tell('changed')));
    if (message === 'chosen' && (state === 'memory' || state === 'nothing')) inBackground(joinChosen());
    if (message === 'chosen-nothing' && (state === 'memory' || state === 'nothing')) inBackground(ask('readNothing'));
    if (message === 'locked') inBackground(lockThisTab());
    if (message === 'erased') inBackground(restartEmpty());
  });

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
    open: () => (opening ??= open()),
    status: () => status,
    on: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    ask,
    askForEntries: (method, ...args) => tracked(method, (to) => to.callForEntries(method, ...args)),
    unlessLocked: async (asked) => {
      const of = round;
      try {
        const answer = await asked;
        return of === round ? answer : err({ type: 'locked' });
      } catch (bug) {
        if (of === round) throw bug;
        return err({ type: 'locked' });
      }
    },
    tell: (message) => tabs.tell(message),
    becomeWriter: async () => {
      // A Worker that is just ending gives the lock back first.
      await worker();
      return writerLock.acquire();
    },
    releaseWriter: () => writerLock.release(),
    noteChosen: async () => {
      markKept();
      isEvicted = false;
      takeStatus(await ask('status'));
      tabs.tell('chosen');
    },
    lock: async () => {
      if (status.state === 'unlocked') tabs.tell('locked');
      await lockThisTab();
    },
    restartEmpty,
    close: async () => {
      endWatch();
      tabs.close();
      listeners.clear();
      await endWorker();
    },
  };
}
