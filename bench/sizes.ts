import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { LANGUAGES, type Language } from '#content/words/languages.ts';
import { launchChromium } from '../tests/browser/launch-chromium.ts';
import { known } from './known.ts';
import { counted, type Measurement } from './measurement.ts';
import type { Part, Served } from './part.ts';
import { phone } from './slow-phone.ts';
import { watchTraffic, type Loaded } from './watch-traffic.ts';

const kB = (bytes: number) => counted(bytes / 1000);
const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0);

async function firstLoad(origin: string, language: Language): Promise<readonly Loaded[]> {
  const browser = await launchChromium();
  const context = await browser.newContext(phone);
  const page = await context.newPage();
  const loaded = watchTraffic(page);
  await page.goto(`${origin}/${language}/`, { waitUntil: 'networkidle' });
  const all = await loaded();
  await browser.close();
  return all;
}

/** What the CSS inside a page adds to it, compressed. */
function stylesInside(webDir: string, language: Language): number {
  const html = readFileSync(join(webDir, language, 'index.html'), 'utf8');
  const without = html.replaceAll(/<style>[\s\S]*?<\/style>/g, '');
  return brotliCompressSync(html).length - brotliCompressSync(without).length;
}

function measureFirstLoad(language: Language, all: readonly Loaded[], inside: number): Measurement[] {
  const code = all.filter(({ path }) => /\.(js|css)$/.test(path));
  const fonts = all.filter(({ path }) => path.endsWith('.woff2'));
  const pages = all.filter(({ path }) => path.endsWith('/'));
  const measure = (what: string, parts: readonly Loaded[], more: number, atMost?: number): Measurement => ({
    what: `/${language}/: ${what}`,
    unit: 'kB',
    measured: kB(sum(parts.map(({ body }) => body)) + more),
    baseline: { what: 'with headers', value: kB(sum(parts.map(({ withHeaders }) => withHeaders)) + more) },
    ...(atMost !== undefined && { target: { of: 'measured', atMost } }),
  });
  return [
    measure(`JavaScript and CSS, ${code.length} files and what lies in the page`, code, inside, 70),
    measure(`fonts, ${fonts.length} files`, fonts, 0, 60),
    measure('the page itself without its CSS', pages, -inside),
  ];
}

const compressedSize = (webDir: string, path: string): number => {
  const size = (ending: string) => statSync(join(webDir, path + ending), { throwIfNoEntry: false })?.size;
  return size('.br') ?? size('') ?? 0;
};

/** The files that hold one language's practices, each under the name of its practice, and of its unit if it is one. */
function practiceFiles(webDir: string, files: readonly string[]): Map<string, string> {
  const byPractice = new Map<string, string>();
  for (const path of files) {
    const text = readFileSync(join(webDir, path), 'utf8').replaceAll('\\', '');
    const [, id, of, unit] =
      /"practice":\{"id":"([a-z0-9-]+)"|"of":"([a-z0-9-]+)","id":"([a-z0-9-]+)"/.exec(text) ?? [];
    const name = id ?? (of === undefined ? undefined : `${of}, ${unit}`);
    if (name !== undefined) byPractice.set(name, path);
  }
  return byPractice;
}

function measurePractices({ webDir }: Served): Measurement {
  const byLanguage = readLanguages(webDir);
  const all = LANGUAGES.flatMap((language) =>
    [...practiceFiles(webDir, byLanguage[language])].map(([id, path]) => ({
      name: `${id} (${language})`,
      bytes: compressedSize(webDir, path),
    })),
  ).toSorted((a, b) => b.bytes - a.bytes);
  const [largest, middle] = [known(all[0], 'practice in the build'), known(all[all.length >> 1], 'practice')];
  return {
    what: `the largest of ${all.length} practice files: ${largest.name}`,
    unit: 'kB',
    measured: kB(largest.bytes),
    baseline: { what: 'the middle one', value: kB(middle.bytes) },
    target: { of: 'measured', atMost: 4 },
  };
}

const readLanguages = (webDir: string): Record<Language, string[]> =>
  JSON.parse(readFileSync(join(webDir, '_app/languages.json'), 'utf8')) as Record<Language, string[]>;

const contentOf = (webDir: string, language: Language): number =>
  compressedSize(webDir, `_app/languages/${language}.json`);

const isOfPractice = (name: string): boolean => name.startsWith('practice/');

/** Of the pages of practices, which are the same to the byte, one is fetched. */
const pagesOf = (webDir: string, language: Language): number =>
  sum(
    readdirSync(join(webDir, language), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.html'))
      .filter((name, index, all) => !isOfPractice(name) || all.findIndex(isOfPractice) === index)
      .map((name) => compressedSize(webDir, join(language, name))),
  );

/** What is fetched in the background so that one language works offline. */
const measureLanguage = ({ webDir }: Served, language: Language): Measurement => ({
  what: `all of ${language} in one file: words, practices, index`,
  unit: 'kB',
  measured: kB(contentOf(webDir, language)),
  baseline: { what: 'its pages besides', value: kB(pagesOf(webDir, language)) },
  target: { of: 'measured', atMost: 260 },
});

export const sizes: Part = {
  name: 'sizes',
  about:
    'Compressed (brotli), as the server sends it: everything that the page asks the network for on a device that has ' +
    'nothing yet, until the network is idle. What the service worker fetches for offline use in the background, after ' +
    'the page stands, is not counted.',
  measure: async (served) => {
    const measurements: Measurement[] = [];
    for (const language of LANGUAGES) {
      measurements.push(
        ...measureFirstLoad(language, await firstLoad(served.origin, language), stylesInside(served.webDir, language)),
      );
    }
    measurements.push(measurePractices(served));
    measurements.push(...LANGUAGES.map((language) => measureLanguage(served, language)));
    return measurements;
  },
};
