import { isJsonObject, type EntryId } from '#core/entry/entry.ts';
import { columnsOf, readBody, type OpenSpace } from './open-space.ts';
import { eraseEntries } from './session-entries.ts';
import type { Session } from './session.ts';

/** The helper's own day, as YYYY-MM-DD. */
function dayOf(at: number): string {
  const day = new Date(at);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}

/** The day stands inside the seal, in the entry itself; what is neither run nor card never has one. */
function dueIds(space: OpenSpace, today: string): EntryId[] {
  const due: EntryId[] = [];
  for (const [id, { put }] of space.state.records) {
    if (put === undefined || columnsOf(put.body)?.kind !== 'entry') continue;
    const entry = readBody(put.body);
    if (isJsonObject(entry) && typeof entry.eraseOn === 'string' && entry.eraseOn <= today) due.push(id);
  }
  return due;
}

/** Erases what was written to last until a day that has come. What cannot be erased now is due at the next unlock. */
export async function eraseDue(session: Session, space: OpenSpace): Promise<void> {
  const due = dueIds(space, dayOf(session.now()));
  if (due.length > 0) await eraseEntries(session, space, due);
}
