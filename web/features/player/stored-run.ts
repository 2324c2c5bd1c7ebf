import type { Entry, Json } from '#core/entry/entry.ts';
import type { Answer, Practice } from '#core/practice/practice.ts';
import { allSteps } from '#core/practice/parse-practice.ts';
import { stepIdOf } from '#core/practice/references.ts';
import { keptAnswers } from '#core/practice/run-answers.ts';
import { CARD_KEY, readAnswers } from '#core/practice/read-answers.ts';
import type { RunCard, RunState } from '#core/practice/run.ts';
import type { EntryId } from '#core/entry/entry.ts';
import { newEntry, space } from '#web/app/space.svelte.ts';
import type { NewEntry, VaultError } from '../../adapters/vault/vault-types.ts';
import { eraseOn } from './erase-on.ts';

const asJson = (value: unknown): Json => JSON.parse(JSON.stringify(value)) as Json;

/** The card of the ending that was chosen, if anything stands on it. */
function cardOf({ left, cards }: RunState): RunCard | undefined {
  const card = left === 'small-act' || left === 'tell' || left === 'request' ? cards[left] : undefined;
  return card?.text?.trim() ? card : undefined;
}

/** That something made it worse, or was closed, is told by nothing that is kept. */
const endingOf = ({ left }: RunState): string =>
  left === undefined || left === 'worse' || left === 'closed' ? 'enough' : left;

type SaveFailure = VaultError['type'] | 'insecure-page' | 'worker-failed';
export type Saved = {
  ids: EntryId[];
  where: 'memory' | 'space' | 'inbox' | 'nowhere';
  failed?: SaveFailure;
  /** What a try that failed has left on the page. */
  unkept?: readonly NewEntry[];
};

/** Lays down what a finished run leaves: its entry, and what was made once. `before`: what an earlier try has kept. */
export async function saveRun(practice: Practice, state: RunState, before?: Saved): Promise<Saved> {
  const kept = keptAnswers(practice, state);
  const leavesCard = practice.scope !== 'nothing' && practice.scope !== 'self-erasing';
  const card = leavesCard ? cardOf(state) : undefined;
  const entries: Omit<Entry, 'id'>[] = [];
  if (kept.setup)
    entries.push(
      newEntry({
        kind: 'setup',
        practice: practice.id,
        version: practice.version,
        answers: asJson(kept.setup) as Entry['answers'],
      }),
    );
  if (kept.entry || card) {
    const answers = { ...kept.entry, ...(card ? { [CARD_KEY]: card } : {}) };
    entries.push(
      newEntry({
        kind: 'entry',
        practice: practice.id,
        version: practice.version,
        answers: asJson(answers) as Entry['answers'],
        ending: endingOf(state),
        ...(kept.eraseAfterDays === undefined ? {} : { eraseOn: eraseOn(kept.eraseAfterDays) }),
      }),
    );
  }
  const saved: Saved = { ids: [...(before?.ids ?? [])], where: before?.where ?? 'nowhere' };
  if (entries.length === 0) return saved;
  const failed = (why: SaveFailure): Saved => ({ ...saved, failed: why, unkept: entries.slice(saved.ids.length) });
  try {
    const vault = await space.vault();
    for (const entry of entries.slice(saved.ids.length)) {
      const result = await vault.put(entry);
      if (!result.ok) return failed(result.error.type);
      saved.ids.push(result.value.id);
      saved.where = result.value.in;
    }
    return saved;
  } catch {
    return failed(isSecureContext ? 'worker-failed' : 'insecure-page');
  }
}

/** Whether it answers a step that was loaded: other units of the practice leave entries too. */
const isAbout = (practice: Practice, { answers }: Entry): boolean =>
  Object.keys(answers).some((key) => allSteps(practice).some((step) => step.id === stepIdOf(key)));

export type Earlier = { setups: Record<string, Answer>; past: Record<string, Answer> };

/** Answers of `setup` steps, and of the last time. Without a readable space there are none. */
export async function earlierAnswers(practice: Practice): Promise<Earlier> {
  const earlier: Earlier = { setups: {}, past: {} };
  try {
    const vault = await space.vault();
    const stored = await vault.entries({ practice: practice.id, kind: 'setup' });
    if (stored.ok)
      // Newest first: the first of each step is the one that holds.
      for (const entry of stored.value.entries)
        earlier.setups = { ...readAnswers(practice, entry.version, entry.answers).shown, ...earlier.setups };
    const last = await vault.entries({ practice: practice.id, kind: 'entry', ...(practice.units ? {} : { limit: 1 }) });
    const entry = last.ok ? last.value.entries.find((one) => !practice.units || isAbout(practice, one)) : undefined;
    if (entry) earlier.past = readAnswers(practice, entry.version, entry.answers, { setups: earlier.setups }).shown;
  } catch {
    // The practice itself needs no space: it runs, and says at its end that nothing was kept.
  }
  return earlier;
}
