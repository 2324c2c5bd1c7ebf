import type { PracticeCard } from '#web/app/practice-library.ts';
import { MOMENTS, PLACES } from '#core/practice/practice.ts';
import { SITUATION_GROUPS } from '#core/practice/situation.ts';
import type { Situation } from '#core/practice/situation.ts';

const LEVELS = ['me', 'team', 'leader', 'organisation'] as const;

/** The ways to look along the shelf, and the parts each divides it into. */
export const SHELF = { moment: MOMENTS, level: LEVELS, situation: SITUATION_GROUPS, place: PLACES } as const;
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

/** For every way but by situation. */
export const cardsIn = (cards: readonly PracticeCard[], { by, part }: View): PracticeCard[] =>
  part === null ? [...cards] : cards.filter((card) => partsOf(card, by).includes(part));

/** A situation with the practices for it, as far as they are here. */
export type Found = { situation: Situation; cards: PracticeCard[] };

export function situationsIn(
  situations: readonly Situation[],
  cards: readonly PracticeCard[],
  part: string | null,
): Found[] {
  const byId = new Map(cards.map((card) => [card.id, card]));
  return situations
    .filter(({ group }) => part === null || group === part)
    .map((situation) => ({ situation, cards: situation.rows.flatMap((id) => byId.get(id) ?? []) }))
    .filter((found) => found.cards.length > 0);
}
