import { isJsonObject } from '#core/entry/entry.ts';
import { partOfAnswers } from '#core/practice/part-of-answers.ts';
import type { PartHead } from '#core/practice/practice-parts.ts';
import { space } from '#web/app/space.svelte.ts';
import { readUnfinished } from '#web/app/unfinished.ts';
import type { Draft } from '../../adapters/vault/vault-types.ts';

/** The unit that an unfinished run is of; undefined when the practice has none. */
export const unitOf = ({ state }: Draft): string | undefined =>
  isJsonObject(state) && typeof state.unit === 'string' ? state.unit : undefined;

/**
 * Where the helper was last: in the unit of the newest unfinished run, else in that of the newest entry. Undefined when
 * there is neither, and when the space cannot be read.
 */
export async function lastPart(practice: string, parts: readonly PartHead[]): Promise<string | undefined> {
  const begun = (await readUnfinished(practice)).map(unitOf).find((unit) => parts.some(({ id }) => id === unit));
  if (begun !== undefined) return begun;
  try {
    const left = await (await space.vault()).entries({ practice });
    if (!left.ok) return undefined;
    return left.value.entries
      .map(({ answers }) => partOfAnswers(parts, Object.keys(answers)))
      .find((part) => part !== undefined);
  } catch {
    return undefined;
  }
}
