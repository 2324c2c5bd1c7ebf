import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { runServerProcess } from '#server/run-server-process.ts';

// Here and not beside tools/start.ts, since only here the app is sure to be built.
const startProgram = join(import.meta.dirname, '../../tools/start.ts');

async function start(command: readonly [string, ...string[]], env: Record<string, string> = {}) {
  const server = await runServerProcess(command, env);
  onTestFinished(() => void server.child.kill('SIGKILL'));
  return server;
}

test.each(['SIGINT', 'SIGTERM'] as const)('starts, serves the app, and ends cleanly on %s', async (signal) => {
  const server = await start([process.execPath, startProgram]);
  const page = await fetch(new URL('/da/', server.url));
  expect(page.status).toBe(200);
  expect(await page.text()).toContain('lang="da"');
  server.child.kill(signal);
  expect(await server.ended).toBe(0);
  expect(server.output().stdout).toMatch(new RegExp(`stopping ${signal}\nstopped\n$`));
  await expect(fetch(new URL('/da/', server.url))).rejects.toThrow('fetch failed');
});

test('leaves nothing running when npm itself is told to stop', async () => {
  const server = await start(['npm', 'start']);
  expect((await fetch(new URL('/nb/', server.url))).status).toBe(200);
  server.child.kill('SIGTERM');
  await server.ended; // Not before the last process that can write to its output is gone.
  expect(server.output().stdout).toMatch(/\nstopped\n$/);
});

test('says so when it is started twice on one port', async () => {
  const first = await start([process.execPath, startProgram]);
  const second = await start([process.execPath, startProgram], { PORT: new URL(first.url ?? '').port });
  expect(await second.ended).toBe(1);
  expect(second.output().stderr).toContain('Another program already uses that port.');
});
