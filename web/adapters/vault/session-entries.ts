import { parseEntry, type Entry, type EntryId, type Json } from '#core/entry/entry.ts';
import { err, ok, type Result } from '#core/result.ts';
import { isFieldPath, type Change, type Edit } from '#core/space/operation.ts';
import { sealLetter } from '#vault/inbox.ts';
import { bytesToHex } from '#vault/public/bytes.ts';
import { systemRandomBytes } from '#vault/random-bytes.ts';
import { appendOperations, commitWithKeyring, prepareOperations, showOperations } from './append-operations.ts';
import { compactChain, TAIL_OPERATIONS } from './compact-chain.ts';
import { noteOwn } from './chain-log.ts';
import { columnsOf, type OpenSpace } from './open-space.ts';
import { indexEntries, queryEntries, type EntryIndex, type FoundEntries } from './query-entries.ts';
import { spaceOf } from './session-start.ts';
import {
  emitChange,
  emitStatus,
  isLockChosen,
  isLocked,
  noteClock,
  serially,
  whenLoaded,
  whyNotWritable,
  type Session,
} from './session.ts';
import { takeInLetters, type LetterContent } from './take-in-letters.ts';
import type { EntryQuery, Kept, NewEntry, VaultError } from './vault-types.ts';

type Done = Promise<Result<null, VaultError>>;

/** Seals to the inbox: no key is needed, and nobody reads it before the next unlock. */
export async function sendLetter(session: Session, letter: LetterContent): Done {
  if (session.meta?.choice !== 'lock') return err({ type: 'not-locked' });
  if (session.isEvicted) return err({ type: 'evicted' });
  const { inboxKey, space } = session.meta;
  const sent = await session.kept!.commit({ addLetters: [await sealLetter(inboxKey, space, letter as Json)] });
  await emitStatus(session);
  return sent;
}

/** Puts a long tail into segments. A failure leaves everything as it was. */
export async function tidyChain(session: Session): Promise<void> {
  const { space } = session;
  if (space === null || !session.isLoaded || space.hasSealedTail || space.tail.length < TAIL_OPERATIONS) return;
  const { writes, segments } = await compactChain(space, space.tail);
  const committed = await session.store.commit(writes);
  if (committed.ok) Object.assign(space, { segments, tail: [] });
}

async function append(session: Session, space: OpenSpace, changes: readonly (readonly Change[])[]): Done {
  noteClock(session);
  const appended = await appendOperations(space, session.store, changes, session.now());
  if (!appended.ok) return appended;
  await tidyChain(session);
  session.sync?.noteWritten();
  emitChange(session);
  await emitStatus(session);
  return ok(null);
}

/** Appends many operations, some hundreds at a time. */
export async function appendMany(session: Session, space: OpenSpace, changes: readonly (readonly Change[])[]): Done {
  for (let start = 0; start < changes.length; start += TAIL_OPERATIONS) {
    const appended = await append(session, space, changes.slice(start, start + TAIL_OPERATIONS));
    if (!appended.ok) return appended;
  }
  return ok(null);
}

export const put = (session: Session, draft: NewEntry): Promise<Result<Kept, VaultError>> =>
  serially(session, async () => {
    const entry: Entry = { ...draft, id: draft.id ?? bytesToHex(systemRandomBytes(16)) };
    const read = parseEntry(entry);
    if (!read.ok) return read;
    if (read.value.type !== 'entry') return err({ type: 'bad-entry', field: 'kind' });
    const { id } = entry;
    if (whyNotWritable(session) !== null) {
      const sent = await sendLetter(session, { type: 'entry', entry });
      return sent.ok ? ok({ id, in: 'inbox' }) : sent;
    }
    const space = (await spaceOf(session))!;
    const appended = await append(session, space, [[{ type: 'put', entry }]]);
    return appended.ok ? ok({ id, in: isLockChosen(session) ? 'space' : 'memory' }) : appended;
  });

const isShown = (space: OpenSpace, id: EntryId): boolean => {
  const body = space.state.records.get(id)?.put?.body;
  return body !== undefined && columnsOf(body) !== null;
};

