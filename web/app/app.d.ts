import type { Language } from '#content/words/languages.ts';
import type { Words } from '#content/words/words.ts';

declare global {
  /** The origin that is asked for lockers, fixed when the app is built; empty: the app's own. */
  const BALLAST_API: string;

  namespace App {
    interface PageData {
      language: Language;
      words: Words;
    }
  }
}

export {};
