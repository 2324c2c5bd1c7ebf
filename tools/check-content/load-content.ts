import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parsePractice } from '#core/practice/parse-practice.ts';
import type { ParseError } from '#core/practice/parse-practice.ts';
import { parseProse } from '#core/practice/parse-prose.ts';
import type { Practice } from '#core/practice/practice.ts';
import { LANGUAGES } from '#content/words/languages.ts';
import type { Language } from '#content/words/languages.ts';
import type { CatalogueRow, Content, HelpFile, InventoryEntry, Row, WordsFile } from './content.ts';
import { isFields } from './json-fields.ts';
import { readRowText } from './read-row-text.ts';

/**
 * Reads the content out of one folder, or out of several laid over each other (a later one wins, file by file).
 * Files are named `content/…` in what comes out, wherever they were read.
 */
export async function loadContent(folders: readonly string[], today: string): Promise<Content> {
  const catalogue = readJson(folders, 'catalogue.json');
  const sources = readJson(folders, 'sources.json');
  return {
    today,
    rows: namesIn(folders, 'practices').map((id) => readRow(folders, id)),
    catalogue: (catalogue ?? []) as CatalogueRow[],
    sourceIds: new Set(isFields(sources) ? Object.keys(sources) : []),
    inventory: (readJson(folders, 'inventory.json') ?? {}) as Record<string, InventoryEntry[]>,
    situations: readJson(folders, 'situations.json'),
    doors: readJson(folders, 'doors.json'),
    help: namesIn(folders, 'help')
      .filter((name) => name.endsWith('.json'))
      .map((name): HelpFile => ({
        file: `content/help/${name}`,
        country: name.slice(0, -'.json'.length),
        json: readJson(folders, `help/${name}`),
      })),
    words: await readWords(folders),
  };
}

function readRow(folders: readonly string[], id: string): Row {
  const folder = `practices/${id}`;
  const structureFile = `content/${folder}/practice.json`;
  const hasStructure = pathOf(folders, `${folder}/practice.json`) !== null;
  const refused: ParseError[] = [];
  let practice: Practice | null = null;
  if (hasStructure) {
    const parsed = parsePractice(readJson(folders, `${folder}/practice.json`), structureFile);
    if (parsed.ok) practice = parsed.value;
    else refused.push(...parsed.error);
  }
  const text = {} as Record<Language, ReturnType<typeof readRowText> | null>;
  const textFile = {} as Record<Language, string>;
  for (const language of LANGUAGES) {
    const file = `content/${folder}/${language}.md`;
    const markdown = readText(folders, `${folder}/${language}.md`);
    textFile[language] = file;
    text[language] = markdown === null ? null : readRowText(markdown);
    if (markdown === null) continue;
    const parsed = parseProse(markdown, file);
    if (!parsed.ok) refused.push(...parsed.error);
  }
  return { id, structureFile, hasStructure, practice, text, textFile, refused };
}

async function readWords(folders: readonly string[]): Promise<WordsFile[]> {
  const files: WordsFile[] = [];
  for (const language of LANGUAGES) {
    const path = pathOf(folders, `words/${language}.ts`);
    if (path === null) continue;
    const exported = (await import(/* @vite-ignore */ pathToFileURL(path).href)) as Record<string, unknown>;
    files.push({ file: `content/words/${language}.ts`, language, words: exported['words'] });
  }
  return files;
}

function pathOf(folders: readonly string[], name: string): string | null {
  const found = folders.map((folder) => join(folder, name)).filter((path) => existsSync(path));
  return found.at(-1) ?? null;
}

function readText(folders: readonly string[], name: string): string | null {
  const path = pathOf(folders, name);
  return path === null ? null : readFileSync(path, 'utf8');
}

/** Null for a file that is missing or is no JSON. */
function readJson(folders: readonly string[], name: string): unknown {
  const text = readText(folders, name);
  if (text === null) return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function namesIn(folders: readonly string[], name: string): string[] {
  const names = folders.flatMap((folder) => (existsSync(join(folder, name)) ? readdirSync(join(folder, name)) : []));
  return [...new Set(names)].filter((entry) => !entry.startsWith('.')).sort();
}
