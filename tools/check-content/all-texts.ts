import { LANGUAGES } from '#content/words/languages.ts';
import type { Language } from '#content/words/languages.ts';
import type { Content, HelpFile, Row, WordsFile } from './content.ts';
import { isFields, listOf } from './json-fields.ts';
import { silence } from './read-row-text.ts';

/** One piece of text that somebody will read, and where it stands. */
export type Text = {
  readonly file: string;
  readonly language: Language;
  readonly step?: string;
  readonly field?: string;
  readonly line?: number;
  readonly text: string;
  /** Bad advice, shown because it is bad. */
  readonly quoted: boolean;
  readonly row?: string;
};

/** Search words (`words:`) are left out: nobody reads them, and people type what they type. */
export const allTexts = (content: Content): Text[] => [
  ...content.rows.flatMap((row) => LANGUAGES.flatMap((language) => rowTexts(row, language))),
  ...situationTexts(content.situations),
  ...content.help.flatMap(helpTexts),
  ...content.words.flatMap(wordsTexts),
];

export function rowTexts(row: Row, language: Language): Text[] {
  const text = row.text[language];
  if (!text) return [];
  const at = { file: row.textFile[language], language, row: row.id };
  const front = text.front
    .filter(({ key }) => key !== 'words')
    .flatMap(({ key, value, line }) =>
      (key === 'situations' ? value.split(';') : [value]).map((part) => ({
        ...at,
        field: key,
        line,
        text: part.trim(),
        quoted: false,
      })),
    );
  const prose = text.sections.flatMap(({ id, paragraphs }) => {
    const [step, field] = id.split('.');
    return paragraphs
      .filter((paragraph) => paragraph.text !== silence)
      .map((paragraph) => ({ ...at, step, ...(field === undefined ? {} : { field }), ...paragraph }));
  });
  return [...front, ...prose];
}

const situationTexts = (situations: unknown): Text[] =>
  listOf(situations)
    .filter(isFields)
    .flatMap((one) =>
      LANGUAGES.flatMap((language) => {
        const text = one[language];
        const at = { file: 'content/situations.json', language, step: String(one['id']), field: language };
        return typeof text === 'string' ? [{ ...at, text, quoted: false }] : [];
      }),
    );

function helpTexts({ file, json }: HelpFile): Text[] {
  const lines = isFields(json) ? listOf(json['lines']) : [];
  return lines.filter(isFields).flatMap((line) =>
    LANGUAGES.flatMap((language) => {
      const words = isFields(line['text']) ? line['text'][language] : undefined;
      if (!isFields(words)) return [];
      return Object.entries(words).flatMap(([field, text]) =>
        typeof text === 'string'
          ? [{ file, language, step: String(line['id']), field: `${language}.${field}`, text, quoted: false }]
          : [],
      );
    }),
  );
}

const wordsTexts = ({ file, language, words }: WordsFile): Text[] =>
  wordPaths(words).map(({ path, text }) => ({ file, language, field: path, text, quoted: false }));

export function wordPaths(words: unknown, path = ''): { path: string; text: string }[] {
  if (typeof words === 'string') return [{ path, text: words }];
  const entries = Array.isArray(words) ? words.entries() : isFields(words) ? Object.entries(words) : [];
  return [...entries].flatMap(([key, value]) => wordPaths(value, path === '' ? String(key) : `${path}.${key}`));
}
