import { expect } from 'vitest';
import { LANGUAGES } from '#content/words/languages.ts';
import { loadWords } from '#content/words/load-words.ts';
import { expectAccessible, schemesToLookAt } from './axe.ts';
import { fetchLanguage } from './fetch-language.ts';
import { screenSizes, test } from './page.ts';
import { practiceIds, readPractice } from './read-practice.ts';

const sizes = Object.keys(screenSizes) as (keyof typeof screenSizes)[];
const misspelt = { da: 'fiskebænek', nb: 'fiskebenekn', en: 'fihsing bench' } as const;

for (const language of LANGUAGES) {
  test(`finds a misspelt practice in ${language}, says how many there are, and keeps the words out of the address`, async ({
    open,
  }) => {
    const words = await loadWords(language);
    const { prose } = await readPractice('fishing-bench', language);
    const page = await open(`/${language}/practices/`);
    const address = page.url();
    await page.getByRole('searchbox', { name: words.all.search }).fill(misspelt[language]);
    await page.getByRole('main').getByRole('link', { name: prose.title }).waitFor();
    expect(await page.getByRole('status').first().textContent()).toMatch(/\d/);
    expect(page.url()).toBe(address);
    await page.getByRole('searchbox').fill('xqzxqz');
    await page.getByRole('heading', { name: words.all.none }).waitFor();
    expect(await page.getByRole('status').first().textContent()).toBe(words.all.none);
    await page.getByRole('button', { name: words.all.everything, exact: true }).click();
    expect(await page.getByRole('searchbox').inputValue()).toBe('');
  });

  test(`is accessible in ${language} by the letter of WCAG 2.2 AA: all practices, meeting, us, in system`, async ({
    open,
  }) => {
    for (const scheme of schemesToLookAt(language))
      for (const path of ['practices/', 'practices/#situation/us', 'meeting/', 'us/', 'system/']) {
        const page = await open(`/${language}/${path}`, { scheme, size: 'smallest-phone' });
        await page.getByRole('main').getByRole('listitem').first().waitFor();
        await expectAccessible(page);
      }
  });
}

test('finds by the word another language uses', async ({ open }) => {
  const { prose } = await readPractice('fishing-bench', 'en');
  const page = await open('/en/practices/');
  await page.getByRole('searchbox').fill('kollegastøtte');
  await page.getByRole('main').getByRole('link', { name: prose.title }).waitFor();
});

test('leads from the start page to every practice within three taps', async ({ open }) => {
  const words = await loadWords('da');
  const page = await open('/da/');
  await page.getByRole('link', { name: words.nav.all }).click();
  const list = page.getByRole('list', { name: words.all.heading });
  const met = new Set<string | null>();
  for (const moment of [words.all.moments.now, words.all.moments.day, words.all.moments.long]) {
    await page.getByRole('button', { name: moment, exact: true }).click();
    await page.getByRole('button', { name: moment, exact: true, pressed: true }).waitFor();
    for (const link of await list.getByRole('link').all()) met.add(await link.getAttribute('href'));
  }
  const own: Record<string, string> = { 'acute-break': '/da/break/', 'help-now': '/da/help/' };
  for (const id of practiceIds()) expect(met, id).toContain(own[id] ?? `/da/practice/${id}/`);
});

test('says in its address what is looked at, so that it can be shared, without entries to go back through', async ({
  open,
}) => {
  const words = await loadWords('nb');
  const page = await open('/nb/practices/');
  await page.getByRole('main').getByRole('listitem').first().waitFor();
  const entries = await page.evaluate(() => history.length);
  await page.getByRole('link', { name: words.all.level, exact: true }).click();
  await page.getByRole('button', { name: words.all.levels.leader, exact: true }).click();
  await page.waitForURL('**/nb/practices/#level/leader');
  expect(await page.evaluate(() => history.length)).toBe(entries);
  const shared = await open('/nb/practices/#level/leader');
  await shared.getByRole('button', { name: words.all.levels.leader, exact: true, pressed: true }).waitFor();
  const { prose } = await readPractice('word-to-deed', 'nb');
  await shared.getByRole('main').getByRole('link', { name: prose.title }).waitFor();
});

test('leads from what somebody would say to the practices for it', async ({ open }) => {
  const words = await loadWords('en');
  const { prose } = await readPractice('campfire-round', 'en');
  const page = await open('/en/practices/#situation/us');
  const said = page.getByRole('main').getByRole('region', { name: 'We don’t say it out loud' });
  expect(await said.getByRole('link', { name: prose.title }).getAttribute('href')).toBe('/en/practice/campfire-round/');
  await page.getByRole('button', { name: words.all.everything, exact: true }).click();
  await expect.poll(() => page.getByRole('main').getByRole('region').count()).toBeGreaterThanOrEqual(40);
});

