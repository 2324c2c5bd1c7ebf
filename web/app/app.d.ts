import type { Language } from '#content/words/languages.ts';
import type { Words } from '#content/words/words.ts';

declare global {
  namespace App {
    interface PageData {
      language: Language;
      words: Words;
    }
  }
}

export {};
