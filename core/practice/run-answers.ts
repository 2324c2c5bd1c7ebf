import type { Answer, Practice, Step } from './practice.ts';
import { allSteps } from './parse-practice.ts';
import { givenTo, stepIdOf } from './references.ts';
import type { RunState } from './run.ts';
import { shownSteps, stepsOf } from './run.ts';
import { LEAVES_NOTHING, kindOf } from './step-kinds/registry.ts';
import { lifetimeOf } from './step-kinds/write.ts';
import type { WriteAnswer } from './step-kinds/write.ts';
import type { Scope } from './step.ts';

export const scopeOf = (practice: Practice, step: Step): Scope => step.scope ?? practice.scope;

const leavesNothing = (scope: Scope) => scope === 'nothing' || scope === 'self-erasing';

/** Whether any step of the practice may leave something behind. */
export const keepsAnything = (practice: Practice): boolean =>
  allSteps(practice).some((step) => !leavesNothing(scopeOf(practice, step)) && !LEAVES_NOTHING.has(step.kind));

/** What a run may leave: `entry` for its answers, `setup` for what was made once, `eraseAfterDays` if text asks for it. */
export type Kept = {
  entry: Record<string, Answer> | null;
  setup: Record<string, Answer> | null;
  eraseAfterDays?: number;
};

/** Everything self-erasing, unsaid, taken back or empty is left out: it never becomes an operation at all. */
export function keptAnswers(practice: Practice, state: RunState): Kept {
  const entry: Record<string, Answer> = {};
  const setup: Record<string, Answer> = {};
  let eraseAfterDays: number | undefined;
  const steps = stepsOf(practice, state);
  const answers = { ...state.setups, ...state.answers };
  const shown = new Set(shownSteps(practice, state).map((item) => item.key));
  for (const [key, answer] of Object.entries(state.answers)) {
    const step = steps.find((other) => other.id === stepIdOf(key));
    if (!step || !shown.has(key) || leavesNothing(scopeOf(practice, step))) continue;
    const kind = kindOf(step.kind);
    const kept = kind.keeps(step, answer, givenTo(step, steps, answers));
    if (kept === null) {
      // Emptied on purpose: without this the earlier one would come back.
      const before = step.setup ? state.setups[key] : undefined;
      if (before && kind.keeps(step, before) !== null) setup[key] = kind.start(step, []);
      continue;
    }
    if (step.kind === 'write') {
      const lifetime = lifetimeOf(step, answer as WriteAnswer);
      if (typeof lifetime === 'number') eraseAfterDays = Math.min(lifetime, eraseAfterDays ?? lifetime);
    }
    (step.setup ? setup : entry)[key] = kept;
  }
  const orNull = (kept: Record<string, Answer>) => (Object.keys(kept).length > 0 ? kept : null);
  return { entry: orNull(entry), setup: orNull(setup), ...(eraseAfterDays === undefined ? {} : { eraseAfterDays }) };
}
