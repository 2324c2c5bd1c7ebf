import type { JsonObject } from '#core/entry/entry.ts';
import type { Practice } from '../practice.ts';
import { stepIdOf } from '../references.ts';
import { keptAnswers } from '../run-answers.ts';
import { walksOf } from './sample-walks.ts';

/**
 * What helpers have in their spaces, for each version that ever was: `<practice>-v<version>.json`. Files here are only
 * ever added: a change that a sample does not survive needs a migration in answer-migrations.ts.
 */
export type Frozen = { practice: string; version: number; runs: { entry: JsonObject; setup: JsonObject }[] };

/** For tests: the sample to freeze for a new version: runs with as much filled as there is, until every step that keeps has kept. */
export function frozenSampleOf(practice: Practice): Frozen {
  const covered = new Set<string>();
  const runs: Frozen['runs'] = [];
  for (const states of walksOf(practice)) {
    const last = states.at(-1);
    const kept = last && keptAnswers(practice, last);
    const ids = Object.keys({ ...kept?.entry, ...kept?.setup }).map(stepIdOf);
    if (ids.every((id) => covered.has(id))) continue;
    for (const id of ids) covered.add(id);
    runs.push(
      JSON.parse(JSON.stringify({ entry: kept?.entry ?? {}, setup: kept?.setup ?? {} })) as Frozen['runs'][number],
    );
  }
  return { practice: practice.id, version: practice.version, runs };
}
