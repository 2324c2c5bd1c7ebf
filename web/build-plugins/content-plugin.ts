import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Plugin } from 'vite';
import type { HelpLine } from '../../core/help/help-line.ts';
import { parsePractice } from '../../core/practice/parse-practice.ts';
import { parseProse } from '../../core/practice/parse-prose.ts';
import { packProse, packSteps } from '../../core/practice/pack-prose.ts';
import { splitPractice } from '../../core/practice/practice-parts.ts';
import type { ParseError } from '../../core/practice/reader.ts';
import type { Situation } from '../../core/practice/situation.ts';
import { LANGUAGES } from '../../content/words/languages.ts';
import type { Language } from '../../content/words/languages.ts';

/** As it stands in content/help. */
type WrittenLine = Omit<HelpLine, 'name' | 'what'> & { text: Record<Language, Pick<HelpLine, 'name' | 'what'>> };

const isOfLanguage = (module: string, language: Language): boolean =>
  (/content\/words\/(first|places|devices)\//.test(module) && module.endsWith(`/${language}.ts`)) ||
  new RegExp(`virtual:practice[^/]*/${language}(/|$)`).test(module);

const isIndexOf = (module: string, language: Language): boolean =>
  module.endsWith(`virtual:practice-index/${language}`);

/** Whose words for a thing helpers also use, so that the search needs them offline (docs/decisions/0005-languages.md). */
const ALSO_SPOKEN: Record<Language, readonly Language[]> = { da: ['nb'], nb: ['da'], en: ['da', 'nb'] };

const mapLanguages = <Value>(of: (language: Language) => Value): Record<Language, Value> => ({
  da: of('da'),
  nb: of('nb'),
  en: of('en'),
});

/**
 * Turns content/practices into modules, parsed strictly at build time:
 * `virtual:practices/<language>` (how to load each), `virtual:practice-index/<language>` (how it is found),
 * `virtual:practice-situations/<language>` (what a helper might say, and the practices for it) and
 * `virtual:practice-surfaces/<language>` (what opens over any page, with the numbers of help).
 * Each practice is a module of its own, and each unit of one with units another, which the practice's module can load.
 */
export function contentPlugin(root = resolve('content/practices'), help = resolve('content/help')): Plugin {
  const PREFIX = 'virtual:practice';
  const fail = (errors: ParseError[]): never => {
    throw new Error(errors.map((e) => [e.file, e.step, e.field, e.message].filter(Boolean).join(' · ')).join('\n'));
  };
  const ids = () =>
    readdirSync(root)
      .filter((id) => existsSync(resolve(root, id, 'practice.json')))
      .sort();
  const read = (id: string, language: Language) => {
    const jsonFile = resolve(root, id, 'practice.json');
    const proseFile = resolve(root, id, `${language}.md`);
    const practice = parsePractice(JSON.parse(readFileSync(jsonFile, 'utf8')), jsonFile);
    const prose = parseProse(readFileSync(proseFile, 'utf8'), proseFile);
    if (!practice.ok) return fail(practice.error);
    if (!prose.ok) return fail(prose.error);
    return { practice: practice.value, prose: prose.value };
  };
  const asCode = (value: unknown) => `JSON.parse(${JSON.stringify(JSON.stringify(value))})`;
  const asModule = (value: unknown) => `export default ${asCode(value)};`;
  const loadersOf = (path: string, names: readonly string[]) =>
    `{${names.map((name) => `${JSON.stringify(name)}: () => import(${JSON.stringify(`${path}/${name}`)})`).join(',')}}`;

  const practiceModule = (id: string, language: Language, unit: string | undefined) => {
    const { practice, prose } = read(id, language);
    // What a practice is found by stands in the index: here it would only weigh.
    const { head, parts } = splitPractice({ practice, prose: { ...prose, words: [], situations: [] } });
    const part = parts.find((one) => one.id === unit);
    if (part) return asModule({ of: id, ...part, prose: packSteps(part.prose) });
    const packed = { ...head, prose: packProse(head.prose) };
    if (!head.parts) return asModule(packed);
    const units = head.parts.map((one) => one.id);
    return `export default { ...${asCode(packed)}, load: ${loadersOf(`${PREFIX}/${language}/${id}`, units)} };`;
  };
  const indexModule = (language: Language) =>
    asModule(
      ids().map((id) => {
        const { practice, prose } = read(id, language);
        const { title, invitation, words, situations } = prose;
        const { place, moment, levels, section, minutes, people, surface, scope } = practice;
        return {
          id,
          title,
          invitation,
          words,
          situations,
          place,
          moment,
          levels,
          section,
          minutes,
          people,
          surface,
          scope,
        };
      }),
    );
  const situationsFile = resolve(root, '../situations.json');
  const situationsModule = (language: Language) => {
    const known = new Set(ids());
    const all = JSON.parse(readFileSync(situationsFile, 'utf8')) as (Record<Language, string> & Situation)[];
    return asModule(
      all.map(({ id, group, rows, [language]: text }) => ({
        id,
        group,
        text,
        rows: rows.filter((row) => known.has(row)),
      })),
    );
  };
  const loadersModule = (language: Language) => `export default ${loadersOf(`${PREFIX}/${language}`, ids())};`;

  // What the files hold is checked by tools/check-content.
  const helpLines = (land: string, language: Language): HelpLine[] =>
    (JSON.parse(readFileSync(resolve(help, `${land}.json`), 'utf8')) as { lines: WrittenLine[] }).lines.map(
      ({ id, group, number, checked, text }) => ({ id, group, number, checked, ...text[language] }),
    );
  const surfacesModule = (language: Language) => {
    const acute = read('acute-break', language);
    const { steps, endings } = acute.prose;
    const lines = { dk: helpLines('dk', language), no: helpLines('no', language) };
    return asModule({
      acute: { steps: acute.practice.steps, prose: { steps, endings } },
      help: { prose: { steps: read('help-now', language).prose.steps }, lines },
    });
  };

  return {
    name: 'ballast-content',
    resolveId: (source) => (source.startsWith(PREFIX) ? `\0${source}` : undefined),
    load(resolved) {
      const source = resolved.startsWith('\0') ? resolved.slice(1) : '';
      const [kind, language, id, unit] = source.split('/');
      if (!kind?.startsWith(PREFIX) || !LANGUAGES.includes(language as Language)) return undefined;
      for (const name of ids()) {
        this.addWatchFile(resolve(root, name, 'practice.json'));
        this.addWatchFile(resolve(root, name, `${language}.md`));
      }
      if (kind === 'virtual:practices') return loadersModule(language as Language);
      if (kind === 'virtual:practice-situations') {
        this.addWatchFile(situationsFile);
        return situationsModule(language as Language);
      }
      if (kind === 'virtual:practice-index') return indexModule(language as Language);
      if (kind === 'virtual:practice-surfaces') {
        for (const land of ['dk', 'no']) this.addWatchFile(resolve(help, `${land}.json`));
        return surfacesModule(language as Language);
      }
      return kind === PREFIX && id ? practiceModule(id, language as Language, unit) : undefined;
    },
    /**
     * For the service worker: which files belong to one language only, and all of these in one file, with the indexes of
     * the languages that are also spoken there.
     */
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        if (this.environment.name !== 'client') return;
        const packs = mapLanguages((): Record<string, string> => ({}));
        for (const chunk of Object.values(bundle)) {
          if (chunk.type !== 'chunk') continue;
          const owners = LANGUAGES.filter((language) => chunk.moduleIds.some((of) => isOfLanguage(of, language)));
          if (owners.length !== 1 || !owners[0]) continue;
          const [owner] = owners;
          const isIndex = chunk.moduleIds.some((of) => isIndexOf(of, owner));
          for (const language of LANGUAGES)
            if (language === owner || (isIndex && ALSO_SPOKEN[language].includes(owner)))
              packs[language][`/${chunk.fileName}`] = chunk.code;
        }
        const emit = (fileName: string, value: unknown) =>
          this.emitFile({ type: 'asset', fileName, source: JSON.stringify(value) });
        emit(
          '_app/languages.json',
          mapLanguages((language) => Object.keys(packs[language])),
        );
        for (const language of LANGUAGES) emit(`_app/languages/${language}.json`, packs[language]);
      },
    },
  };
}
