import type { Language } from '#content/words/languages.ts';
import type { HelpGroup, HelpLine } from '#core/help/help-line.ts';
import type { HelpLines } from '#web/app/surfaces.ts';
import type { Country } from '#web/app/preferences.svelte.ts';

type Land = keyof HelpLines;
export type LandLine = { land: Land; line: HelpLine };

export const USUAL_COUNTRY: Record<Language, Country> = { da: 'dk', nb: 'no', en: 'both' };

const landsOf = (country: Country): Land[] => (country === 'both' ? ['dk', 'no'] : [country]);

export const linesOf = (lines: HelpLines, country: Country, group: HelpGroup): LandLine[] =>
  landsOf(country).flatMap((land) =>
    lines[land].filter((line) => line.group === group).map((line) => ({ land, line })),
  );

/** The first number of each country before the second of any. */
export function dangerLines(lines: HelpLines, country: Country): LandLine[] {
  const places = new Map<Land, number>();
  return linesOf(lines, country, 'danger')
    .map((line) => {
      const place = places.get(line.land) ?? 0;
      places.set(line.land, place + 1);
      return { line, place };
    })
    .sort((a, b) => a.place - b.place)
    .map(({ line }) => line);
}

/** The number that saves a life, country by country. */
export const firstOfEach = (lines: HelpLines, country: Country): string[] =>
  landsOf(country).flatMap((land) => lines[land].find((line) => line.group === 'danger')?.number ?? []);
