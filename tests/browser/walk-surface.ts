import type { Page } from 'playwright-core';
import type { Language } from '#content/words/languages.ts';
import { loadWords } from '#content/words/load-words.ts';
import type { Surface } from '#core/practice/practice.ts';
import { readPractice } from './read-practice.ts';

const FAR = 60;

/**
 * Goes through one of the two surfaces that no run leads through, and out of it again. `onScreen` is called with every
 * screen of it, before anything is done there. Gives the headings met.
 */
export async function walkSurface(
  page: Page,
  surface: Surface,
  language: Language,
  onScreen: () => Promise<void>,
): Promise<string[]> {
  try {
    return await (surface === 'acute-break' ? walkBreak : walkHelp)(page, language, onScreen);
  } catch (error) {
    const screen = await page.locator('body').ariaSnapshot();
    throw new Error(`${surface} in ${language}: ${(error as Error).message}\n${screen}`, { cause: error });
  }
}

type Way = (page: Page, language: Language, onScreen: () => Promise<void>) => Promise<string[]>;

const walkBreak: Way = async (page, language, onScreen) => {
  const words = await loadWords(language);
  const { prose } = await readPractice('acute-break', language);
  const next = page.getByRole('button', { name: words.acute.next, exact: true });
  const done = page.getByRole('button', { name: prose.endings.items.done?.label ?? '', exact: true });
  const met: string[] = [];
  await next.waitFor();
  while (met.length < FAR) {
    met.push(await page.getByRole('heading', { level: 1 }).innerText());
    await onScreen();
    if ((await done.count()) > 0) break;
    await next.click();
  }
  await done.click();
  await page.getByRole('heading', { level: 1, name: words.now.heading }).waitFor();
  return met;
};

const walkHelp: Way = async (page, language, onScreen) => {
  const words = await loadWords(language);
  const heading = page.getByRole('heading', { level: 1 });
  await heading.waitFor();
  const met = [await heading.innerText()];
  const numbers = page.getByRole('main').getByRole('link', { name: /\d/ });
  await numbers.first().waitFor();
  await onScreen();
  for (const number of await numbers.all())
    if (!(await number.getAttribute('href'))?.startsWith('tel:')) throw new Error('a number cannot be called');
  await page.getByRole('button', { name: words.help.close, exact: true }).click();
  await page.getByRole('heading', { level: 1, name: words.now.heading }).waitFor();
  return met;
};
