import type { Plugin } from 'vite';

const PLAIN = '\0plain-history-state';

/**
 * In the browser SvelteKit uses devalue for what a server gives to a page, and here no server gives any, and for what it
 * keeps with an entry of the history. That is plain JSON here (`App.PageState`), so JSON can do it, and the first load is
 * 3 kB smaller. Pages are prerendered with devalue itself.
 */
export function plainHistoryState(): Plugin {
  return {
    name: 'ballast-plain-history-state',
    apply: 'build',
    enforce: 'pre',
    resolveId(source) {
      return source === 'devalue' && this.environment.name === 'client' ? PLAIN : undefined;
    },
    load(id) {
      if (id !== PLAIN) return undefined;
      return `
        const none = () => { throw new Error('nothing here comes from a server'); };
        export { none as uneval, none as unflatten };
        export const stringify = (value) => JSON.stringify(value);
        export const parse = (text) => JSON.parse(text);`;
    },
  };
}
