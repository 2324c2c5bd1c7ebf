import type { Answer, Step } from '#core/practice/practice.ts';
import { kindOf } from '#core/practice/step-kinds/registry.ts';
import { poleOfPlace } from '#core/practice/step-kinds/scale.ts';
import type { Card } from '#core/practice/step.ts';

/** What a step's figure shows of the answer, by the slots that figures are registered with; never a word of it. */
export function figureValues(step: Step, answer: Answer, given: Card[]): Record<string, unknown> {
  if (step.kind === 'map' && 'counts' in answer && 'texts' in answer) {
    const counts = step.slots.map(({ id }) => answer.counts[id] ?? answer.texts[id]?.length ?? 0);
    return { counts, filled: step.slots.map(({ id }) => id).filter((_, slot) => counts[slot]) };
  }
  if (step.kind === 'pick' && 'picked' in answer)
    return { pressed: step.groups?.find((group) => kindOf('pick').gives(step, answer, given, group).length > 0) };
  if (step.kind === 'scale' && 'marks' in answer) {
    const place = Object.values(answer.marks)[0];
    return place === undefined ? {} : { chosen: poleOfPlace(place) };
  }
  return {};
}
