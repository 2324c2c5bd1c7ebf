import type { PartHead } from './practice-parts.ts';
import { stepIdOf } from './references.ts';

/** The unit that answers with these keys belong to; undefined when no step of this version is among them. */
export const partOfAnswers = (parts: readonly PartHead[], keys: readonly string[]): string | undefined =>
  parts.find(({ steps }) => keys.some((key) => steps.includes(stepIdOf(key))))?.id;
