import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runServerProcess } from '#server/run-server-process.ts';
import { buildWhenStale } from '../tools/build-when-stale.ts';
import type { Part, Served } from './part.ts';

const root = join(import.meta.dirname, '..');

/** The app that `BALLAST_WEB` names, as the server reads it, or the one of these sources, built if they changed. */
async function builtApp(say: (line: string) => void): Promise<string> {
  if (process.env.BALLAST_WEB) return process.env.BALLAST_WEB;
  const outcome = await buildWhenStale({ root, say });
  if (outcome !== 'fresh' && outcome !== 'built') throw new Error('The sources do not build: nothing to measure.');
  return join(root, 'build/web');
}

/** `stop` ends the server and removes the copy. */
export async function serveCopy(
  parts: readonly Part[],
  say: (line: string) => void,
): Promise<Served & { readonly stop: () => Promise<void> }> {
  const app = await builtApp(say);
  const webDir = mkdtempSync(join(tmpdir(), 'ballast-bench-'));
  const remove = () => rmSync(webDir, { recursive: true, force: true });
  try {
    cpSync(app, webDir, { recursive: true });
    for (const part of parts) await part.prepare?.(webDir);
    const server = await runServerProcess([process.execPath, join(root, 'server/main.ts')], { BALLAST_WEB: webDir });
    if (server.url === undefined) throw new Error(server.output().stderr);
    const stop = async () => {
      server.child.kill('SIGTERM');
      await server.ended;
      remove();
    };
    return { origin: `http://localhost:${new URL(server.url).port}`, webDir, stop };
  } catch (error) {
    remove();
    throw error;
  }
}
