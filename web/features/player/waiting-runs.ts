import type { Answer, Practice } from '#core/practice/practice.ts';
import { describeEntries } from '#web/app/describe-entry.ts';
import type { EntryWords } from '#web/app/entry-words.ts';
import type { Draft, NewEntry } from '../../adapters/vault/vault-types.ts';
import { readDraft } from './run-draft.ts';
import { withoutPlace } from './without-place.ts';

/** An unfinished run. `changed`: what stands in it has no place in this version, and is shown as it was written. */
export type WaitingRun = {
  readonly draft: Draft;
  readonly isOfOtherVersion: boolean;
  readonly changed?: { readonly entry: NewEntry; readonly read: EntryWords };
};

async function readWaiting(practice: Practice, draft: Draft, setups: Record<string, Answer>): Promise<WaitingRun[]> {
  const found = readDraft(practice, draft.state, setups);
  const isOfOtherVersion = found?.isOfOtherVersion !== false;
  const entry = isOfOtherVersion ? withoutPlace(practice, draft.state, setups) : null;
  const [read] = entry ? await describeEntries([{ ...entry, id: '' }]) : [];
  if (entry && read && read.parts.length > 0) return [{ draft, isOfOtherVersion, changed: { entry, read } }];
  return found ? [{ draft, isOfOtherVersion }] : [];
}

/** In the order they were given; one in which there is nothing to go on with is left out. */
export async function readWaitingRuns(
  practice: Practice,
  drafts: readonly Draft[],
  setups: Record<string, Answer>,
): Promise<readonly WaitingRun[]> {
  return (await Promise.all(drafts.map((draft) => readWaiting(practice, draft, setups)))).flat();
}
