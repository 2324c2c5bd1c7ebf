import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { isLanguage, LANGUAGES } from '#content/words/languages.ts';
import type { Language } from '#content/words/languages.ts';
import { loadWords } from '#content/words/load-words.ts';
import type { Words } from '#content/words/words.ts';
import { runServerProcess } from '#server/run-server-process.ts';
import { expectAccessible } from '../tests/browser/axe.ts';
import { launchChromium } from '../tests/browser/launch-chromium.ts';
import { fetchLanguage } from '../tests/browser/fetch-language.ts';
import { lookOver } from '../tests/browser/look-over.ts';
import { idsOf, practiceIds, readPractice } from '../tests/browser/read-practice.ts';
import { patternOf } from '../tests/browser/take-step.ts';
import { walkPractice } from '../tests/browser/walk-practice.ts';
import { walkSurface } from '../tests/browser/walk-surface.ts';
import { watchContext } from '../tests/browser/watch-context.ts';
import { buildWhenStale } from './build-when-stale.ts';

/** `npm run walk [-- row-id … --language da --headed]`: every practice in every language, in a browser, offline; axe on its first and last step and its end, and on all of the two surfaces. */
const LANES = 2;
/** The smallest there is: what fits here fits everywhere. */
const screenSize = { width: 320, height: 640 };
const usage = 'npm run walk [-- row-id … --language da|nb|en --headed]';

type Walked = { readonly id: string; readonly language: Language; readonly screens: number; readonly failure?: string };

const { ids, languages, headed } = readArguments();
const browser = await launchChromium({ headed });
try {
  const began = performance.now();
  const walked = await walkAll(browser, await startServer());
  const failed = walked.filter(({ failure }) => failure !== undefined);
  process.stdout.write(`\n${tableOf(walked)}\n`);
  for (const { failure } of failed) process.stdout.write(`\n${failure}\n`);
  const seconds = Math.round((performance.now() - began) / 1000);
  process.stdout.write(`\n${walked.length - failed.length} walked, ${failed.length} failed, in ${seconds} s\n`);
  process.exitCode = failed.length > 0 ? 1 : 0;
} finally {
  await browser.close();
}

function readArguments() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { language: { type: 'string', multiple: true }, headed: { type: 'boolean', default: false } },
  });
  const all = practiceIds();
  const wrong = [
    ...positionals.filter((id) => !all.includes(id)),
    ...(values.language ?? []).filter((language) => !isLanguage(language)),
  ];
  if (wrong.length > 0) {
    process.stderr.write(`there is no ${wrong.join(', ')}: ${usage}\n`);
    process.exit(2);
  }
  return {
    ids: positionals.length > 0 ? positionals : all,
    languages: LANGUAGES.filter((language) => values.language?.includes(language) ?? true),
    headed: values.headed,
  };
}

/** `BALLAST_WEB` names an app that is already built; otherwise it is built when its sources have changed. */
async function startServer() {
  const root = join(import.meta.dirname, '..');
  const say = (line: string) => void process.stdout.write(`${line}\n`);
  if (process.env.BALLAST_WEB === undefined) {
    const outcome = await buildWhenStale({ root, say });
    if (outcome !== 'fresh' && outcome !== 'built') throw new Error('The sources do not build: nothing to walk.');
  }
  return runServerProcess([process.execPath, join(root, 'server/main.ts')], {});
}

async function walkAll(on: Browser, server: Awaited<ReturnType<typeof runServerProcess>>): Promise<readonly Walked[]> {
  if (server.url === undefined) throw new Error(server.output().stderr);
  const origin = `http://localhost:${new URL(server.url).port}`;
  const lanes = await Promise.all(Array.from({ length: LANES }, () => openDevices(on, origin)));
  // From here on there is no network at all: whatever a device has not fetched by now, it does without.
  server.child.kill('SIGTERM');
  await server.ended;

  const waiting = ids.flatMap((id) => languages.map((language) => ({ id, language })));
  const walked: Walked[] = [];
  const walkLane = async (devices: Awaited<ReturnType<typeof openDevices>>) => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const one = await walkOne(devices[next.language], next.id, next.language);
      walked.push(one);
      const how = one.failure === undefined ? `${one.screens} screens` : 'FAILED';
      process.stdout.write(`${next.id.padEnd(24)} ${next.language}  ${how}\n`);
    }
  };
  await Promise.all(lanes.map(walkLane));
  return walked;
}

type Device = { readonly context: BrowserContext; readonly complaints: () => readonly string[] };

/** A device for each language, with all of that language on it. */
async function openDevices(on: Browser, origin: string): Promise<Record<Language, Device>> {
  const open = async (language: Language): Promise<Device> => {
    const context = await on.newContext({ baseURL: origin, viewport: screenSize, hasTouch: true });
    const complaints = watchContext(context, origin, []);
    const page = await context.newPage();
    await page.goto(`/${language}/`);
    await fetchLanguage(page, language);
    await page.close();
    return { context, complaints };
  };
  const devices: Partial<Record<Language, Device>> = {};
  for (const language of languages) devices[language] = await open(language);
  return devices as Record<Language, Device>;
}

async function walkOne({ context, complaints }: Device, id: string, language: Language): Promise<Walked> {
  const earlier = complaints().length;
  const page = await context.newPage();
  try {
    const { practice } = await readPractice(id, language);
    const words = await loadWords(language);
    const turn = practiceIds().indexOf(id) + LANGUAGES.indexOf(language);
    const look = async (isClose: boolean) => {
      if (isClose) await expectAccessible(page);
      await lookOver(page, idsOf(practice));
    };
    let screens = 0;
    for (const unit of practice.units?.map((one) => one.id) ?? [undefined]) {
      await page.goto(`/${language}/practice/${id}/`);
      const isNewEnd = findEnds(page, words);
      const met = await (practice.surface
        ? walkSurface(page, practice.surface, language, () => look(true))
        : walkPractice({ page, practice: id, language, unit, turn, onScreen: async () => look(await isNewEnd()) }));
      if (!practice.surface) await expectAccessible(page);
      screens += met.length;
    }
    if (complaints().length > earlier) throw new Error(`${id} in ${language}: the page complained`);
    return { id, language, screens };
  } catch (error) {
    const said = [(error as Error).message, ...complaints().slice(earlier)];
    return { id, language, screens: 0, failure: said.join('\n') };
  } finally {
    await page.close();
  }
}

/** Says once for each that it is on screen: the list of units, the first step, and the last one. */
function findEnds(page: Page, words: Words): () => Promise<boolean> {
  const met = new Set<string>();
  const marks = page.getByRole('img', { name: patternOf(words.player.step) });
  return async () => {
    const name = (await marks.count()) > 0 ? await marks.first().getAttribute('aria-label') : '';
    const [at = 'list', of = ''] = name?.match(/\d+/g) ?? [];
    const isEnd = at === '1' || at === of || (at === 'list' && met.size === 0);
    const isNew = isEnd && !met.has(at);
    met.add(at);
    return isNew;
  };
}

function tableOf(walked: readonly Walked[]): string {
  const cell = (id: string, language: Language) => {
    const one = walked.find((other) => other.id === id && other.language === language);
    return (one?.failure === undefined ? String(one?.screens ?? '') : 'FAILED').padStart(8);
  };
  const width = Math.max(...ids.map((id) => id.length));
  return [
    `${'screens'.padEnd(width)}${languages.map((language) => language.padStart(8)).join('')}`,
    ...ids.map((id) => id.padEnd(width) + languages.map((language) => cell(id, language)).join('')),
  ].join('\n');
}
