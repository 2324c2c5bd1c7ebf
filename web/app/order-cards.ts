import type { Place } from '#core/practice/practice.ts';
import type { PracticeCard } from './practice-library.ts';
import doors from '../../content/doors.json';

export const DOORS = ['leader', 'safety-representative'] as const;
export type Door = (typeof DOORS)[number];

/** What stands first in a place, since its figure shows it or most who come there look for it. */
const FIRST: Partial<Record<Place, readonly string[]>> = {
  meeting: ['under-the-surface', 'show-trust'],
  us: ['fishing-bench', 'campfire-round', 'debrief', 'pause-agreement'],
  day: ['body-budget', 'diary', 'button-check', 'transition-ritual'],
  long: ['price-ledger', 'what-work-does', 'prevention-list', 'vik'],
};

const isForLeaders = ({ levels }: PracticeCard) => levels.includes('leader') || levels.includes('organisation');

/** Behind a door its own practices stand first, wherever else they are at home; then the rest of what is in system. */
export function cardsBehind(cards: readonly PracticeCard[], door: Door): PracticeCard[] {
  const first = doors[door].flatMap((id) => cards.find((card) => card.id === id) ?? []);
  return [...first, ...cardsOf(cards, 'system').filter((card) => !first.includes(card))];
}

/** The practices of a place: the named ones first, then those that belong here before elsewhere, each in their order. */
export function cardsOf(cards: readonly PracticeCard[], place: Place): PracticeCard[] {
  const first = FIRST[place] ?? [];
  const rank = (card: PracticeCard): number => {
    if (first.includes(card.id)) return first.indexOf(card.id) - first.length;
    if (place === 'system' && !isForLeaders(card)) return 2;
    return card.place[0] === place ? 0 : 1;
  };
  return cards.filter((card) => card.place.includes(place)).sort((a, b) => rank(a) - rank(b));
}
