import type { PracticeCard } from '#web/app/practice-library.ts';
import { MOMENTS, PLACES } from '#core/practice/practice.ts';

const LEVELS = ['me', 'team', 'leader', 'organisation'] as const;

/** The ways to look along the shelf, and the parts each divides it into. Situations are divided by place. */
export const SHELF = { moment: MOMENTS, level: LEVELS, situation: PLACES, place: PLACES } as const;
export type By = keyof typeof SHELF;
export const WAYS = Object.keys(SHELF) as By[];
/** What is looked at; `part` null is everything. */
export type View = { by: By; part: string | null };

const FIRST: View = { by: 'moment', part: MOMENTS[0] };

/** Reads `#level/leader`, or `#level` for everything; anything else is the first part of the first way. */
export function readView(hash: string): View {
  const [way, part] = hash.replace(/^#/, '').split('/');
  const by = WAYS.find((one) => one === way);
  if (!by) return FIRST;
  const parts: readonly string[] = SHELF[by];
  return { by, part: part !== undefined && parts.includes(part) ? part : null };
}

export const viewToHash = ({ by, part }: View): string => (part === null ? `#${by}` : `#${by}/${part}`);

const partsOf = (card: PracticeCard, by: By): readonly string[] => {
  if (by === 'moment') return card.moment;
  return by === 'level' ? card.levels : card.place;
};

export const cardsIn = (cards: readonly PracticeCard[], { by, part }: View): PracticeCard[] =>
  part === null ? [...cards] : cards.filter((card) => partsOf(card, by).includes(part));

export type Situation = { text: string; card: PracticeCard };
export const situationsIn = (cards: readonly PracticeCard[], view: View): Situation[] =>
  cardsIn(cards, view).flatMap((card) => card.situations.map((text) => ({ text, card })));
