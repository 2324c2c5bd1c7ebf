import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext } from 'playwright-core';
import type { Language } from '#content/words/languages.ts';
import { packProse, packSteps } from '#core/practice/pack-prose.ts';
import { splitPractice } from '#core/practice/practice-parts.ts';
import { readPractice } from './read-practice.ts';
import type { ReadPractice } from './read-practice.ts';

const web = join(import.meta.dirname, '../../build/web');
const here = join(import.meta.dirname, 'samples');
const SAMPLES = {
  'hard-words': here,
  'whose-turn': here,
  'eight-tides': join(import.meta.dirname, '../../tools/check-content/samples/good/practices'),
};
/** Stands in for the sample: its page and its address are there in every language. */
export const STAND_IN = 'thanks-round';

/** Where the built app has the practice that stands in. */
function fileOfStandIn(language: Language): string {
  const files = JSON.parse(readFileSync(join(web, '_app/languages.json'), 'utf8')) as Record<Language, string[]>;
  const begins = `"practice":{"id":"${STAND_IN}"`;
  const found = files[language].find((file) =>
    readFileSync(join(web, file), 'utf8').replaceAll('\\', '').includes(begins),
  );
  if (found === undefined) throw new Error(`${STAND_IN} is not in the build`);
  return found;
}

/**
 * On its way to the page one practice becomes the sample of that name, for a device that is not `withWorker`. Its units are files
 * of their own: `fetched` tells which the page has asked for, and one named in `missing` cannot be had.
 */
export async function serveSample(
  context: BrowserContext,
  name: keyof typeof SAMPLES,
  language: Language,
): Promise<ReadPractice & { fetched: string[]; missing: Set<string> }> {
  const read = await readPractice(name, language, SAMPLES[name]);
  const practice = { ...read.practice, id: STAND_IN };
  const { head, parts } = splitPractice({ practice, prose: read.prose });
  const pathOf = (unit: string) => `/_app/immutable/sample-${unit}.js`;
  const load = parts.map(({ id }) => `${JSON.stringify(id)}: () => import(${JSON.stringify(pathOf(id))})`);
  const loaders = parts.length > 0 ? `, load: { ${load.join(', ')} }` : '';
  const fetched: string[] = [];
  const missing = new Set<string>();

  const asModule = (code: string) => ({ contentType: 'text/javascript', body: `export default ${code};` });
  await context.route(`**${fileOfStandIn(language)}`, (route) =>
    route.fulfill(asModule(`{ ...${JSON.stringify({ ...head, prose: packProse(head.prose) })}${loaders} }`)),
  );
  for (const part of parts)
    await context.route(`**${pathOf(part.id)}`, async (route) => {
      fetched.push(part.id);
      if (missing.has(part.id)) return route.abort();
      return route.fulfill(asModule(JSON.stringify({ ...part, prose: packSteps(part.prose) })));
    });
  return { practice, prose: read.prose, fetched, missing };
}
