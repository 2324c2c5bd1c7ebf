import type { EntryId } from '#core/entry/entry.ts';
import { err, ok, type Result } from '#core/result.ts';
import type { Alarm } from '#vault/keyring.ts';
import { commitWithKeyring } from '../vault/append-operations.ts';
import { compactChain, speaksOf } from '../vault/compact-chain.ts';
import type { OpenSpace } from '../vault/open-space.ts';
import { emitChange, serially, whenLoaded, whyNotWritable, type Session } from '../vault/session.ts';
import { reload } from '../vault/session-locks.ts';
import type { StoreError } from '../vault/vault-store.ts';
import { withAlarms } from './alarms.ts';
import type { Inflow } from './inflow.ts';
import type { Line, Page, Refusal } from './line.ts';
import { lockerAfterRefusal, lockerAfterSending, lockerOf, nextSending, send } from './send-own.ts';
import { sendMembership } from './send-manifests.ts';
import { readPage, takeInPage, type TakenIn } from './take-in.ts';

export type RoundError =
  | Refusal
  | StoreError
  /** The space was locked, or another tab writes now. */
  | { readonly type: 'not-mine' }
  /** Another device removed this one. */
  | { readonly type: 'removed' }
  /** This storage is an old copy of what the server has of this device, or there are two of it. */
  | { readonly type: 'overtaken' };

/** What came, and what is still to be done about it. */
export type Round = { readonly needsNewer: boolean; readonly isWaiting: boolean };

export type Step<T> = Promise<Result<T, RoundError>>;

/** With the space as it is now: between two answers of the server it may have been locked. */
export const withSpace = <T>(session: Session, work: (space: OpenSpace) => Step<T>): Step<T> =>
  serially(session, async () => {
    const { space } = session;
    const isMine = space !== null && session.isLoaded && whyNotWritable(session) === null;
    return isMine ? work(space) : err({ type: 'not-mine' } as const);
  });

const keepLocker = (session: Session, change: (space: OpenSpace) => ReturnType<typeof lockerOf>): Step<null> =>
  withSpace(session, (space) =>
    commitWithKeyring(space, session.store, { ...space.keyring, locker: change(space) }, {}),
  );

/** What another device erased and this one wrote: only this one can take it out of its own chain. */
async function eraseInOwnChain(session: Session, space: OpenSpace, erased: readonly EntryId[]): Step<null> {
  const ids = new Set(erased);
  if (ids.size === 0 || space.hasSealedTail || !speaksOf(space, ids)) return ok(null);
  const { writes, segments } = await compactChain(space, space.tail, ids);
  const keyring = { ...space.keyring, locker: { ...lockerOf(space), sweep: true } };
  const committed = await commitWithKeyring(space, session.store, keyring, writes);
  if (committed.ok) Object.assign(space, { segments, tail: [] });
  return committed;
}

/** What was broken off between taking in that an entry is erased and writing the own chain anew. Once for a Worker. */
async function finishErasing(session: Session, inflow: Inflow): Step<null> {
  if (inflow.isErasingDone) return ok(null);
  const done = await withSpace(session, (space) => eraseInOwnChain(session, space, [...space.state.erased]));
  inflow.isErasingDone = done.ok;
  return done;
}

/** What came goes in, and what follows from it here. */
export async function takeIn(session: Session, inflow: Inflow, things: Pick<Page, 'things' | 'cursor'>): Step<TakenIn> {
  const taken = await withSpace<TakenIn>(session, async (space) => {
    const page = await takeInPage(space, session.store, inflow, await readPage(space, things), session.now());
    if (!page.ok) return page;
    const erased = await eraseInOwnChain(session, space, page.value.erased);
    if (!erased.ok) return erased;
    if (page.value.hasNews) {
      emitChange(session);
      session.emit({ type: 'synced' });
    }
    return page;
  });
  // A chain was cut: what it had said stands in the state, and goes only when everything is read again.
  if (taken.ok && taken.value.mustReload) await reload(session).then(() => whenLoaded(session));
  return taken;
}

const raise = (session: Session, type: Alarm['type'], device = ''): Step<null> =>
  keepLocker(session, (space) => withAlarms(lockerOf(space), [{ type, device, at: session.now() }]));

/** A server that has less than it had. An honest one was set back to a backup: everything is sent that it may lack. */
async function sendAnew(session: Session, line: Line): Step<null> {
  const raised = await raise(session, 'rolled-back');
  if (!raised.ok) return raised;
  const reset = await keepLocker(session, (space) => ({
    ...lockerOf(space),
    pulled: 0,
    told: 0,
    pushed: 0,
    segments: [],
  }));
  if (!reset.ok || session.space === null) return reset;
  return sendMembership(line, session.space, session.store);
}

