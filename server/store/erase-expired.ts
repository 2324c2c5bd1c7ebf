import { sql } from 'kysely';
import { ok } from '#core/result.ts';
import type { Database } from './database.ts';
import { letRest } from './devices.ts';
import { eraseRowsOf, lockSpace } from './spaces.ts';
import type { Reader, Tables } from './tables.ts';

const DAY = 86_400_000;
/** The longest there is: nothing goes before its time. */
const MONTH = 31 * DAY;
/** A voucher that was not used is still told apart from one that never was, for a while. */
const VOUCHER_STAYS = 90 * DAY;
/** Rows in one transaction, so that nobody waits for long. */
const BATCH = 500;

const KEYS = {
  sessions: ['space', 'hash'],
  used_challenges: ['space', 'hash'],
  mailboxes: ['mailbox'],
  vouchers: ['hash'],
} as const satisfies { readonly [T in keyof Tables]?: readonly (keyof Tables[T])[] };

type Sweep = {
  readonly now: number;
  /** A locker that no device has touched for so many months is erased; 0: none ever is. */
  readonly months: number;
  readonly isStopping: () => boolean;
};

/** Erases what is over: by several processes at once, in batches, and from the beginning again after a failure. */
export async function eraseExpired(database: Database, sweep: Sweep): Promise<void> {
  const { now, months, isStopping } = sweep;
  for (const table of ['sessions', 'used_challenges', 'mailboxes', 'vouchers'] as const) {
    const over = table === 'vouchers' ? now - VOUCHER_STAYS : now;
    for (let erased = BATCH; erased === BATCH && !isStopping();) erased = await eraseBatch(database, table, over);
  }
  for (let rested = BATCH; rested === BATCH && !isStopping();) rested = await letRest(database, now, BATCH);
  if (months > 0) await eraseUntouched(database, sweep);
}

async function eraseBatch(database: Database, table: keyof typeof KEYS, over: number): Promise<number> {
  const keys = sql.join(KEYS[table].map((key) => sql.ref(key)));
  const from = sql.table(table);
  const chosen = sql`select ${keys} from ${from} where expires_at <= ${over} limit ${BATCH}`;
  const erased = await database.write<number, never>(async (writer) => {
    const { numAffectedRows } = await sql`delete from ${from} where (${keys}) in (${chosen})`.execute(writer);
    return ok(Number(numAffectedRows ?? 0));
  });
  return erased.ok ? erased.value : 0;
}

/**
 * A locker that is found untouched is spared for another month, in which its devices find it: the clock may have been
 * wrong, or the server may have been off for years itself.
 */
async function eraseUntouched(database: Database, { now, months, isStopping }: Sweep): Promise<void> {
  const since = now - months * MONTH;
  let erased = 0;
  for (;;) {
    const due = await findDue(database.read, { since, now }).limit(BATCH).execute();
    if (due.length === 0 || isStopping()) break;
    for (const { space } of due) if (await eraseOrSpare(database, space, { since, now })) erased += 1;
  }
  if (erased > 0) await database.sweep();
}

type Due = { readonly since: number; readonly now: number };

const findDue = (read: Reader, { since, now }: Due) =>
  read
    .selectFrom('spaces')
    .select(['space', 'spared_until'])
    .where('touched_at', '<', since)
    .where((row) => row.or([row('spared_until', 'is', null), row('spared_until', '<=', now)]));

/**
 * True when it was erased. Looks again under the lock: a device may have come back just now, or another process may
 * have been quicker.
 */
async function eraseOrSpare(database: Database, space: string, due: Due): Promise<boolean> {
  const erased = await database.write<boolean, never>(async (writer) => {
    await lockSpace(database, writer, space);
    const found = await findDue(writer, due).where('space', '=', space).executeTakeFirst();
    if (found === undefined) return ok(false);
    if (found.spared_until !== null) {
      await eraseRowsOf(writer, space);
      return ok(true);
    }
    await writer
      .updateTable('spaces')
      .set({ spared_until: due.now + MONTH })
      .where('space', '=', space)
      .execute();
    return ok(false);
  });
  return erased.ok && erased.value;
}
