import type { Handle } from '@sveltejs/kit/hooks';

/** Runs only while pages are prerendered: the language of the page stands on its root element. */
export const handle: Handle = ({ event, resolve }) =>
  resolve(event, { transformPageChunk: ({ html }) => html.replace('%lang%', event.params.lang ?? 'en') });
