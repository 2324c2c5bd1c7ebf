import { gzipSync } from 'node:zlib';
import { LANGUAGES } from '#content/words/languages.ts';
import type { Practice } from '#core/practice/practice.ts';
import type { Rule } from '../content.ts';
import type { RowText } from '../read-row-text.ts';

const limit = 4096;

/** What one helper loads at a time: structure and one language, compressed together. With units each is a part. */
export const size: Rule = ({ rows }) =>
  rows.flatMap(({ practice, text, textFile }) =>
    LANGUAGES.flatMap((language) => {
      const words = text[language];
      if (!practice || !words) return [];
      return partsOf(practice, words).flatMap(({ unit, structure, source }) => {
        const bytes = gzipSync(JSON.stringify(structure) + source, { level: 9 }).length;
        if (bytes <= limit) return [];
        return [
          {
            severity: 'error' as const,
            rule: 'size',
            file: textFile[language],
            ...(unit === undefined ? {} : { step: unit }),
            message: `${bytes} bytes compressed, together with practice.json`,
            todo: `at most ${limit}: shorter texts, or units that load when they are reached`,
          },
        ];
      });
    }),
  );

type Part = { readonly unit?: string; readonly structure: unknown; readonly source: string };

function partsOf({ units, ...rest }: Practice, { source, sections }: RowText): Part[] {
  if (!units) return [{ structure: rest, source }];
  const unitOf = (id: string) => units.find(({ steps }) => steps.some((step) => step.id === id.split('.')[0]))?.id;
  const lines = source.split('\n');
  const written = [{ id: '', line: 1 }, ...sections].map(({ id, line }, index) => ({
    unit: unitOf(id),
    text: lines.slice(line - 1, sections[index] ? sections[index].line - 1 : undefined).join('\n'),
  }));
  const sourceOf = (unit?: string) => written.flatMap((one) => (one.unit === unit ? [one.text] : [])).join('\n');
  return [
    { structure: { ...rest, units: units.map(({ id }) => id) }, source: sourceOf() },
    ...units.map((unit) => ({ unit: unit.id, structure: unit.steps, source: sourceOf(unit.id) })),
  ];
}
