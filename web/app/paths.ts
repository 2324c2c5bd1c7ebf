import type { Language } from '../../content/words/languages.ts';

/** The map of the app: every page below `/<language>/`. */
export const PAGES = {
  now: '',
  acute: 'break/',
  help: 'help/',
  day: 'day/',
  long: 'long/',
  meeting: 'meeting/',
  us: 'us/',
  system: 'system/',
  board: 'system/board/',
  all: 'practices/',
  paper: 'paper/',
  settings: 'settings/',
  print: 'settings/print/',
  kept: 'kept/',
  devices: 'devices/',
  unlock: 'unlock/',
  keep: 'keep/',
} as const;
export type Page = keyof typeof PAGES;

export const pathTo = (language: Language, page: Page): string => `/${language}/${PAGES[page]}`;
export const pathToPractice = (language: Language, id: string): string => `/${language}/practice/${id}/`;

/** The same page in another language. */
export const pathInLanguage = (pathname: string, language: Language): string =>
  pathname.replace(/^\/(da|nb|en)(?=\/|$)/, `/${language}`);
