import type { PracticeCard } from './practice-library.ts';
import { app, fill } from './app.ts';

/** A surface has a page of its own; every other practice is run by the player. */
export const pathToCard = ({ id, surface }: Pick<PracticeCard, 'id' | 'surface'>): string => {
  if (surface === 'acute-break') return app.path('acute');
  return surface === 'help-now' ? app.path('help') : app.practice(id);
};

export type Gathering = 'alone' | 'any' | 'pair' | 'circle';

/** Who sits together: one, one or more as they like, two, or several. */
export function gatheringOf([least, most]: PracticeCard['people']): Gathering {
  if (most === 1) return 'alone';
  if (least === 1) return 'any';
  return most === 2 ? 'pair' : 'circle';
}

/** "15 min · to" */
export function cardMeta({ minutes, people }: Pick<PracticeCard, 'minutes' | 'people'>): string {
  const { places } = app.words;
  const time = minutes < 1 ? places.underMinute : fill(places.minutes, { n: Math.round(minutes) });
  return `${time} · ${places[gatheringOf(people)]}`;
}
