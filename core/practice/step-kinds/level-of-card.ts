import type { Card } from '../step.ts';
import type { MapStep } from './map.ts';
import { LEVELS, type Level, type PickStep } from './pick.ts';

/** The level a card stands at: that of its slot, or the only one of its item. */
export function levelOfCard(step: MapStep | PickStep, { id }: Pick<Card, 'id'>): Level | undefined {
  if (step.kind === 'map') return LEVELS.find((level) => id.replace(/_\d+$/, '') === level);
  const levels = step.items.find((item) => item.id === id)?.level ?? [];
  return levels.length === 1 ? levels[0] : undefined;
}
