import { redirect } from '@sveltejs/kit';
import { pathTo } from '#web/app/paths.ts';

export const ssr = false;

const SURFACES = { 'acute-break': 'acute', 'help-now': 'help' } as const;

/** The two surfaces have a page of their own: whoever leaves it does not come back here. */
export const load = ({ params }) => {
  if (params.id in SURFACES) redirect(307, pathTo(params.lang, SURFACES[params.id as keyof typeof SURFACES]));
};
