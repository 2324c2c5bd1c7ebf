import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { createApp } from '#server/app.ts';
import { startServer } from '#server/start-server.ts';

/**
 * A page with the vault and nothing else, built as the app is and served by the real server under its real policy.
 * `stop` ends the server and removes the build.
 */
export async function serveVaultPage(): Promise<{ readonly origin: string; readonly stop: () => Promise<void> }> {
  const webDir = mkdtempSync(join(tmpdir(), 'ballast-vault-page-'));
  await build({
    configFile: false,
    logLevel: 'error',
    root: join(import.meta.dirname, 'vault-page'),
    define: { BALLAST_API: '""' },
    worker: { format: 'es' },
    build: { outDir: webDir, emptyOutDir: true, target: ['chrome107', 'firefox115', 'safari16'], assetsInlineLimit: 0 },
  });
  const never = () => false;
  const app = createApp({ webDir, version: 'test', tls: false, isStopping: never, onBug: () => {} });
  if (!app.ok) throw new Error(app.error.tag);
  const server = await startServer({ fetch: app.value.fetch, host: '127.0.0.1', port: 0, tls: false });
  if (!server.ok) throw new Error(server.error.tag);
  // Passkeys refuse bare addresses.
  const origin = `http://localhost:${new URL(server.value.url).port}`;
  const stop = async () => {
    await server.value.stop({ graceMs: 0 });
    rmSync(webDir, { recursive: true });
  };
  return { origin, stop };
}
