import { emitStatus, isLocked, whyNotWritable, type Session } from '../vault/session.ts';
import { comeBackAnew } from './come-back.ts';
import { createInflow, type Inflow } from './inflow.ts';
import { openLine, type Line, type Transport } from './line.ts';
import { openLiveLine, type LiveLine } from './live-line.ts';
import { afterFailure, afterNews, afterWriting, betweenLooks, betweenSavingLooks, type Chance } from './pace.ts';
import { isAnythingUnsent, lockerOf } from './send-own.ts';
import { syncRound, type RoundError } from './sync-round.ts';
import type { SyncView } from './sync-types.ts';

/** What the surroundings of this device say. */
export type Surroundings = {
  readonly isOnline: () => boolean;
  /** The line is metered, or the helper asked the browser to save data. */
  readonly savesData: () => boolean;
  readonly chance: Chance;
};

/** Keeps one unlocked space together with the server, in the background, as long as the Worker lives. */
export type Sync = {
  /** Starts, or looks whether it still may: after unlocking, after a locker was made, after another tab gave way. */
  readonly begin: () => void;
  readonly stop: () => void;
  /** Something was written. */
  readonly noteWritten: () => void;
  /** Somebody asks for it: now, whatever the line costs. Resolves when it is done, or cannot be. */
  readonly now: () => Promise<void>;
  readonly view: () => SyncView | null;
  /** Null while there is no space open or no locker. */
  readonly line: () => Line | null;
};

type Trouble = Pick<SyncView, 'state' | 'refusal'>;

const NO_LINE = new Set<RoundError['type']>(['unreachable', 'server-failed', 'server-stopping', 'too-many']);

function troubleOf(error: RoundError): Trouble | null {
  if (NO_LINE.has(error.type)) return { state: 'offline', refusal: null };
  if (error.type === 'removed' || error.type === 'device-left') return { state: 'removed', refusal: null };
  if (error.type === 'no-session' || error.type === 'device-unknown') return { state: 'unknown-there', refusal: null };
  if (error.type === 'not-mine') return null;
  return { state: 'refused', refusal: error.type };
}

export function createSync(session: Session, transport: Transport, around: Surroundings): Sync {
  const { chance } = around;
  let inflow: Inflow = createInflow();
  let current: { readonly device: string; readonly line: Line } | null = null;
  let live: LiveLine | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let dueAt = Infinity;
  let running: Promise<void> | null = null;
  let isAskedAgain = false;
  let trouble: Trouble | null = null;
  let needsNewer = false;
  let failures = 0;
  let lastAt: number | null = null;
  let hasStopped = true;

  const mayRun = (): boolean =>
    session.space?.keyring.locker !== undefined && !isLocked(session) && whyNotWritable(session) === null;

  /** A device that came back under a new id has a line of its own. */
  const line = (): Line | null => {
    const { space } = session;
    if (space?.keyring.locker === undefined) return null;
    const { id } = space.keyring.device;
    if (current?.device !== id) {
      current = {
        device: id,
        line: openLine(transport, { space: space.keyring.space, device: id, sign: space.keys.sign }),
      };
      inflow = createInflow();
    }
    return current.line;
  };

  const plan = (delay: number): void => {
    const at = performance.now() + delay;
    if (hasStopped || at >= dueAt) return;
    clearTimeout(timer);
    dueAt = at;
    timer = setTimeout(() => void run(), delay);
  };

  const planNext = (retryAfter: number | undefined): void => {
    if (trouble?.state === 'removed') return;
    if (trouble !== null) return plan(retryAfter ?? afterFailure(failures, chance));
    plan(around.savesData() ? betweenSavingLooks(chance) : betweenLooks(chance));
  };

  const keepLive = (): void => {
    const wants = !hasStopped && mayRun() && !around.savesData() && trouble === null;
    const open = line();
    if (wants && live === null && open !== null) {
      live = openLiveLine(
        open,
        (cursor) => {
          if (session.space !== null && cursor !== lockerOf(session.space).pulled) plan(afterNews(chance));
        },
        // A server that ends the line may have a reason, which it tells whoever asks.
        () => plan(afterNews(chance)),
        chance,
      );
    } else if (!wants) {
      live?.close();
      live = null;
    }
  };

  async function oneRound(): Promise<number | undefined> {
    const open = line();
    if (open === null || !mayRun()) return undefined;
    const round = await syncRound(session, open, inflow);
    if (round.ok) {
      [trouble, failures, lastAt, needsNewer] = [null, 0, session.now(), round.value.needsNewer];
      return undefined;
    }
    const { error } = round;
    if (error.type === 'overtaken') {
      const back = await comeBackAnew(session, transport);
      live?.close();
      live = null;
      trouble = back.ok ? null : troubleOf(back.error as RoundError);
      if (back.ok) isAskedAgain = true;
    } else trouble = troubleOf(error);
    failures += 1;
    return error.type === 'too-many' && 'at' in error && error.at !== undefined ? error.at * 1_000 : undefined;
  }

  const wantsAnother = (): boolean => isAskedAgain && !hasStopped && trouble === null;

  async function run(): Promise<void> {
    clearTimeout(timer);
    dueAt = Infinity;
    if (running !== null) {
      isAskedAgain = true;
      return running;
    }
    running = (async () => {
      let retryAfter: number | undefined;
      do {
        isAskedAgain = false;
        await emitStatus(session);
        retryAfter = await oneRound().catch(() => {
          // The storage broke off in the middle: what is stored is whole, and is read again.
          trouble = { state: 'refused', refusal: 'storage-failed' };
          failures += 1;
          return undefined;
        });
      } while (wantsAnother());
      running = null;
      keepLive();
      planNext(retryAfter);
      await emitStatus(session);
    })();
    return running;
  }

  const view = (): SyncView | null => {
    const { space } = session;
    if (space === null || space.keyring.locker === undefined) return null;
    const hasUnsent = isAnythingUnsent(space);
    const state = (): SyncView['state'] => {
      if (trouble !== null && trouble.state !== 'offline') return trouble.state;
      if (!around.isOnline() || trouble !== null) return 'offline';
      if (running !== null || lastAt === null) return 'sending';
      return around.savesData() && hasUnsent ? 'saving' : hasUnsent ? 'sending' : 'together';
    };
    return {
      state: state(),
      refusal: trouble?.refusal ?? null,
      hasUnsent,
      lastAt,
      alarms: lockerOf(space).alarms,
      needsNewer,
      hasRecovery: space.membership.recovery !== undefined,
      isRecoveryProved: space.keyring.recoveryProved === true,
    };
  };

  return {
    begin: () => {
      if (!mayRun()) return;
      hasStopped = false;
      failures = 0;
      plan(0);
    },
    stop: () => {
      hasStopped = true;
      clearTimeout(timer);
      dueAt = Infinity;
      live?.close();
      [live, current, lastAt, trouble] = [null, null, null, null];
    },
    noteWritten: () => {
      if (!mayRun() || around.savesData() || trouble?.state === 'removed') return;
      plan(trouble === null ? afterWriting(chance) : afterFailure(failures, chance));
    },
    now: async () => {
      // What did not come may come now: the helper was told, and asks again.
      inflow.hasReread = false;
      if (mayRun()) await run();
    },
    view,
    line,
  };
}
