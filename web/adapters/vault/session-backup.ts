import type { Json } from '#core/entry/entry.ts';
import { err, ok, type Result } from '#core/result.ts';
import { openBackup, readBackupFront, sealBackup, type BackupError } from '#vault/backup-file.ts';
import type { Bytes } from '#vault/public/bytes.ts';
import { systemRandomBytes } from '#vault/random-bytes.ts';
import type { SlotLock } from '#vault/slot.ts';
import { planRestore, planToReport, spaceToBackupParts } from './backup-parts.ts';
import { sealDraft } from './draft-records.ts';
import { drafts, readDrafts } from './session-drafts.ts';
import { appendMany, entries, eraseEntries } from './session-entries.ts';
import { spaceOf } from './session-start.ts';
import { isLocked, serially, whenLoaded, whyNotWritable, type Session } from './session.ts';
import type { RestoreError, RestoreReport, VaultError } from './vault-types.ts';

type PassphraseLock = SlotLock & { readonly type: 'passphrase' };

export async function backup(
  session: Session,
  lock: PassphraseLock,
  secret: Bytes,
): Promise<Result<Bytes, VaultError>> {
  if (isLocked(session)) return err({ type: 'locked' });
  const space = await spaceOf(session);
  await whenLoaded(session);
  // They lie in the storage alone: one that was emptied has none, and what is in memory is backed up all the same.
  const unfinished = await drafts(session, undefined).catch(() => null);
  const parts = spaceToBackupParts(session.space ?? space!, unfinished?.ok ? unfinished.value : []);
  return ok(await sealBackup(lock, secret, parts as unknown as readonly Json[], systemRandomBytes));
}

/** Which passphrase the file asks for: the salt and cost to stretch it with. */
export function backupLock(file: Bytes): Result<PassphraseLock, BackupError> {
  const front = readBackupFront(file);
  return front.ok ? ok(front.value.slot.lock as PassphraseLock) : front;
}

export const restore = (session: Session, file: Bytes, secret: Bytes): Promise<Result<RestoreReport, RestoreError>> =>
  serially(session, async () => {
    const reason = whyNotWritable(session);
    if (reason !== null) return err(reason);
    const front = readBackupFront(file);
    if (!front.ok) return front;
    const opened = await openBackup(file, front.value, secret);
    if (!opened.ok) return opened;
    await whenLoaded(session);
    const space = (await spaceOf(session))!;
    const { parts, damagedParts } = opened.value;
    const plan = await planRestore(space, await readDrafts(session, space), parts, damagedParts);
    const appended = await appendMany(session, space, plan.puts);
    if (!appended.ok) return appended;
    const putDrafts = await Promise.all(plan.drafts.map((draft) => sealDraft(space, draft)));
    const put = await session.store.commit({ putDrafts });
    if (!put.ok) return put;
    if (plan.erase.length > 0) {
      const erased = await eraseEntries(session, space, plan.erase);
      if (!erased.ok) return erased;
    }
    return ok(planToReport(plan));
  });

export async function exportJson(session: Session): Promise<Result<string, VaultError>> {
  const found = await entries(session, {});
  if (!found.ok) return found;
  const { entries: all, besides } = found.value;
  const written = {
    format: 'ballast-export',
    version: 1,
    at: new Date(session.now()).toISOString(),
    entries: all,
    besides,
  };
  return ok(JSON.stringify(written, null, 2));
}
