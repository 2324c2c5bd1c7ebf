/** Throws when the value is missing: a measurement that met nothing measured nothing. */
export function known<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`There is no ${what}.`);
  return value;
}
