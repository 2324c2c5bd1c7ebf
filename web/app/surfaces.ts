import type { Language } from '#content/words/languages.ts';
import type { HelpLine } from '#core/help/help-line.ts';
import type { Prose } from '#core/practice/parse-prose.ts';
import type { Practice } from '#core/practice/practice.ts';

export type HelpLines = Record<'dk' | 'no', HelpLine[]>;
/** What is shown of the two practices that open over any page, in one language. */
export type Surfaces = {
  acute: { steps: Practice['steps']; prose: Pick<Prose, 'steps' | 'endings'> };
  help: { prose: Pick<Prose, 'steps'>; lines: HelpLines };
};

const loaders: Record<Language, () => Promise<{ default: Surfaces }>> = {
  da: () => import('virtual:practice-surfaces/da'),
  nb: () => import('virtual:practice-surfaces/nb'),
  en: () => import('virtual:practice-surfaces/en'),
};

export const loadSurfaces = async (language: Language): Promise<Surfaces> => (await loaders[language]()).default;
