import type { Language } from '#content/words/languages.ts';

/** So much, in the unit that a person would use. */
export function bytesInWords(language: Language, bytes: number): string {
  const [unit, size, maximumFractionDigits] =
    bytes >= 1_000_000
      ? (['megabyte', 1_000_000, 1] as const)
      : bytes >= 1_000
        ? (['kilobyte', 1_000, 0] as const)
        : (['byte', 1, 0] as const);
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit,
    unitDisplay: unit === 'byte' ? 'long' : 'short',
    maximumFractionDigits,
  }).format(bytes / size);
}
