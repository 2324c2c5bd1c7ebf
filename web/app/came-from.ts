import type { Language } from '#content/words/languages.ts';
import { PAGES, pathInLanguage, pathTo } from './paths.ts';

/** Pages one passes through: nobody wants to be led back to them. */
const PASSED = ['unlock', 'keep', 'acute', 'help'] as const;
const PASSED_PATH = new RegExp(`^/[a-z]{2}/(${PASSED.map((page) => PAGES[page]).join('|')})$`);

let lastPath: string | undefined;

/** The path alone, and in this page's memory alone: no query, no fragment, nothing in the address. */
export function noteVisit(pathname: string): void {
  if (!PASSED_PATH.test(pathname)) lastPath = pathname;
}

/** Where unlocking and keeping lead back to. */
export const cameFrom = (language: Language): string =>
  lastPath === undefined ? pathTo(language, 'now') : pathInLanguage(lastPath, language);
