import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import adapter from '@sveltejs/adapter-static';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';
import { hashSources } from './web/build-plugins/hash-sources.ts';
import { LANGUAGES } from './content/words/languages.ts';
import { PAGES, pathTo } from './web/app/paths.ts';
import type { Page } from './web/app/paths.ts';
import { readApiOrigin } from './web/build-plugins/api-origin.ts';
import { contentPlugin } from './web/build-plugins/content-plugin.ts';
import { previewPlugin } from './web/build-plugins/preview-plugin.ts';
import { plainHistoryState } from './web/build-plugins/plain-history-state.ts';
import { sortedManifest } from './web/build-plugins/sorted-manifest.ts';

/** Where the app is built to. */
const out = process.env.BALLAST_BUILD ?? 'build/web';
/** Two builds at once keep out of each other's way. */
const outDir = process.env.BALLAST_BUILD ? `.svelte-kit-${basename(out)}` : '.svelte-kit';
/** Where the app asks for lockers; empty: where it is served from. */
const api = readApiOrigin(process.env);
/** The same sources, built for the same, give the same version: a build can be made again, a changed one is noticed. */
const sources = hashSources(process.cwd(), [
  'content',
  'core',
  'vault',
  'contract',
  'web',
  'vite.config.ts',
  'package-lock.json',
]);
const version = createHash('sha256').update(`${sources} ${api}`).digest('hex').slice(0, 16);
const everyPage = LANGUAGES.flatMap((language) =>
  Object.keys(PAGES).map((page) => pathTo(language, page as Page)),
) as `/${string}`[];

const firstPage = /web\/routes\/(\+layout|\[lang=language\]\/\+(layout|page))\./;

/** The words of the first page, and of what opens over any: one file a language. */
const firstWords = /(?:content\/words\/first\/|virtual:practice-surfaces\/)(da|nb|en)(?:\.ts)?$/;

export default defineConfig({
  plugins: [
    contentPlugin(),
    previewPlugin(),
    plainHistoryState(),
    sortedManifest(),
    sveltekit({
      // web/build-plugins/link-styles.ts takes it out again where it need not be.
      inlineStyleThreshold: Infinity,
      files: { src: 'web', assets: 'web/static' },
      outDir,
      adapter: adapter({ pages: out, assets: out, precompress: true, strict: true }),
      // The header of the server is the one that binds; the tag serves those who host the files elsewhere.
      csp: {
        mode: 'hash',
        directives: {
          'default-src': ['none'],
          'script-src': ['self'],
          'style-src': ['self'],
          // The style of SvelteKit's own route announcer; a new one shows as a console error in every browser test.
          'style-src-attr': ['unsafe-hashes', 'sha256-S8qMpvofolR8Mpjy4kQvEm7m1q8clzU4dfDH0AmvZjo='],
          'img-src': ['self', 'data:'],
          'font-src': ['self'],
          'connect-src': ['self', ...(api === '' ? [] : [api as `https://${string}.${string}`])],
          'worker-src': ['self'],
          'manifest-src': ['self'],
          'base-uri': ['none'],
          'form-action': ['none'],
        },
      },
      prerender: { entries: ['*', ...everyPage] },
      serviceWorker: { register: false },
      version: { name: version },
    }),
  ],
  define: { BALLAST_API: JSON.stringify(api) },
  worker: { format: 'es' },
  environments: {
    client: {
      build: {
        rolldownOptions: {
          // What the first page needs comes as one file: in fifty it was a third larger, and six at a time on their way.
          output: {
            codeSplitting: {
              groups: [
                { name: 'first', test: firstPage },
                { name: (module) => `first-${firstWords.exec(module)?.[1]}`, test: firstWords },
                // What SvelteKit starts with, before it runs the code that reads from it which version this is.
                {
                  name: 'start',
                  test: /runtime\/client\/payload\.js$|vite\/preload-helper|web\/app\/join-words\.ts$/,
                  priority: 1,
                },
              ],
            },
          },
        },
      },
    },
  },
  server: { host: '127.0.0.1', watch: { ignored: ['**/build/**', '**/data/**', '**/docs/**'] } },
  build: { target: ['chrome107', 'firefox115', 'safari16'], assetsInlineLimit: 0 },
});
