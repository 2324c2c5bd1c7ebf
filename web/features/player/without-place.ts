import { isJsonObject } from '#core/entry/entry.ts';
import type { Json } from '#core/entry/entry.ts';
import { allSteps } from '#core/practice/parse-practice.ts';
import type { Answer, Practice } from '#core/practice/practice.ts';
import { readAnswers } from '#core/practice/read-answers.ts';
import { stepIdOf } from '#core/practice/references.ts';
import { isLifetime } from '#core/practice/step-kinds/write.ts';
import type { Lifetime } from '#core/practice/step-kinds/write.ts';
import { newEntry } from '#web/app/space.svelte.ts';
import type { NewEntry } from '../../adapters/vault/vault-types.ts';
import { eraseOn } from './erase-on.ts';

/** An answer's own lifetime holds; without one that of its step, where there still is such a step. */
function lifetimeIn(practice: Practice, key: string, answer: Json): Lifetime {
  if (isJsonObject(answer) && isLifetime(answer.lifetime)) return answer.lifetime;
  const step = allSteps(practice).find(({ id }) => id === stepIdOf(key));
  return step?.kind === 'write' ? step.lifetime : 'keep';
}

/**
 * An unfinished run as an entry of the version that wrote it, when something in it has no place in a run of this
 * version. Null when all has a place, or when it is no run of this practice.
 */
export function withoutPlace(practice: Practice, draft: unknown, setups: Record<string, Answer>): NewEntry | null {
  if (!isJsonObject(draft) || draft.practice !== practice.id || !isJsonObject(draft.answers)) return null;
  const { version } = draft;
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1) return null;
  const written = Object.entries(draft.answers).map(([key, answer]) => ({
    key,
    answer,
    lifetime: lifetimeIn(practice, key, answer),
  }));
  const kept = written.filter(({ lifetime }) => lifetime !== 'close');
  const answers = Object.fromEntries(kept.map(({ key, answer }) => [key, answer]));
  if (Object.keys(readAnswers(practice, version, answers, { setups }).unread).length === 0) return null;
  const days = kept.flatMap(({ lifetime }) => (typeof lifetime === 'number' ? [lifetime] : []));
  return newEntry({
    kind: 'entry',
    practice: practice.id,
    version,
    answers,
    ending: 'enough',
    ...(days.length > 0 && { eraseOn: eraseOn(Math.min(...days)) }),
  });
}
