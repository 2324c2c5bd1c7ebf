import { error } from '@sveltejs/kit';
import { loadPractice } from '#web/app/practice-library.ts';

export const ssr = true;

export const load = async ({ params }) => ({
  acute: (await loadPractice(params.lang, 'acute-break')) ?? error(404),
});
