import { expect } from 'vitest';
import type { Language } from '#content/words/languages.ts';
import { allSteps } from '#core/practice/parse-practice.ts';
import { fetchLanguage } from './fetch-language.ts';
import { handOf, press } from './keep-device.ts';
import type { Hand } from './keep-device.ts';
import { lookOver } from './look-over.ts';
import { test } from './page.ts';
import { idsOf, readPractice } from './read-practice.ts';
import type { ReadPractice } from './read-practice.ts';
import { walkPractice } from './walk-practice.ts';

/**
 * The practices that are more than a flow, each as the app has it. `answer` opens it, where its first step asks whether it
 * fits; `through` is the step that makes it more than a flow.
 */
type Tool = { practice: string; unit?: string; answer?: string; through: string };
const TOOLS: Record<Language, readonly Tool[]> = {
  da: [
    { practice: 'circle-of-two', answer: 'equal', through: 'ring' },
    { practice: 'story-vignettes', unit: 'wednesday-box', through: 'box-talk' },
  ],
  nb: [
    { practice: 'where-it-starts', answer: 'equal', through: 'ring' },
    { practice: 'compassion-course', unit: 'week-1', through: 'line-1' },
  ],
  en: [{ practice: 'deliberate-practice', unit: 'say-limit', through: 'limit-drill' }],
};

async function answerFirst(hand: Hand, { practice, prose }: ReadPractice, answer: string): Promise<void> {
  const first = prose.steps[practice.steps[0]?.id ?? ''];
  await hand.page
    .getByRole('main')
    .getByText(first?.items[answer]?.label ?? '')
    .click();
  await press(hand, hand.words.player.next);
  await hand.page.getByRole('heading', { level: 1, name: first?.label ?? '' }).waitFor({ state: 'detached' });
}

for (const [language, tools] of Object.entries(TOOLS) as [Language, readonly Tool[]][])
  test(`walks ${tools.map(({ practice }) => practice).join(' and ')} to its end in ${language}, offline`, async ({
    open,
  }) => {
    const page = await open(`/${language}/`, { size: 'smallest-phone', withWorker: true });
    await fetchLanguage(page, language);
    await page.context().setOffline(true);
    for (const { practice: id, unit, answer, through } of tools) {
      const read = await readPractice(id, language);
      expect(allSteps(read.practice).map((step) => step.id)).toContain(through);
      await page.goto(`/${language}/practice/${id}/`);
      if (answer !== undefined) await answerFirst(await handOf(page, language), read, answer);
      const onScreen = () => lookOver(page, idsOf(read.practice));
      const met = await walkPractice({ page, practice: read, language, unit, onScreen });
      const { label, items } = read.prose.steps[through] ?? { label: through, items: {} };
      const said = new Set([label, ...Object.values(items).map((item) => item.label)]);
      expect(met.filter((heading) => said.has(heading)).length, `${id}: ${met.join(' / ')}`).toBeGreaterThan(0);
    }
  });

test('closes the circle before it is drawn where there has been harm, and leads to Help now', async ({ open }) => {
  const page = await open('/da/practice/circle-of-two/');
  const hand = await handOf(page, 'da');
  const { player, endings, quay, help, kinds } = hand.words;
  const read = await readPractice('circle-of-two', 'da');
  const main = page.getByRole('main');
  await answerFirst(hand, read, 'harm');
  await page.getByRole('heading', { level: 1, name: endings.closed }).waitFor();
  await main.getByText(read.prose.steps.power?.items.harm?.text[0] ?? '').waitFor();
  expect(await main.getByRole('list', { name: kinds.loop.story }).count()).toBe(0);
  expect(await main.getByRole('button', { name: player.next, exact: true }).count()).toBe(0);
  await main.getByRole('link', { name: quay.help }).click();
  await page.getByRole('heading', { level: 1, name: help.title }).waitFor();
});
