import { isJsonObject } from '#core/entry/entry.ts';
import { stretchPassphrase } from '#vault/argon2.ts';
import { ARGON2_COST } from '#vault/argon2-cost.ts';
import { openBackup, parseBackupPart, readBackupFront } from '#vault/backup-file.ts';
import { hexToBytes, type Bytes } from '#vault/public/bytes.ts';
import { createMemoryStore } from '#web/adapters/vault/memory-store.ts';
import { draft, lock, startOver } from '#web/adapters/vault/sample-session.ts';
import { backup } from '#web/adapters/vault/session-backup.ts';
import { appendMany } from '#web/adapters/vault/session-entries.ts';
import { spaceOf } from '#web/adapters/vault/session-start.ts';

export const BACKUP_PASSPHRASE = 'the words of the backup';

/** A backup as a newer Ballast would write it: one entry of each kind, whether this one knows it or not. */
export async function backupOf(kinds: readonly string[]): Promise<Bytes> {
  const { session } = await startOver(createMemoryStore());
  const space = (await spaceOf(session))!;
  const entries = kinds.map((kind, n) => ({ ...draft(n), kind, id: String(n).padStart(32, 'a') }));
  await appendMany(
    session,
    space,
    entries.map((entry) => [{ type: 'put', entry }]),
  );
  const secret = await stretchPassphrase(BACKUP_PASSPHRASE, hexToBytes((lock as { salt: string }).salt), ARGON2_COST);
  const file = await backup(session, lock as Parameters<typeof backup>[1], secret);
  if (!file.ok) throw new Error(file.error.type);
  return file.value;
}

/** The kinds of the entries in a backup, in order of the alphabet. */
export async function kindsIn(file: Bytes): Promise<string[]> {
  const front = readBackupFront(file);
  if (!front.ok) throw new Error(front.error.type);
  const salt = (front.value.slot.lock as { salt: string }).salt;
  const opened = await openBackup(
    file,
    front.value,
    await stretchPassphrase(BACKUP_PASSPHRASE, hexToBytes(salt), ARGON2_COST),
  );
  if (!opened.ok) throw new Error(opened.error.type);
  const parts = opened.value.parts.map(parseBackupPart);
  const entries = parts.flatMap((part) => (part?.type === 'entries' ? part.entries : []));
  return entries.map(({ entry }) => (isJsonObject(entry) && typeof entry.kind === 'string' ? entry.kind : '')).sort();
}
