import { expect } from 'vitest';
import { allSteps } from '#core/practice/parse-practice.ts';
import { stepKinds } from '#core/practice/step-kinds/registry.ts';
import { expectAccessible } from './axe.ts';
import { fetchLanguage } from './fetch-language.ts';
import { lookOver } from './look-over.ts';
import { test } from './page.ts';
import { WALKS } from './player-walks.ts';
import { idsOf, readPractice } from './read-practice.ts';
import { walkByKeyboard } from './walk-by-keyboard.ts';
import { walkPractice } from './walk-practice.ts';

/** In practices of their own, which stand in for one of the app: step-loop.test.ts, step-rehearse.test.ts. */
const WALKED_ELSEWHERE = ['loop', 'rehearse'];

test('walks practices of every step kind, in every language', async () => {
  const read = await Promise.all(WALKS.map(([id, language]) => readPractice(id, language)));
  const kinds = new Set(read.flatMap(({ practice }) => allSteps(practice).map(({ kind }) => kind)));
  expect([...new Set([...kinds, ...WALKED_ELSEWHERE])].sort()).toEqual(Object.keys(stepKinds).sort());
  for (const language of ['da', 'nb', 'en'])
    expect(WALKS.filter((walk) => walk[1] === language).length, language).toBeGreaterThanOrEqual(4);
});

for (const [turn, [practice, language, device]] of WALKS.entries()) {
  test(`walks ${practice} to its end offline in ${language}, accessible all the way`, async ({ open }) => {
    const page = await open(`/${language}/`, { size: 'smallest-phone', withWorker: true, ...device });
    await fetchLanguage(page, language);
    await page.context().setOffline(true);
    await page.goto(`/${language}/practice/${practice}/`);
    const ids = idsOf((await readPractice(practice, language)).practice);
    let last = '';
    const onScreen = async (heading: string) => {
      await lookOver(page, ids);
      // Once for each heading: turns and cards come again and again.
      if (heading !== last) await expectAccessible(page);
      last = heading;
    };
    const met = await walkPractice({ page, practice, language, turn, onScreen });
    expect(met.length).toBeGreaterThan(2);
  });

  test(`plays ${practice} in ${language} with the keyboard alone`, async ({ open }) => {
    const page = await open(`/${language}/practice/${practice}/`, { ...device, textScale: 1, reducedMotion: true });
    const met = await walkByKeyboard(page, language);
    expect(met.length).toBeGreaterThan(2);
  });
}
