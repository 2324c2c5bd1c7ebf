import { sql, type ExpressionBuilder } from 'kysely';
import { err, ok, type Result } from '#core/result.ts';
import type { Database } from './database.ts';
import { lockSpace, type SpaceUnknown } from './spaces.ts';
import type { DeviceState, Reader, Tables, Writer } from './tables.ts';

export type StoredDevice = { readonly signKey: Uint8Array; readonly state: DeviceState; readonly seen: number };
export type DeviceUnknown = { readonly tag: 'device-unknown' };
export type CannotAddDevice =
  | SpaceUnknown
  | { readonly tag: 'device-taken' }
  /** So many that have not left are enough for one space. */
  | { readonly tag: 'too-many-devices' };

const MOST_DEVICES = 32;

export async function findDevice(read: Reader, space: string, device: string): Promise<StoredDevice | null> {
  const found = await read
    .selectFrom('devices')
    .select(['sign_key', 'state', 'seen'])
    .where('space', '=', space)
    .where('device', '=', device)
    .executeTakeFirst();
  return found === undefined ? null : { signKey: found.sign_key, state: found.state, seen: found.seen };
}

export type NewDevice = {
  readonly space: string;
  readonly device: string;
  readonly signKey: Uint8Array;
  readonly state: 'active' | 'dormant';
  readonly now: number;
};

/** A device may only bring what it signs; who belongs to the space is said by the manifests, which are sealed. */
export const addDevice = (database: Database, wanted: NewDevice): Promise<Result<null, CannotAddDevice>> =>
  database.write<null, CannotAddDevice>(async (writer) => {
    const { space, device, signKey, state, now } = wanted;
    const locked = await lockSpace(database, writer, space);
    if (!locked.ok) return locked;
    const made = await writer
      .insertInto('devices')
      .values({ space, device, sign_key: signKey, state, added_at: now, came_at: now, seen: 0 })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    if (Number(made.numInsertedOrUpdatedRows) !== 1) return err({ tag: 'device-taken' });
    const { count } = await writer
      .selectFrom('devices')
      .select((query) => query.fn.countAll<number>().as('count'))
      .where('space', '=', space)
      .where('state', '!=', 'left')
      .executeTakeFirstOrThrow();
    return count <= MOST_DEVICES ? ok(null) : err({ tag: 'too-many-devices' });
  });

/** A device that left stays so: it comes back under an id of its own. */
export const setDeviceState = (
  database: Database,
  { space, device, state }: { readonly space: string; readonly device: string; readonly state: DeviceState },
): Promise<Result<null, SpaceUnknown | DeviceUnknown>> =>
  database.write<null, SpaceUnknown | DeviceUnknown>(async (writer) => {
    const locked = await lockSpace(database, writer, space);
    if (!locked.ok) return locked;
    const changed = await writer
      .updateTable('devices')
      .set({ state })
      .where('space', '=', space)
      .where('device', '=', device)
      .where('state', '!=', 'left')
      .executeTakeFirst();
    if (Number(changed.numUpdatedRows) !== 1) return err({ tag: 'device-unknown' });
    await prune(writer, space);
    return ok(null);
  });

/**
 * The device has everything up to `cursor`. It never goes back. What every active device has in a segment is then no
 * longer kept one by one: its bytes go, its hash stays.
 */
export const noteSeen = (
  database: Database,
  { space, device, cursor }: { readonly space: string; readonly device: string; readonly cursor: number },
): Promise<Result<null, SpaceUnknown>> =>
  database.write<null, SpaceUnknown>(async (writer) => {
    const locked = await lockSpace(database, writer, space);
    if (!locked.ok) return locked;
    const own = writer.updateTable('devices').where('space', '=', space).where('device', '=', device);
    // Whoever reads again is waited for again.
    await own.set({ state: 'active' }).where('state', '=', 'dormant').execute();
    const noted = await own
      .set({ seen: Math.min(cursor, locked.value.cursor) })
      .where('seen', '<', cursor)
      .executeTakeFirst();
    if (Number(noted.numUpdatedRows) === 1) await prune(writer, space);
    return ok(null);
  });

const REST_AFTER = 90 * 86_400_000;

/**
 * A device that has not come for 90 days is not waited for any more: what it has not seen is in the segments when it
 * comes back. Nobody's rights change by it. Gives how many there were.
 */
export async function letRest(database: Database, now: number, limit: number): Promise<number> {
  const quiet = await database.read
    .selectFrom('devices')
    .select(['space', 'device'])
    .where('state', '=', 'active')
    .where('came_at', '<', now - REST_AFTER)
    .limit(limit)
    .execute();
  for (const one of quiet) await setDeviceState(database, { ...one, state: 'dormant' });
  return quiet.length;
}

async function prune(writer: Writer, space: string): Promise<void> {
  const active = await writer
    .selectFrom('devices')
    .select((query) => query.fn.min('seen').as('seen'))
    .where('space', '=', space)
    .where('state', '=', 'active')
    .executeTakeFirst();
  if (typeof active?.seen !== 'number') return;
  const segments = await writer
    .selectFrom('sealed')
    .select(['chain', 'first_seq', 'seq'])
    .where('space', '=', space)
    .where('kind', '=', 'segment')
    .where('cursor', '<=', active.seen)
    .execute();
  for (const segment of segments) {
    const size = await dropBytes(writer, { space, ...segment });
    if (size === 0) continue;
    await writer
      .updateTable('spaces')
      .set((row) => ({ bytes: row('bytes', '-', size) }))
      .where('space', '=', space)
      .execute();
  }
}

/** Of operations only the hash stays. Gives the bytes that went. */
export async function dropBytes(writer: Writer, part: Part): Promise<number> {
  const { size } = await writer
    .selectFrom('sealed')
    .select(sql<number | null>`sum(length(bytes))`.as('size'))
    .where((row) => isOperationOf(row, part))
    .executeTakeFirstOrThrow();
  if (size === null) return 0;
  await writer
    .updateTable('sealed')
    .set({ bytes: null })
    .where((row) => isOperationOf(row, part))
    .execute();
  return size;
}

type Part = { readonly space: string; readonly chain: string; readonly first_seq: number; readonly seq: number };

/** One that still has its bytes. */
const isOperationOf = (row: ExpressionBuilder<Tables, 'sealed'>, { space, chain, first_seq, seq }: Part) =>
  row.and([
    row('space', '=', space),
    row('kind', '=', 'operation'),
    row('chain', '=', chain),
    row('seq', '>=', first_seq),
    row('seq', '<=', seq),
    row('bytes', 'is not', null),
  ]);
