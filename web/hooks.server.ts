import type { Handle } from '@sveltejs/kit/hooks';
import { linkStyles } from './build-plugins/link-styles.ts';

/** Pages that someone in need may open before anything else: they are painted with the first answer of the server. */
const carriesItsStyles = new Set<string | null>([
  '/[lang=language]',
  '/[lang=language]/break',
  '/[lang=language]/help',
]);

/** On a slow line the code would come before the letters: it is asked for at once, and waits for them. */
const paintFirst = (page: string): string =>
  page.replaceAll('rel="modulepreload"', 'rel="modulepreload" fetchpriority="low"');

/** Runs only while pages are prerendered: the language of the page stands on its root element. */
export const handle: Handle = ({ event, resolve }) =>
  resolve(event, {
    transformPageChunk: ({ html }) => {
      const page = html.replace('%lang%', event.params.lang ?? 'en');
      return carriesItsStyles.has(event.route.id) ? paintFirst(page) : linkStyles(page);
    },
  });
