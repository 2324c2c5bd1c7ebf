import type { Prose } from './parse-prose.ts';
import type { Answer, Step } from './practice.ts';
import { blockOf, labelOfCard } from './prose-of.ts';
import { kindOf } from './step-kinds/registry.ts';
import { poleOfPlace } from './step-kinds/scale.ts';
import type { Card } from './step.ts';

/** The ids by which what lies in a step is told apart: marks, fields, prompts, slots … None in a plain list. */
export function partsOf(step: Step): readonly string[] {
  switch (step.kind) {
    case 'pick':
      return step.marks ?? [];
    case 'sort':
      return step.fields;
    case 'ledger':
    case 'loop':
      return step.sides;
    case 'contrast':
      return step.columns;
    case 'write':
      return step.prompts;
    case 'scale':
      return step.scales;
    case 'map':
      return step.slots.map(({ id }) => id);
    case 'plan':
      return step.fields.map(({ id }) => id);
    default:
      return [];
  }
}

/** What lies in one part of an answer, in words: own words as they were written, a number where stones are counted. */
export function textsInPart(prose: Prose, step: Step, answer: Answer, given: readonly Card[], part: string): string[] {
  if (step.kind === 'scale' && 'marks' in answer) {
    const place = answer.marks[part];
    return place === undefined ? [] : [blockOf(prose, step.id, step.poles[poleOfPlace(place)]).label];
  }
  if (step.kind === 'map' && 'counts' in answer && step.slots.some(({ id, token }) => id === part && token === 'count'))
    return answer.counts[part] ? [String(answer.counts[part])] : [];
  return kindOf(step.kind)
    .gives(step, answer, given, part)
    .map((card) => labelOfCard(prose, card, step.id).trim());
}

/** A name as it stands before what lies under it: a question needs no colon. */
export function nameBefore(name: string): string {
  const said = name.replace(/\s*[:…]$/u, '');
  return /[?.]$/u.test(said) ? said : `${said}:`;
}
