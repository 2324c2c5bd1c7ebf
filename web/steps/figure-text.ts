import type { Prose } from '#core/practice/parse-prose.ts';
import type { Answer, Step } from '#core/practice/practice.ts';
import { blockOf, labelOfCard } from '#core/practice/prose-of.ts';
import { kindOf } from '#core/practice/step-kinds/registry.ts';
import { nameBefore, partsOf, textsInPart } from '#core/practice/step-parts.ts';
import type { Card } from '#core/practice/step.ts';

/** What stands in a figure before anything is laid in it. */
function placesOf(step: Step): readonly string[] {
  if (step.kind === 'scale') return step.poles;
  return step.kind === 'pick' ? (step.groups ?? []) : partsOf(step);
}

/** A step's figure in words: what lies where; while nothing is laid, its places. */
export function figureText(prose: Prose, step: Step, answer: Answer, given: readonly Card[]): string {
  const label = (id: string) => blockOf(prose, step.id, id).label;
  const parts = partsOf(step);
  const laid = parts.flatMap((part) => {
    const texts = textsInPart(prose, step, answer, given, part);
    return texts.length > 0 ? [`${nameBefore(label(part))} ${texts.join(', ')}`] : [];
  });
  if (laid.length > 0) return laid.join('; ');
  const cards = parts.length > 0 ? [] : kindOf(step.kind).gives(step, answer, given);
  return (cards.length > 0 ? cards.map((card) => labelOfCard(prose, card, step.id)) : placesOf(step).map(label)).join(
    ', ',
  );
}
