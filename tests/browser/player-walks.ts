import type { Language } from '#content/words/languages.ts';
import type { Device } from './page.ts';

/** Practices that have every step kind between them, each in one language on one kind of device. */
export const WALKS: readonly (readonly [practice: string, language: Language, device: Device])[] = [
  ['fishing-bench', 'da', { scheme: 'light' }],
  ['price-ledger', 'da', { scheme: 'dark', textScale: 2 }],
  ['fatigue-causes', 'da', { scheme: 'dark' }],
  ['under-the-surface', 'da', { scheme: 'light', textScale: 2 }],
  ['prevention-list', 'nb', { scheme: 'light', size: 'tablet' }],
  ['campfire-round', 'nb', { scheme: 'dark', textScale: 2 }],
  ['worst-advice', 'nb', { scheme: 'light' }],
  ['closeness-and-distance', 'nb', { scheme: 'dark' }],
  ['vik', 'en', { scheme: 'light', textScale: 2 }],
  ['cycle-of-caring', 'en', { scheme: 'dark', textScale: 2 }],
  ['professional-pause', 'en', { scheme: 'light', size: 'desktop' }],
  ['word-to-deed', 'en', { scheme: 'dark' }],
];
