import { once } from 'node:events';
import { createServer, connect, type AddressInfo } from 'node:net';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { runServerProcess, type ServerProcess } from './run-server-process.ts';
import { writeSampleSite } from './write-sample-site.ts';

const bigFile = 'b'.repeat(32 * 1024 * 1024);
const webDir = writeSampleSite({ '_app/immutable/big.txt': bigFile });
const main = join(import.meta.dirname, 'main.ts');
const running: ServerProcess[] = [];

afterEach(async () => {
  for (const { child, ended } of running.splice(0)) {
    child.kill('SIGKILL');
    await ended;
  }
});

async function runMain(env: Record<string, string> = {}): Promise<ServerProcess> {
  const server = await runServerProcess([process.execPath, main], { BALLAST_WEB: webDir, ...env });
  running.push(server);
  return server;
}

const addressOf = (server: ServerProcess) => {
  if (server.url === undefined) throw new Error(server.output().stderr);
  return server.url;
};

test('says where it is and where data lies, and that nothing is stored there', async () => {
  const server = await runMain({ BALLAST_DATA: '/srv/ballast-data' });
  const answer = await fetch(new URL('/health', addressOf(server)));
  expect(Object.keys((await answer.json()) as object)).toEqual(['server', 'version']);
  expect(server.output().stdout).toMatch(/^data {5}\/srv\/ballast-data \(nothing is stored there yet/m);
});

test('writes nothing about the ones who visit', async () => {
  const server = await runMain();
  const before = server.output();
  await fetch(new URL('/da/day?word=secret', addressOf(server)));
  await fetch(new URL('/nowhere', addressOf(server)));
  server.child.kill('SIGTERM');
  await server.ended;
  expect(server.output()).toEqual({ stdout: `${before.stdout}stopping SIGTERM\nstopped\n`, stderr: '' });
});

test.each(['SIGTERM', 'SIGINT'] as const)('finishes an open request after %s, then ends with 0', async (signal) => {
  const server = await runMain();
  const address = new URL(addressOf(server));
  const socket = connect(Number(address.port), address.hostname);
  socket.write('GET /_app/immutable/big.txt HTTP/1.1\r\nHost: localhost\r\n\r\n');
  await once(socket, 'readable'); // The answer has begun, and waits in full buffers for someone to read it.

  server.child.kill(signal);
  await once(server.child.stdout!, 'data');
  expect(await tryToConnect(address)).toBe('refused');
  expect(server.child.exitCode).toBeNull();

  let received = '';
  for await (const chunk of socket.setEncoding('latin1')) received += chunk as string;
  expect(received.slice(received.indexOf('\r\n\r\n') + 4)).toHaveLength(bigFile.length);
  expect(await server.ended).toBe(0);
});

test('refuses a PORT that is none, with a clear message', async () => {
  const server = await runMain({ PORT: 'http' });
  expect(await server.ended).toBe(1);
  expect(server.output()).toEqual({ stdout: '', stderr: 'PORT must be a whole number from 0 to 65535.\n' });
});

test('says so when the port is in use', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  const server = await runMain({ PORT: String(port) });
  expect(await server.ended).toBe(1);
  expect(server.output().stderr).toBe(
    `Ballast cannot start on 127.0.0.1, port ${port}. ` +
      'Another program already uses that port. Stop it, or choose another with PORT.\n',
  );
  other.close();
});

test('says so when HOST is no address of this machine', async () => {
  const server = await runMain({ HOST: '192.0.2.1' });
  expect(await server.ended).toBe(1);
  expect(server.output().stderr).toContain('HOST is no address of this machine.');
});

test('says so when the app has not been built', async () => {
  const server = await runMain({ BALLAST_WEB: join(webDir, 'missing') });
  expect(await server.ended).toBe(1);
  expect(server.output().stderr).toContain('There is no built app in');
});

async function tryToConnect(address: URL): Promise<'connected' | 'refused'> {
  const socket = connect(Number(address.port), address.hostname);
  const result = await Promise.race([
    once(socket, 'connect').then(() => 'connected' as const),
    once(socket, 'error').then(
      () => 'refused' as const,
      () => 'refused' as const,
    ),
  ]).catch(() => 'refused' as const);
  socket.destroy();
  return result;
}

test('carries lockers when it is told to, in a folder that is its own as long as it runs', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ballast-data-'));
  const env = { BALLAST_DATA: folder, BALLAST_LOCKERS: 'closed' };
  const server = await runMain(env);
  expect(server.output().stdout).toContain(`data     ${folder} (sealed lockers; new ones: closed)`);
  expect(await (await fetch(new URL('/health', addressOf(server)))).json()).toMatchObject({
    server: 'ballast',
    lockers: { policy: 'closed', largestSpace: 200_000_000, months: 24 },
  });
  const ask = (path: string, method: string) =>
    fetch(new URL(path, addressOf(server)), { method, ...(method === 'POST' && { body: '{}' }) });
  expect((await ask('/api/locker', 'POST')).status).toBe(400);
  const asked = await ask('/api/locker', 'GET');
  expect([asked.status, asked.headers.get('allow')]).toEqual([405, 'POST']);
  expect((await ask('/api/nothing', 'POST')).status).toBe(404);

  const second = await runMain(env);
  expect([await second.ended, second.output()]).toEqual([
    1,
    {
      stdout: '',
      stderr: `Ballast cannot open its data in ${folder}. Another Ballast already uses that folder. Stop it, or choose another with BALLAST_DATA.\n`,
    },
  ]);
  server.child.kill('SIGTERM');
  expect(await server.ended).toBe(0);
  const third = await runMain(env);
  expect((await fetch(new URL('/health', addressOf(third)))).status).toBe(200);
});