/** It has forgotten something that it had said: what it gave out, or what this device had told it. */
const isSetBack = ({ space }: Session, { latest, seen }: Page, cursor: number): boolean =>
  latest < cursor || (space !== null && seen < lockerOf(space).told);

/** Everything that the server has and this device has not. */
export async function pullAll(session: Session, line: Line, inflow: Inflow): Step<Round> {
  const { space } = session;
  if (space === null) return err({ type: 'not-mine' });
  let cursor = lockerOf(space).pulled;
  let needsNewer = false;
  for (;;) {
    const page = await line.pull(cursor);
    if (!page.ok) return page;
    if (isSetBack(session, page.value, cursor)) {
      const anew = await sendAnew(session, line);
      if (!anew.ok) return anew;
      cursor = 0;
      continue;
    }
    const taken = await takeIn(session, inflow, page.value);
    if (!taken.ok) return taken;
    if (taken.value.isRemoved) return err({ type: 'removed' });
    if (taken.value.isOvertaken) return err({ type: 'overtaken' });
    needsNewer ||= taken.value.needsNewer;
    ({ cursor } = page.value);
    if (page.value.hasMore) continue;
    const isMissing = inflow.waiting.length > 0 || (session.space?.keyring.frontier ?? null) !== null;
    if (isMissing && !inflow.hasReread) {
      // Once from the beginning: it may have come before something else that it builds on, or have been lost here.
      Object.assign(inflow, { hasReread: true, waiting: [] });
      cursor = 0;
      continue;
    }
    const isWithheld = isMissing && !needsNewer;
    for (const device of isWithheld ? missingFrom(session, inflow) : []) await raise(session, 'withheld', device);
    return ok({ needsNewer, isWaiting: isMissing });
  }
}

/** Whose operations do not come, although something says that they exist. */
function missingFrom({ space }: Session, inflow: Inflow): ReadonlySet<string> {
  const waiting = inflow.waiting.map(({ header }) => (header.kind === 'manifest' ? '' : header.device));
  return new Set([...waiting, ...Object.keys(space?.keyring.frontier ?? {})]);
}

async function sendAll(session: Session, line: Line): Step<null> {
  for (;;) {
    const next = await withSpace(session, async (space) => ok(await nextSending(space, session.store)));
    if (!next.ok) return next;
    const sending = next.value;
    if (sending === null) return ok(null);
    const sent = await send(line, sending);
    if (!sent.ok) {
      if (sent.error.type === 'fork') return err({ type: 'overtaken' });
      const { space } = session;
      const back = space && lockerAfterRefusal(lockerOf(space), sent.error);
      if (back === null) return sent;
      const raised = await raise(session, 'rolled-back');
      if (!raised.ok) return raised;
    }
    const kept = await keepLocker(session, (space) =>
      sent.ok
        ? lockerAfterSending(space, sending)
        : (lockerAfterRefusal(lockerOf(space), sent.error) ?? lockerOf(space)),
    );
    if (!kept.ok) return kept;
  }
}

/** Tells the server what is in here safely, so that it need not keep it one by one. */
async function tellSeen(session: Session, line: Line): Step<null> {
  const { pulled, told } = session.space === null ? { pulled: 0, told: 0 } : lockerOf(session.space);
  if (pulled <= told) return ok(null);
  const seen = await line.seen(pulled);
  if (!seen.ok) return seen;
  return keepLocker(session, (space) => ({ ...lockerOf(space), told: pulled }));
}

/** Nobody is let in any more with a code that was replaced here. Until the server has heard it, it is told again. */
export async function tellLeft(session: Session, line: Line): Step<null> {
  const leaving = session.space === null ? [] : (lockerOf(session.space).leaving ?? []);
  if (leaving.length === 0) return ok(null);
  for (const id of leaving) {
    const told = await line.setDeviceState(id, 'left');
    // One that is not known, or has left already, is let in as little.
    if (!told.ok && told.error.type !== 'device-unknown') return told;
  }
  return keepLocker(session, (space) => {
    const { leaving: _, ...locker } = lockerOf(space);
    return locker;
  });
}

/** Brings what the others wrote, sends what this one wrote. Whatever breaks off goes on at the next round. */
export async function syncRound(session: Session, line: Line, inflow: Inflow): Step<Round> {
  await whenLoaded(session);
  const clean = await finishErasing(session, inflow);
  if (!clean.ok) return clean;
  const pulled = await pullAll(session, line, inflow);
  if (!pulled.ok) return pulled;
  const sent = await sendAll(session, line);
  if (!sent.ok) return sent;
  const left = await tellLeft(session, line);
  if (!left.ok) return left;
  const told = await tellSeen(session, line);
  return told.ok ? pulled : told;
}
