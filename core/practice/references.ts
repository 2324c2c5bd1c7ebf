import type { Answer, Step } from './practice.ts';
import { kindOf } from './step-kinds/registry.ts';
import type { Card } from './step.ts';

export type Answers = Readonly<Record<string, Answer>>;

/** `whose#leader-acts~2`: the step, the card it is repeated for, which time round. */
export const stepKey = (step: Step, card?: Card, round = 1): string =>
  step.id + (card ? `#${card.id}` : '') + (round > 1 ? `~${round}` : '');
export const subjectIdOf = (key: string): string | undefined => /#([^~]+)/.exec(key)?.[1];
const roundOf = (key: string): number => Number(/~(\d+)$/.exec(key)?.[1] ?? 1);
export const stepIdOf = (key: string): string => key.split(/[#~]/)[0] ?? key;

/** What a reference such as `zones.influence` gives just now, each card once. */
export function cardsOf(reference: string, steps: readonly Step[], answers: Answers): Card[] {
  const [target = '', selector] = reference.split('.');
  const step = steps.find((other) => other.id === target);
  if (!step) return [];
  const found = new Map<string, Card>();
  for (const [key, answer] of Object.entries(answers)) {
    if (stepIdOf(key) !== target) continue;
    const cards = kindOf(step.kind).gives(step, answer, givenTo(step, steps, answers), selector);
    const round = roundOf(key);
    const subject = step.forEach === undefined ? undefined : subjectOf(key, step, steps, answers);
    for (const card of subject && cards.length > 0 ? [subject] : cards) {
      // The helper's own words from another time round are other words.
      const id = round > 1 && card.text !== undefined && !subject ? `${card.id}_${round}` : card.id;
      found.set(id, { ...card, id });
    }
  }
  return [...found.values()];
}

/** The cards that a step takes over by `from`. */
export const givenTo = (step: Step, steps: readonly Step[], answers: Answers): Card[] => {
  const found = new Map<string, Card>();
  for (const reference of step.from ?? [])
    for (const card of cardsOf(reference, steps, answers)) found.set(card.id, card);
  return [...found.values()];
};

/** The card that a repeated step is about. */
export function subjectOf(key: string, step: Step, steps: readonly Step[], answers: Answers): Card | undefined {
  const id = subjectIdOf(key);
  if (id === undefined || step.forEach === undefined) return undefined;
  return cardsOf(step.forEach, steps, answers).find((card) => card.id === id);
}

/** What stands between `|` in a condition of `when`: one of them is enough. */
export const alternativesOf = (condition: string): string[] => condition.split('|');

const isGiven = (condition: string, steps: readonly Step[], answers: Answers): boolean =>
  condition.startsWith('!')
    ? cardsOf(condition.slice(1), steps, answers).length === 0
    : cardsOf(condition, steps, answers).length > 0;

export const holds = (condition: string, steps: readonly Step[], answers: Answers): boolean =>
  alternativesOf(condition).some((one) => isGiven(one, steps, answers));
