import { error } from '@sveltejs/kit';
import { loadPractice } from '#web/app/practice-library.ts';

export const ssr = true;

export const load = async ({ params }) => ({
  help: (await loadPractice(params.lang, 'help-now')) ?? error(404),
});
