import { LANGUAGES } from '#content/words/languages.ts';
import type { Language } from '#content/words/languages.ts';
import { allSteps } from '#core/practice/parse-practice.ts';
import type { Practice } from '#core/practice/practice.ts';
import { rowTexts } from '../check-content/all-texts.ts';
import type { CatalogueRow, Content, Row } from '../check-content/content.ts';
import { wordCount } from '../check-content/sentences.ts';

/** Rows that wait for something besides what their steps tell. */
const ALSO_WAITS: Readonly<Record<string, string>> = {
  'course-room': 'joining by code',
  'care-in-system': 'the board on several devices',
  'four-levels': 'the board on several devices',
};

/** What a row still waits for; all of it needs more than one device. */
function waitsFor(id: string, practice: Practice | null): string {
  const waits = [
    ...(practice && allSteps(practice).some(({ kind }) => kind === 'pool') ? ['an anonymous pool'] : []),
    ...(practice?.shared ? ['sharing by own act'] : []),
    ...(id in ALSO_WAITS ? [ALSO_WAITS[id] ?? ''] : []),
  ];
  return waits.join(', ') || '–';
}

const wordsIn = (row: Row, language: Language): number =>
  rowTexts(row, language).reduce((sum, { text }) => sum + wordCount(text), 0);

function scopesOf(practice: Practice): string {
  const scopes = new Set([practice.scope, ...allSteps(practice).flatMap(({ scope }) => scope ?? [])]);
  return [...scopes].join(', ');
}

function cellsOf(listed: CatalogueRow, row: Row | undefined): string[] {
  const practice = row?.practice ?? null;
  if (!row || !practice) return [`\`${listed.id}\``, listed.section, 'missing', '–', '–', '–', '–', '–', '–'];
  const kinds = [...new Set(allSteps(practice).map(({ kind }) => kind))];
  return [
    `\`${listed.id}\``,
    listed.section,
    kinds.join(' '),
    ...LANGUAGES.map((language) => String(wordsIn(row, language))),
    scopesOf(practice),
    String(practice.sources.length),
    waitsFor(listed.id, practice),
  ];
}

/** docs/coverage.md: every row of the catalogue, in its order. */
export function coverageTable({ catalogue, rows }: Content): string {
  const byId = new Map(rows.map((row) => [row.id, row]));
  const head = [
    'row',
    'section',
    'step kinds',
    ...LANGUAGES.map((language) => `words ${language}`),
    'scope',
    'sources',
    'waits for',
  ];
  const cells = catalogue.map((listed) => cellsOf(listed, byId.get(listed.id)));
  const here = catalogue.filter(({ id }) => byId.get(id)?.practice);
  const sum = (language: Language) => rows.reduce((total, row) => total + wordsIn(row, language), 0);
  const line = (row: readonly string[]) => `| ${row.join(' | ')} |`;
  return [
    '# Coverage',
    '',
    'Written by `npm run coverage` out of `content/`; `npm run check` says when it is out of date. Every row of the',
    'catalogue, in its order. What waits, waits for more than one device: alone, or around one screen, the row works.',
    '',
    `${here.length} of ${catalogue.length} rows, in ${LANGUAGES.length} languages; words: ${LANGUAGES.map((language) => `${language} ${sum(language)}`).join(', ')}.`,
    '',
    line(head),
    line(head.map(() => '---')),
    ...cells.map(line),
    '',
  ].join('\n');
}
