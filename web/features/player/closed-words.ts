import type { Prose } from '#core/practice/parse-prose.ts';
import type { Practice } from '#core/practice/practice.ts';
import { blockOf } from '#core/practice/prose-of.ts';
import { answerNow, currentStep } from '#core/practice/run.ts';
import type { RunState } from '#core/practice/run.ts';

/** What stands under the choice that closed the run: whom to go to, in the words that were just read. */
export function closedWords(practice: Practice, prose: Prose, run: RunState): string[] {
  const step = currentStep(practice, run)?.step;
  const answer = answerNow(practice, run);
  if (step?.kind !== 'pick' || !step.close || !('picked' in answer)) return [];
  const { on } = step.close;
  return answer.picked.filter((id) => on.includes(id)).flatMap((id) => blockOf(prose, step.id, id).text);
}
