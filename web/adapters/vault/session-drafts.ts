import type { Json } from '#core/entry/entry.ts';
import { err, ok, type Result } from '#core/result.ts';
import { systemRandomBytes } from '#vault/random-bytes.ts';
import { openRecord, sealRecord } from '#vault/sealed-record.ts';
import { sendLetter } from './session-entries.ts';
import { spaceOf } from './session-start.ts';
import { isLocked, serially, whyNotWritable, type Session } from './session.ts';
import { draftNameOf } from './space-keys.ts';
import type { VaultError } from './vault-types.ts';

type Done = Promise<Result<null, VaultError>>;

export const saveDraft = (session: Session, practice: string, draft: Json): Done =>
  serially(session, async () => {
    if (whyNotWritable(session) !== null) return sendLetter(session, { type: 'draft', practice, draft });
    const { keys } = (await spaceOf(session))!;
    const name = await draftNameOf(keys, practice);
    const bytes = await sealRecord(keys.draft, 'draft', name, draft, systemRandomBytes);
    return session.store.commit({ putDrafts: [{ name, bytes }] });
  });

export const dropDraft = (session: Session, practice: string): Done =>
  serially(session, async () => {
    if (whyNotWritable(session) !== null) return sendLetter(session, { type: 'drop-draft', practice });
    const { keys } = (await spaceOf(session))!;
    return session.store.commit({ dropDrafts: [await draftNameOf(keys, practice)] });
  });

/** A draft that cannot be opened is set aside, as if there were none: a run can always be begun again. */
export const loadDraft = (session: Session, practice: string): Promise<Result<Json | undefined, VaultError>> =>
  serially(session, async () => {
    if (isLocked(session)) return err({ type: 'locked' });
    const { keys } = (await spaceOf(session))!;
    const name = await draftNameOf(keys, practice);
    const record = await session.store.draft(name);
    if (record === undefined) return ok(undefined);
    const opened = await openRecord(keys.draft, 'draft', name, record.bytes);
    if (opened.ok) return opened;
    if (opened.error.type !== 'newer-record' && whyNotWritable(session) === null) {
      await session.store.commit({ dropDrafts: [name], setAside: [{ from: 'drafts', record }] });
    }
    return ok(undefined);
  });
