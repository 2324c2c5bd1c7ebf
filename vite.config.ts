import { basename } from 'node:path';
import adapter from '@sveltejs/adapter-static';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';
import { contentPlugin } from './web/build-plugins/content-plugin.ts';

/** Where the app is built to. */
const out = process.env.BALLAST_BUILD ?? 'build/web';
/** Two builds at once keep out of each other's way. */
const outDir = process.env.BALLAST_BUILD ? `.svelte-kit-${basename(out)}` : '.svelte-kit';
const version = process.env.BALLAST_VERSION ?? process.env.npm_package_version ?? '0';

export default defineConfig({
  plugins: [
    contentPlugin(),
    sveltekit({
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
          'img-src': ['self', 'data:'],
          'font-src': ['self'],
          'connect-src': ['self'],
          'worker-src': ['self'],
          'manifest-src': ['self'],
          'base-uri': ['none'],
          'form-action': ['none'],
        },
      },
      prerender: { entries: ['*'] },
      serviceWorker: { register: false },
      version: { name: version },
    }),
  ],
  worker: { format: 'es' },
  build: { target: ['chrome107', 'firefox115', 'safari16'], assetsInlineLimit: 0 },
});
