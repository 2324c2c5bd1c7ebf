import type { Situation } from '../practice/situation.ts';
import type { Findable } from './practice-search.ts';

/** Each practice can be found, besides, by what a helper might say that it is for. */
export function withSituations<Found extends Pick<Findable, 'id' | 'situations'>>(
  practices: readonly Found[],
  situations: readonly Pick<Situation, 'text' | 'rows'>[],
): Found[] {
  const saidOf = (id: string) => situations.filter(({ rows }) => rows.includes(id)).map(({ text }) => text);
  return practices.map((practice) => ({ ...practice, situations: [...practice.situations, ...saidOf(practice.id)] }));
}
