import { defineParams } from '@sveltejs/kit/params';
import { isLanguage } from '#content/words/languages.ts';

export const params = defineParams({ language: (value) => (isLanguage(value) ? value : undefined) });