test('opens a door for leaders and one for safety representatives, each with its own practices first', async ({
  open,
}) => {
  const words = await loadWords('nb');
  const page = await open('/nb/system/');
  const first = page.getByRole('main').getByRole('list').last().getByRole('link').first();
  const forLeaders = await first.innerText();
  await page.getByRole('link', { name: words.places.system.doors['safety-representative'] }).click();
  await page.waitForURL('**/nb/system/#safety-representative');
  await expect.poll(() => first.innerText()).not.toBe(forLeaders);
});

test('goes from the team to what is in system and back, with its name on the page', async ({ open }) => {
  const words = await loadWords('da');
  const page = await open('/da/us/');
  await page.getByRole('heading', { level: 1, name: words.places.us.heading }).waitFor();
  const bench = await readPractice('fishing-bench', 'da');
  const first = page.getByRole('main').getByRole('listitem').first();
  expect(await first.innerText()).toContain(bench.prose.title);
  const tabs = page.getByRole('navigation', { name: words.places.tabs.label });
  await tabs.getByRole('link', { name: words.places.tabs.system }).click();
  await page.getByRole('heading', { level: 1, name: words.places.system.heading }).waitFor();
  await page.getByRole('link', { name: words.board.heading }).getByText(words.board.hint).waitFor();
  expect(await page.title()).toContain(words.nav.system);
  await tabs.getByRole('link', { name: words.places.tabs.us }).click();
  await page.getByRole('heading', { level: 1, name: words.places.us.heading }).waitFor();
});

test('opens every place and all practices offline, and finds', async ({ open }) => {
  const words = await loadWords('da');
  // English is not on this device; the search goes on without it.
  const page = await open('/da/', { withWorker: true, expectedErrors: [/ERR_INTERNET_DISCONNECTED/] });
  await page.waitForLoadState('networkidle');
  await fetchLanguage(page, 'da');
  await page.context().setOffline(true);
  for (const [path, title] of [
    ['meeting/', words.places.meeting.heading],
    ['us/', words.places.us.heading],
    ['system/', words.places.system.heading],
    ['practices/', words.all.heading],
  ] as const) {
    await page.goto(`/da/${path}`);
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
    await page.getByRole('main').getByRole('listitem').first().waitFor();
  }
  const { prose } = await readPractice('fishing-bench', 'da');
  await page.getByRole('searchbox').fill('fiskeb');
  await page.getByRole('main').getByRole('link', { name: prose.title }).waitFor();
});

for (const [language, spoken, id] of [
  ['nb', 'vejrtrækning', 'long-exhale'],
  ['da', 'verneombud', 'care-in-system'],
] as const)
  test(`finds offline in ${language} by the word the neighbours use: ${spoken}`, async ({ open }) => {
    const page = await open(`/${language}/`, { withWorker: true, expectedErrors: [/ERR_INTERNET_DISCONNECTED/] });
    await page.waitForLoadState('networkidle');
    await fetchLanguage(page, language);
    await page.context().setOffline(true);
    const { prose } = await readPractice(id, language);
    await page.goto(`/${language}/practices/`);
    await page.getByRole('searchbox').fill(spoken);
    await page.getByRole('main').getByRole('link', { name: prose.title }).waitFor();
  });

test('finds offline by what somebody would say, misspelt', async ({ open }) => {
  const page = await open('/en/practices/', { withWorker: true });
  await page.waitForLoadState('networkidle');
  await fetchLanguage(page, 'en');
  await page.context().setOffline(true);
  await page.reload();
  const { prose } = await readPractice('worst-advice', 'en');
  await page.getByRole('searchbox').fill('I told someone and got a bad peice of advice');
  await page.getByRole('main').getByRole('link', { name: prose.title }).waitFor();
});

test('never scrolls sideways, on any device or with text at 200 %', async ({ open }) => {
  for (const device of [...sizes.map((size) => ({ size })), { size: 'smallest-phone', textScale: 2 } as const]) {
    const page = await open('/nb/us/', device);
    for (const path of ['practices/', 'meeting/', 'system/', 'us/']) {
      await page.goto(`/nb/${path}`);
      await page.getByRole('main').getByRole('listitem').first().waitFor();
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(overflow, `${path} ${JSON.stringify(device)}`).toBeLessThanOrEqual(0);
    }
  }
});
