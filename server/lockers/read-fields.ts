import { isHex } from '#vault/public/bytes.ts';

/** What a field of a JSON body has to be: hex of so many bytes, or of 1 to so many; a count from 0; one of some words. */
type Shape = number | { readonly upTo: number } | 'count' | readonly string[];
type Value<S extends Shape> = S extends 'count' ? number : S extends readonly (infer Word)[] ? Word : string;
type Fields<S extends Record<string, Shape>, O extends Record<string, Shape>> = {
  readonly [K in keyof S]: Value<S[K]>;
} & { readonly [K in keyof O]?: Value<O[K]> };

function fits(value: unknown, shape: Shape): boolean {
  if (typeof shape === 'number') return isHex(value, shape);
  if (shape === 'count') return Number.isSafeInteger(value) && (value as number) >= 0;
  if ('upTo' in shape) return isHex(value) && value.length > 0 && value.length <= shape.upTo * 2;
  return typeof value === 'string' && shape.includes(value);
}

/** Exactly these fields, as they have to be; null when one is missing, too much or wrong. */
export function readFields<const S extends Record<string, Shape>, const O extends Record<string, Shape>>(
  text: string,
  needed: S,
  optional: O = {} as O,
): Fields<S, O> | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const given = new Map<string, unknown>(Object.entries(value));
  const hasNeeded = Object.entries(needed).every(([name, shape]) => fits(given.get(name), shape));
  const isKnown = ([name, field]: [string, unknown]) =>
    Object.hasOwn(needed, name) || (Object.hasOwn(optional, name) && fits(field, optional[name] as Shape));
  return hasNeeded && [...given].every(isKnown) ? (value as Fields<S, O>) : null;
}
