import { err, ok, type Result } from '#core/result.ts';
import type { Database } from './database.ts';
import type { Reader, Writer } from './tables.ts';

export type SpaceUnknown = { readonly tag: 'space-unknown' };
export type LockedSpace = {
  readonly space: string;
  readonly cursor: number;
  readonly manifest: number;
  readonly bytes: number;
};
type Locking = Pick<Database, 'lockRows' | 'notices'>;

/**
 * Takes the locks of some spaces, under which their cursors are given out: whoever reads up to a cursor has all that
 * will ever stand before it, because a write that commits later also got its cursor later. Whatever is done under it is
 * told to those who follow the space. `held`: whether to wait for what others have locked, or to leave it out.
 */
export async function lockSpaces(
  { lockRows, notices }: Locking,
  writer: Writer,
  spaces: readonly string[],
  held: 'wait' | 'skip',
): Promise<ReadonlyMap<string, LockedSpace>> {
  const query = writer
    .selectFrom('spaces')
    .select(['space', 'cursor', 'manifest', 'bytes'])
    .where('space', 'in', spaces);
  const found = await lockRows(query, held).execute();
  await notices.tell(
    writer,
    found.map(({ space }) => space),
  );
  return new Map(found.map((one) => [one.space, one]));
}

export async function lockSpace(
  database: Locking,
  writer: Writer,
  space: string,
): Promise<Result<LockedSpace, SpaceUnknown>> {
  const locked = (await lockSpaces(database, writer, [space], 'wait')).get(space);
  return locked === undefined ? err({ tag: 'space-unknown' }) : ok(locked);
}

/** The last cursor that was given out, and how far this device had said that it has read. Null: no such device there. */
export async function findLatest(
  read: Reader,
  space: string,
  device: string,
): Promise<{ readonly latest: number; readonly seen: number } | null> {
  const found = await read
    .selectFrom('spaces')
    .innerJoin('devices', 'devices.space', 'spaces.space')
    .select(['spaces.cursor as latest', 'devices.seen as seen'])
    .where('spaces.space', '=', space)
    .where('devices.device', '=', device)
    .executeTakeFirst();
  return found ?? null;
}

export type NewSpace = {
  readonly space: string;
  readonly device: string;
  /** The uncompressed point, 65 bytes. */
  readonly signKey: Uint8Array;
  /** SHA-256 of the voucher, hex; null where anybody may make a locker. */
  readonly voucher: string | null;
  readonly now: number;
};
export type CannotCreate = { readonly tag: 'voucher-unknown' } | { readonly tag: 'space-taken' };

/** Makes a locker with its first device. The voucher is used up with it, and with it alone. */
export const createSpace = (database: Database, wanted: NewSpace): Promise<Result<null, CannotCreate>> =>
  database.write<null, CannotCreate>(async (writer) => {
    const { space, device, now } = wanted;
    if (wanted.voucher !== null && !(await takeVoucher(writer, wanted.voucher, now)))
      return err({ tag: 'voucher-unknown' });
    const made = await writer
      .insertInto('spaces')
      .values({ space, created_at: now, touched_at: now, spared_until: null, cursor: 0, manifest: -1, bytes: 0 })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    if (Number(made.numInsertedOrUpdatedRows) !== 1) return err({ tag: 'space-taken' });
    await writer
      .insertInto('devices')
      .values({ space, device, sign_key: wanted.signKey, state: 'active', added_at: now, came_at: now, seen: 0 })
      .execute();
    return ok(null);
  });

async function takeVoucher(writer: Writer, hash: string, now: number): Promise<boolean> {
  const taken = await writer
    .updateTable('vouchers')
    .set({ used_at: now })
    .where('hash', '=', hash)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  return Number(taken.numUpdatedRows) === 1;
}

/** Lets one locker be made until `expiresAt`. `hash`: SHA-256 of the voucher, hex. */
export const addVoucher = (database: Database, hash: string, expiresAt: number): Promise<Result<null, never>> =>
  database.write(async (writer) => {
    await writer.insertInto('vouchers').values({ hash, expires_at: expiresAt, used_at: null }).execute();
    return ok(null);
  });

const TABLES_OF_A_SPACE = ['sealed', 'mailboxes', 'sessions', 'used_challenges', 'devices', 'spaces'] as const;

/** Under the lock of the space. */
export async function eraseRowsOf(writer: Writer, space: string): Promise<void> {
  for (const table of TABLES_OF_A_SPACE) await writer.deleteFrom(table).where('space', '=', space).execute();
}

/** Everything of it goes, bytes and hashes. Erasing what is not there is no error. */
export async function eraseSpace(database: Database, space: string): Promise<Result<null, never>> {
  const erased = await database.write<null, never>(async (writer) => {
    await lockSpace(database, writer, space);
    await eraseRowsOf(writer, space);
    return ok(null);
  });
  await database.sweep();
  return erased;
}
