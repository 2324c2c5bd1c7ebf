import { join } from 'node:path';
import { build } from 'vite';

/** Puts a page of the bench beside the app: at the same origin it writes where the app reads. `path`: where it is served. */
export async function buildPage(folder: string, path: string, webDir: string): Promise<void> {
  await build({
    configFile: false,
    logLevel: 'error',
    root: join(import.meta.dirname, folder),
    base: './',
    define: { BALLAST_API: '""' },
    worker: { format: 'es' },
    build: { outDir: join(webDir, path), emptyOutDir: true, target: 'esnext', assetsInlineLimit: 0 },
  });
}
