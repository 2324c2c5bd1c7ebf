import type { Reader } from './reader.ts';
import { alternativesOf } from './references.ts';

const REFERENCE = /^!?[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)?$/;
const isReference = (item: unknown): item is string => typeof item === 'string' && REFERENCE.test(item);
/** References with `|` between: one of them is enough. */
export const isCondition = (item: unknown): item is string =>
  typeof item === 'string' && alternativesOf(item).every(isReference);

export function readReferences(
  reader: Reader,
  key: string,
  fits: (item: unknown) => item is string = isReference,
): string[] | undefined {
  if (!reader.has(key)) return undefined;
  const value = reader.take(key);
  const list = Array.isArray(value) ? value : [value];
  if (list.length > 0 && list.every(fits)) return list;
  reader.fail(key, 'needs a reference such as "step" or "step.item", or a list of them');
  return undefined;
}
