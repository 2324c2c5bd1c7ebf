import type { Prose } from './parse-prose.ts';
import type { Practice, Step } from './practice.ts';

// Part of the first load: only types are imported here.

/** What of a unit is known before it is loaded: its steps' ids, by which stored answers find it. */
export type PartHead = { readonly id: string; readonly steps: readonly string[] };
/** What is loaded first. With `parts` it has no steps yet, and only the words of its units and endings. */
export type PracticeHead = { practice: Practice; prose: Prose; parts?: readonly PartHead[] };
/** What is loaded when a unit is reached. */
export type PracticePart = { id: string; steps: Step[]; prose: Prose['steps'] };
type WholePractice = { practice: Practice; prose: Prose };

/** A practice with units, as it is loaded: its head, then one part a unit. Any other is all head. */
export function splitPractice({ practice, prose }: WholePractice): { head: PracticeHead; parts: PracticePart[] } {
  const { units, ...rest } = practice;
  if (!units) return { head: { practice, prose }, parts: [] };
  const wordsOf = (ids: readonly string[]): Prose['steps'] =>
    Object.fromEntries(Object.entries(prose.steps).filter(([id]) => ids.includes(id)));
  const parts = units.map(({ id, steps }) => ({ id, steps, ids: steps.map((step) => step.id) }));
  return {
    head: {
      practice: rest,
      prose: { ...prose, steps: wordsOf(parts.map(({ id }) => id)) },
      parts: parts.map(({ id, ids }) => ({ id, steps: ids })),
    },
    parts: parts.map(({ id, steps, ids }) => ({ id, steps, prose: wordsOf(ids) })),
  };
}

/** A practice with the units that are given, and no others: what is run of it, or all of it to look things up in. */
export const joinParts = ({ practice, prose }: PracticeHead, parts: readonly PracticePart[]): WholePractice => ({
  practice: { ...practice, units: parts.map(({ id, steps }) => ({ id, steps })) },
  prose: { ...prose, steps: Object.assign({ ...prose.steps }, ...parts.map((part) => part.prose)) as Prose['steps'] },
});