test('says that a database does not answer, and not how it is reached', async () => {
  const server = await runMain({ BALLAST_LOCKERS: 'open', DATABASE_URL: 'postgres://someone:hidden@127.0.0.1:9/none' });
  expect(await server.ended).toBe(1);
  expect(server.output().stderr).toMatch(
    /^Ballast cannot open its data\. The database of DATABASE_URL does not answer/,
  );
  expect(server.output().stderr).not.toContain('hidden');
});

test('has no lockers unless it is told to', async () => {
  const server = await runMain();
  expect((await fetch(new URL('/api/challenge', addressOf(server)), { method: 'POST', body: '{}' })).status).toBe(404);
});

test('shows numbers of its work on a port of its own, and nothing of anybody', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ballast-data-'));
  const server = await runMain({ BALLAST_DATA: folder, BALLAST_LOCKERS: 'open', BALLAST_METRICS_PORT: '0' });
  const metricsUrl = /^metrics {2}(\S+)$/m.exec(server.output().stdout)?.[1] ?? '';
  expect(new URL(metricsUrl).hostname).toBe('127.0.0.1');
  const space = 'ab'.repeat(16);
  await fetch(new URL('/api/challenge', addressOf(server)), { method: 'POST', body: JSON.stringify({ space }) });
  await fetch(new URL('/api/pull', addressOf(server)), { method: 'POST', body: '{}' });
  await fetch(new URL('/da/day?word=secret', addressOf(server)));
  const answer = await fetch(metricsUrl);
  expect(answer.headers.get('content-type')).toContain('text/plain; version=0.0.4');
  const text = await answer.text();
  for (const line of [
    'ballast_requests_total{route="challenge",status="2xx"} 1',
    'ballast_requests_total{route="pull",status="4xx"} 1',
    'ballast_requests_total{route="site",status="2xx"} 1',
    'ballast_request_seconds_bucket{route="site",le="+Inf"} 1',
    'ballast_request_seconds_count{route="pull"} 1',
    'ballast_streams 0',
    'ballast_lockers 0',
    'ballast_locker_bytes 0',
  ])
    expect(text.split('\n')).toContain(line);
  expect(text).toMatch(/^process_resident_memory_bytes \d{7,}$/m);
  expect(text).not.toMatch(/secret|day|127\.0\.0\.1|abab/);
  expect(await (await fetch(new URL('/health', metricsUrl))).json()).toMatchObject({ lockers: { policy: 'open' } });
  // Nothing of it where everybody comes.
  expect((await fetch(new URL('/metrics', addressOf(server)))).status).toBe(404);
  server.child.kill('SIGTERM');
  expect(await server.ended).toBe(0);
});

test('tells each event as one line of JSON, and of requests only how many there were', async () => {
  const server = await runMain({ BALLAST_LOG: 'json', BALLAST_DATA: '/srv/ballast-data' });
  await fetch(new URL('/da/day?word=secret', addressOf(server)));
  await fetch(new URL('/nowhere', addressOf(server)));
  await fetch(new URL('/health', addressOf(server)));
  server.child.kill('SIGTERM');
  expect(await server.ended).toBe(0);
  const { stdout, stderr } = server.output();
  const events = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { at: string; event: string });
  expect(events).toMatchObject([
    { event: 'started', address: addressOf(server) },
    { event: 'stopping', signal: 'SIGTERM' },
    { event: 'requests', counts: { 'health 2xx': 1, 'site 2xx': 1, 'site 4xx': 1 } },
    { event: 'stopped' },
  ]);
  expect(events.every(({ at }) => !Number.isNaN(Date.parse(at)))).toBe(true);
  expect(stdout + stderr).not.toMatch(/secret|nowhere|day/);

  const refused = await runMain({ BALLAST_LOG: 'json', PORT: 'http' });
  expect(await refused.ended).toBe(1);
  expect(JSON.parse(refused.output().stderr)).toMatchObject({
    event: 'cannot-start',
    reasons: ['PORT must be a whole number from 0 to 65535.'],
  });
});

test('says so when the port for the numbers is in use', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  const server = await runMain({ BALLAST_METRICS_PORT: String(port) });
  expect(await server.ended).toBe(1);
  expect(server.output().stderr).toContain('Stop it, or choose another with BALLAST_METRICS_PORT.');
  other.close();
});
