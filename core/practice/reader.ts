/** Where something was read, for errors that name file, step and field. */
export type ParseError = { file: string; step?: string; field?: string; message: string };
export type Where = { file: string; step?: string };

const ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;

export const isId = (value: unknown): value is string => typeof value === 'string' && ID.test(value);

/**
 * Reads one JSON object strictly: every key is asked for once, `end` refuses what nobody asked for.
 * A wrong value is noted in `errors` and replaced by a harmless one, so that one run finds all faults.
 */
export type Reader = ReturnType<typeof createReader>;

export function createReader(value: unknown, where: Where, errors: ParseError[]) {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  const source: Record<string, unknown> = isObject ? (value as Record<string, unknown>) : {};
  const asked = new Set<string>();
  const fail = (field: string, message: string) => errors.push({ ...where, field, message });
  if (!isObject) errors.push({ ...where, message: 'is not an object' });

  const take = (key: string): unknown => {
    asked.add(key);
    return source[key];
  };
  const has = (key: string): boolean => source[key] !== undefined;

  const id = (key: string): string => {
    const found = take(key);
    if (isId(found)) return found;
    fail(key, 'needs an id in lower case with hyphens');
    return '';
  };
  const ids = (key: string, min: number, max: number): string[] => {
    const found = take(key);
    if (!Array.isArray(found) || !found.every(isId)) {
      fail(key, 'needs a list of ids in lower case with hyphens');
      return [];
    }
    if (found.length < min || found.length > max) fail(key, `needs ${min} to ${max} ids, has ${found.length}`);
    if (new Set(found).size !== found.length) fail(key, 'has an id twice');
    return found;
  };

  return {
    where,
    errors,
    has,
    fail,
    take,
    id,
    ids,
    optionalId: (key: string): string | undefined => (has(key) ? id(key) : undefined),
    optionalIds: (key: string, min: number, max: number): string[] | undefined =>
      has(key) ? ids(key, min, max) : undefined,
    text: (key: string): string => {
      const found = take(key);
      if (typeof found === 'string' && found !== '') return found;
      fail(key, 'needs a text');
      return '';
    },
    number: (key: string, min: number, max: number): number => {
      const found = take(key);
      if (typeof found === 'number' && found >= min && found <= max) return found;
      fail(key, `needs a number from ${min} to ${max}`);
      return min;
    },
    whole: (key: string, min: number, max: number): number => {
      const found = take(key);
      if (typeof found === 'number' && Number.isInteger(found) && found >= min && found <= max) return found;
      fail(key, `needs a whole number from ${min} to ${max}`);
      return min;
    },
    numbers: (key: string, min: number, max: number): number[] => {
      const found = take(key);
      if (Array.isArray(found) && found.length > 0 && found.every((n) => typeof n === 'number' && n >= min && n <= max))
        return found;
      fail(key, `needs a list of numbers from ${min} to ${max}`);
      return [min];
    },
    flag: (key: string): boolean => {
      if (!has(key)) return false;
      if (take(key) !== true) fail(key, 'is true or left out');
      return true;
    },
    oneOf: <T extends string>(key: string, values: readonly T[], fallback?: T): T => {
      if (!has(key) && fallback !== undefined) return fallback;
      const found = take(key);
      if (values.includes(found as T)) return found as T;
      fail(key, `needs one of: ${values.join(', ')}`);
      return values[0] as T;
    },
    someOf: <T extends string>(key: string, values: readonly T[]): T[] => {
      const found = take(key);
      const list = Array.isArray(found) ? found : [found];
      if (list.length > 0 && list.every((item) => values.includes(item as T))) return list as T[];
      fail(key, `needs some of: ${values.join(', ')}`);
      return [];
    },
    list: (key: string): unknown[] => {
      const found = take(key);
      if (Array.isArray(found) && found.length > 0) return found;
      fail(key, 'needs a list that is not empty');
      return [];
    },
    end: () => {
      for (const key of Object.keys(source)) if (!asked.has(key)) fail(key, 'is not a known field here');
    },
  };
}
