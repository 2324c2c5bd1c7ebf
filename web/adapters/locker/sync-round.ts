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
import { lockerAfterRefusal, lockerAfterSending, lockerOf, nextSending, segmentsWith, send } from './send-own.ts';
import { sendMembership } from './send-manifests.ts';
import { markOf, nextSuccession, succeed } from './succeed.ts';
import { readPage, takeInPage, type Arriving, type TakenIn } from './take-in.ts';

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
export async function takeIn(session: Session, inflow: Inflow, things: Arriving): Step<TakenIn> {
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
    for (const [type, device] of isWithheld ? missingFrom(session, inflow) : []) await raise(session, type, device);
    return ok({ needsNewer, isWaiting: isMissing });
  }
}

/** Whose operations do not come, although something says that they exist, and what nobody has erased but is left out. */
function missingFrom({ space }: Session, { waiting, lacking }: Inflow): readonly (readonly [Alarm['type'], string])[] {
  return [
    ...waiting.map(({ header, hash }) => {
      const device = header.kind === 'manifest' ? '' : header.device;
      return [lacking.has(hash) ? 'forged' : 'withheld', device] as const;
    }),
    ...Object.keys(space?.keyring.frontier ?? {}).map((device) => ['withheld', device] as const),
  ];
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

/** What devices that have left wrote about entries that are erased by now, and what only such a device has signed. */
async function succeedToLeft(session: Session, inflow: Inflow): Step<null> {
  return withSpace(session, async (space) => {
    if (inflow.succeededAt === markOf(space)) return ok(null);
    const done = await succeed(space, session.store);
    if (done.ok) inflow.succeededAt = markOf(space);
    return done;
  });
}

/** Another device may have been quicker, or the server knows less: then it is looked at again in the next round. */
const PASSED = new Set<RoundError['type']>(['segment-misfit', 'gap', 'bad-request']);

async function sendSuccessions(session: Session, line: Line): Step<null> {
  const passed = new Set<string>();
  for (;;) {
    const next = await withSpace(session, async (space) => ok(await nextSuccession(space, session.store, passed)));
    if (!next.ok) return next;
    if (next.value === null) return ok(null);
    const { name, device } = next.value;
    passed.add(name);
    let sent = await line.putSegment(next.value);
    // Who removed it may have been broken off before the server heard of it.
    if (!sent.ok && sent.error.type === 'segment-misfit' && (await line.setDeviceState(device, 'left')).ok)
      sent = await line.putSegment(next.value);
    if (!sent.ok && !PASSED.has(sent.error.type)) return sent;
    if (!sent.ok) continue;
    const kept = await keepLocker(session, (space) => ({ ...lockerOf(space), segments: segmentsWith(space, name) }));
    if (!kept.ok) return kept;
  }
}

/** Before a device goes: what it has signed in the place of others, this one signs, so that it stays believed. */
export async function succeedBefore(session: Session, line: Line, leaving: string): Step<null> {
  const done = await withSpace(session, (space) => succeed(space, session.store, leaving));
  if (!done.ok) return done;
  const sent = await sendAll(session, line);
  return sent.ok ? sendSuccessions(session, line) : sent;
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
  const succeeded = await succeedToLeft(session, inflow);
  if (!succeeded.ok) return succeeded;
  const sent = await sendAll(session, line);
  if (!sent.ok) return sent;
  const left = await tellLeft(session, line);
  if (!left.ok) return left;
  const sentToo = await sendSuccessions(session, line);
  if (!sentToo.ok) return sentToo;
  const told = await tellSeen(session, line);
  return told.ok ? pulled : told;
}
