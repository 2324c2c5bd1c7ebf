import { page } from '$app/state';
import type { Language } from '#content/words/languages.ts';
import type { Words } from '#content/words/words.ts';
import { pathTo, pathToPractice } from './paths.ts';
import type { Page } from './paths.ts';

/** The language and words of the page that is open. Reading them in markup or `$derived` follows a change. */
export const app = {
  get words(): Words {
    return page.data.words;
  },
  get language(): Language {
    return page.data.language;
  },
  path: (to: Page): string => pathTo(page.data.language, to),
  practice: (id: string): string => pathToPractice(page.data.language, id),
};

/** Fills `{n}` and the like. */
export const fill = (text: string, values: Record<string, string | number>): string =>
  text.replace(/\{(\w+)\}/g, (whole, key: string) => String(values[key] ?? whole));

/** `at`: in ms. */
export const formatMoment = (language: Language, at: number): string =>
  new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short' }).format(at);

export const formatDay = (language: Language, day: string): string =>
  new Intl.DateTimeFormat(language, { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  );
