import { poleOfPlace } from '#core/practice/step-kinds/scale.ts';
import type { PracticeLabels } from './practice-labels.svelte.ts';

/** The named pole that a place on a scale stands nearest to; empty for a place that was not set. */
export const poleInWords = (
  labels: PracticeLabels | undefined,
  step: string,
  poles: readonly [string, string, string],
  place: number | undefined,
): string => (place === undefined ? '' : (labels?.of(step, { id: poles[poleOfPlace(place)] }) ?? ''));
