import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

/**
 * Vite's list of files stands in the order of where their sources lie, seen from the folder of the project, and the
 * service worker gets it in that order. So that a build is the same wherever it is made, it is put in the order of the
 * files themselves before SvelteKit reads it.
 */
export function sortedManifest(): Plugin {
  return {
    name: 'ballast-sorted-manifest',
    apply: 'build',
    applyToEnvironment: ({ name }) => name === 'client',
    writeBundle: {
      order: 'post',
      handler({ dir = '' }) {
        const path = join(dir, '.vite/manifest.json');
        if (!existsSync(path)) return;
        const manifest = JSON.parse(readFileSync(path, 'utf8')) as Record<string, { readonly file: string }>;
        const inOrder = Object.entries(manifest).toSorted(([, a], [, b]) => (a.file < b.file ? -1 : 1));
        writeFileSync(path, JSON.stringify(Object.fromEntries(inOrder), null, 2));
      },
    },
  };
}
