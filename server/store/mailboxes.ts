import { err, ok, type Result } from '#core/result.ts';
import type { Database } from './database.ts';
import { lockSpace, type SpaceUnknown } from './spaces.ts';

/** So many of one space are open at once. */
const MOST_OPEN = 3;

export type MailboxUnknown = { readonly tag: 'mailbox-unknown' };
export type CannotOpenMailbox =
  | SpaceUnknown
  /** One that is not over has that name. */
  | { readonly tag: 'mailbox-taken' }
  /** The first of those that are open is over after so many seconds. */
  | { readonly tag: 'too-many'; readonly at: number };

type Opener = { readonly space: string; readonly device: string; readonly mailbox: string; readonly now: number };
type Letter = Promise<Result<Uint8Array | null, MailboxUnknown>>;

export const openMailbox = (
  database: Database,
  { space, device, mailbox, now, expiresAt }: Opener & { readonly expiresAt: number },
): Promise<Result<null, CannotOpenMailbox>> =>
  database.write<null, CannotOpenMailbox>(async (writer) => {
    const locked = await lockSpace(database, writer, space);
    if (!locked.ok) return locked;
    await writer.deleteFrom('mailboxes').where('expires_at', '<=', now).execute();
    const open = await writer
      .selectFrom('mailboxes')
      .select('expires_at')
      .where('space', '=', space)
      .orderBy('expires_at')
      .execute();
    if (open[0] !== undefined && open.length >= MOST_OPEN)
      return err({ tag: 'too-many', at: Math.ceil((open[0].expires_at - now) / 1_000) });
    const made = await writer
      .insertInto('mailboxes')
      .values({ mailbox, space, device, expires_at: expiresAt, claim_hash: null, asked: null, answered: null })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    return Number(made.numInsertedOrUpdatedRows) === 1 ? ok(null) : err({ tag: 'mailbox-taken' });
  });

/** One question goes in, from whoever knows the name. `claimHash`: SHA-256 of what lets them read the answer, hex. */
export const askMailbox = (
  database: Database,
  wanted: { readonly mailbox: string; readonly claimHash: string; readonly sealed: Uint8Array; readonly now: number },
): Promise<Result<null, MailboxUnknown>> =>
  database.write<null, MailboxUnknown>(async (writer) => {
    const asked = await writer
      .updateTable('mailboxes')
      .set({ claim_hash: wanted.claimHash, asked: wanted.sealed })
      .where('mailbox', '=', wanted.mailbox)
      .where('expires_at', '>', wanted.now)
      .where('claim_hash', 'is', null)
      .executeTakeFirst();
    return Number(asked.numUpdatedRows) === 1 ? ok(null) : err({ tag: 'mailbox-unknown' });
  });

/** The question, for the device that opened the mailbox; null until there is one. */
export async function readAsked({ read }: Database, { space, device, mailbox, now }: Opener): Letter {
  const found = await read
    .selectFrom('mailboxes')
    .select('asked')
    .where('mailbox', '=', mailbox)
    .where('space', '=', space)
    .where('device', '=', device)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  return found === undefined ? err({ tag: 'mailbox-unknown' }) : ok(found.asked);
}

export const answerMailbox = (
  database: Database,
  { space, device, mailbox, now, sealed }: Opener & { readonly sealed: Uint8Array },
): Promise<Result<null, MailboxUnknown>> =>
  database.write<null, MailboxUnknown>(async (writer) => {
    const answered = await writer
      .updateTable('mailboxes')
      .set({ answered: sealed })
      .where('mailbox', '=', mailbox)
      .where('space', '=', space)
      .where('device', '=', device)
      .where('expires_at', '>', now)
      .where('asked', 'is not', null)
      .where('answered', 'is', null)
      .executeTakeFirst();
    return Number(answered.numUpdatedRows) === 1 ? ok(null) : err({ tag: 'mailbox-unknown' });
  });

/** The answer, for whoever asked, and with it the mailbox is gone; null until there is one. */
export async function takeAnswered(
  database: Database,
  { mailbox, claimHash, now }: { readonly mailbox: string; readonly claimHash: string; readonly now: number },
): Letter {
  const found = await database.read
    .selectFrom('mailboxes')
    .select('answered')
    .where('mailbox', '=', mailbox)
    .where('claim_hash', '=', claimHash)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  if (found === undefined) return err({ tag: 'mailbox-unknown' });
  if (found.answered === null) return ok(null);
  return database.write<Uint8Array, MailboxUnknown>(async (writer) => {
    const taken = await writer
      .deleteFrom('mailboxes')
      .where('mailbox', '=', mailbox)
      .where('claim_hash', '=', claimHash)
      .returning('answered')
      .executeTakeFirst();
    return taken?.answered ? ok(taken.answered) : err({ tag: 'mailbox-unknown' });
  });
}
