import { err, ok, type Result } from '#core/result.ts';
import { openDraft, sealDraft } from './draft-records.ts';
import type { OpenSpace } from './open-space.ts';
import { sendLetter, takeIn } from './session-entries.ts';
import { spaceOf } from './session-start.ts';
import { isLocked, serially, whyNotWritable, type Session } from './session.ts';
import { draftToLetter, openLetters } from './take-in-letters.ts';
import type { DraftRecord } from './vault-store.ts';
import type { Draft, VaultError } from './vault-types.ts';

type Done = Promise<Result<null, VaultError>>;

export const saveDraft = (session: Session, draft: Draft): Done =>
  serially(session, async () => {
    if (whyNotWritable(session) !== null) return sendLetter(session, draftToLetter(draft));
    const space = (await spaceOf(session))!;
    return session.store.commit({ putDrafts: [await sealDraft(space, draft)] });
  });

export const dropDraft = (session: Session, practice: string, run: string): Done =>
  serially(session, async () => {
    if (whyNotWritable(session) !== null) return sendLetter(session, { type: 'drop-draft', practice, run });
    return session.store.commit({ dropDrafts: [run] });
  });

/** Everything that can be opened; what is damaged is set aside by the tab that writes. */
async function openStored(session: Session, space: OpenSpace): Promise<Map<string, Draft>> {
  const opened = new Map<string, Draft>();
  const unreadable: DraftRecord[] = [];
  for (const record of await session.store.drafts()) {
    const draft = await openDraft(space, record);
    if (draft === 'unreadable') unreadable.push(record);
    else if (draft !== 'newer') opened.set(draft.run, draft);
  }
  if (unreadable.length > 0 && whyNotWritable(session) === null) {
    const setAside = unreadable.map((record) => ({ from: 'drafts' as const, record }));
    await session.store.commit({ dropDrafts: unreadable.map(({ name }) => name), setAside });
  }
  return opened;
}

/** Newest first. What still waits in the inbox counts: the tab that writes may be asleep. */
export async function readDrafts(session: Session, space: OpenSpace): Promise<Draft[]> {
  const found = await openStored(session, space);
  for (const [run, draft] of (await openLetters(space, session.store)).drafts) {
    if (draft === null) found.delete(run);
    else found.set(run, draft);
  }
  return [...found.values()].sort((a, b) => (b.at ?? 0) - (a.at ?? 0));
}

/** Of one practice, or all. */
export async function drafts(
  session: Session,
  practice: string | undefined,
): Promise<Result<readonly Draft[], VaultError>> {
  // What was handed over earlier must not come in over what is put away from now on.
  await takeIn(session);
  return serially(session, async () => {
    if (isLocked(session)) return err({ type: 'locked' });
    const found = session.space === null ? [] : await readDrafts(session, session.space);
    return ok(found.filter((draft) => practice === undefined || draft.practice === practice));
  });
}