type EditParts = {
  readonly id: EntryId;
  readonly path: readonly string[];
  readonly value: Json;
  readonly freeText: boolean;
};

export const edit = (session: Session, { id, path, value, freeText }: EditParts): Done =>
  serially(session, async () => {
    const reason = whyNotWritable(session);
    if (reason !== null) return err(reason);
    if (!isFieldPath(path) || (path[0] === 'ending' && typeof value !== 'string')) {
      return err({ type: 'bad-entry', field: path.join('.') });
    }
    await whenLoaded(session);
    const space = (await spaceOf(session))!;
    if (!isShown(space, id)) return err({ type: 'no-such-entry' });
    const change: Edit = { type: 'edit', id, path, value, ...(freeText && { text: true as const }) };
    return append(session, space, [[change]]);
  });

/** Erasing and writing the chain anew without the bytes are one transaction. */
export async function eraseEntries(session: Session, space: OpenSpace, ids: readonly EntryId[]): Done {
  if (space.hasSealedTail) return err({ type: 'newer-format' });
  const changes: Change[] = ids.map((id) => ({ type: 'erase', id }));
  const prepared = await prepareOperations(space, [changes], session.now());
  if (!prepared.ok) return prepared;
  const { keyring, operations, tail } = prepared.value;
  const { writes, segments } = await compactChain(space, [...space.tail, ...tail], new Set(ids));
  // At the server too the old bytes have to go.
  const { locker } = keyring;
  const swept = locker === undefined ? keyring : { ...keyring, locker: { ...locker, sweep: true } };
  const committed = await commitWithKeyring(space, session.store, swept, writes);
  if (!committed.ok) return committed;
  Object.assign(space, { segments, tail: [] });
  noteOwn(space, tail);
  showOperations(space, operations);
  session.sync?.noteWritten();
  emitChange(session);
  await emitStatus(session);
  return ok(null);
}

export const erase = (session: Session, id: EntryId): Done =>
  serially(session, async () => {
    const reason = whyNotWritable(session);
    if (reason !== null) return err(reason);
    await whenLoaded(session);
    const space = (await spaceOf(session))!;
    if (space.state.records.get(id)?.put === undefined) return err({ type: 'no-such-entry' });
    return eraseEntries(session, space, [id]);
  });

/** Segments load from the newest to the oldest: past its first day there is hardly more that a query could find. */
const reachesBack = (index: EntryIndex, { sinceDay }: EntryQuery): boolean => {
  const oldest = index.rows.at(-1);
  return sinceDay !== undefined && oldest !== undefined && oldest.day < sinceDay;
};

export type EntriesFound = FoundEntries & { readonly complete: boolean };

export async function entries(session: Session, query: EntryQuery): Promise<Result<EntriesFound, VaultError>> {
  if (isLocked(session)) return err({ type: 'locked' });
  const space = await spaceOf(session);
  if (space === null) return err({ type: 'locked' });
  if (!session.isLoaded && (query.limit !== undefined || query.sinceDay !== undefined)) {
    // What was loaded at the first question answers the others too: an index for each would cost more than it finds.
    const index = (session.index ??= indexEntries(space));
    const found = queryEntries(index, query);
    if (found.entries.length >= (query.limit ?? Infinity) || reachesBack(index, query)) {
      session.quiet.note();
      return ok({ ...found, complete: false });
    }
  }
  await whenLoaded(session);
  session.index ??= indexEntries(session.space ?? space);
  return ok({ ...queryEntries(session.index, query), complete: true });
}

/** Another tab has left a letter: the tab that writes takes it in. */
export const takeIn = (session: Session): Promise<void> =>
  serially(session, async () => {
    if (session.space === null || !isLockChosen(session) || !session.isWriter) return;
    const taken = await takeInLetters(session.space, session.store, session.now());
    if (!taken.ok || taken.value.letters === 0) return;
    if (taken.value.entries > 0) emitChange(session);
    await emitStatus(session);
  });
