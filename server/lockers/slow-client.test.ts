import { mkdtempSync, rmSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { encodeFrames } from '#contract/frames.ts';
import { routes } from '#contract/routes.ts';
import { createApp } from '../app.ts';
import { startServer, type RunningServer } from '../start-server.ts';
import type { Database } from '../store/database.ts';
import { openSqlite } from '../store/sqlite.ts';
import { writeSampleSite } from '../write-sample-site.ts';
import { deviceWithLocker, sampleRandomBytes } from './sample-lockers.ts';

const folder = mkdtempSync(join(tmpdir(), 'ballast-slow-'));
const bugs: string[] = [];
let database: Database;
let server: RunningServer;
let phone: Awaited<ReturnType<typeof deviceWithLocker>>;

beforeAll(async () => {
  const opened = await openSqlite(folder);
  if (!opened.ok) throw new Error(opened.error.tag);
  database = opened.value;
  const app = createApp({
    webDir: writeSampleSite({}),
    version: '0.0.0',
    tls: false,
    isStopping: () => false,
    lockers: {
      database,
      policy: 'open',
      largestSpace: 1e8,
      months: 24,
      now: () => Date.now(),
      randomBytes: sampleRandomBytes,
    },
    onBug: (place) => void bugs.push(place),
  });
  if (!app.ok) throw new Error(app.error.tag);
  const started = await startServer({
    fetch: app.value.fetch,
    host: '127.0.0.1',
    port: 0,
    tls: false,
    timeouts: { headersTimeout: 500, requestTimeout: 1_000, connectionsCheckingInterval: 100 },
  });
  if (!started.ok) throw new Error(started.error.tag);
  server = started.value;
  phone = await deviceWithLocker({ request: (path, init) => fetch(new URL(path, server.url), init) });
});
afterAll(async () => {
  await server.stop({ graceMs: 1_000 });
  await database.close();
  rmSync(folder, { recursive: true });
});

function open(): { readonly socket: Socket; readonly ended: Promise<string> } {
  const { hostname, port } = new URL(server.url);
  const socket = connect(Number(port), hostname).on('error', () => undefined);
  let answer = '';
  socket.setEncoding('latin1').on('data', (text: string) => (answer += text));
  // Not `once`: a reset is an end like any other.
  return { socket, ended: new Promise<string>((resolve) => void socket.on('close', () => resolve(answer))) };
}

/** A push that the server would take, if all of it came. */
async function wholePush() {
  const chain = await phone.sealChain(3);
  const body = encodeFrames([await phone.signHead(chain[2]!), ...chain.map(({ bytes }) => bytes)]);
  const head = (length: string) =>
    `POST ${routes.push} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\nauthorization: ${phone.authorization()}\r\n${length}\r\n\r\n`;
  return { body, withLength: head(`content-length: ${body.length}`), chunked: head('transfer-encoding: chunked') };
}

const expectNothingStored = async () => {
  expect((await phone.pull(0)).status).toBe(204);
  expect(bugs).toEqual([]);
};

test('whoever sends a header byte by byte is cut off in time, and others are answered meanwhile', async () => {
  const { withLength } = await wholePush();
  const { socket, ended } = open();
  let at = 0;
  const sending = setInterval(() => socket.writable && socket.write(withLength[at++ % withLength.length] ?? ''), 10);
  let answered = 0;
  while (!socket.closed) {
    expect((await phone.pull(0)).status).toBe(204);
    answered += 1;
  }
  clearInterval(sending);
  // What is still on its way when the line is reset may not arrive.
  expect(await ended).toMatch(/^(HTTP\/1\.1 408 |$)/);
  expect(at).toBeLessThan(withLength.length);
  expect(answered).toBeGreaterThan(5);
  await expectNothingStored();
});

test.each(['withLength', 'chunked'] as const)(
  'half a push (%s) stores nothing: cut off by its client',
  async (form) => {
    const push = await wholePush();
    const { socket, ended } = open();
    socket.write(push[form]);
    if (form === 'chunked') socket.write(`${push.body.length.toString(16)}\r\n`);
    socket.write(push.body.subarray(0, push.body.length - 100));
    // The server has begun with it.
    await phone.pull(0);
    socket.destroy();
    await ended;
    await expectNothingStored();
  },
);

test.each(['withLength', 'chunked'] as const)('half a push (%s) stores nothing: the rest never comes', async (form) => {
  const push = await wholePush();
  const { socket, ended } = open();
  socket.write(push[form]);
  if (form === 'chunked') socket.write(`${push.body.length.toString(16)}\r\n`);
  socket.write(push.body.subarray(0, push.body.length - 100));
  expect((await phone.pull(0)).status).toBe(204);
  expect(await ended).toMatch(/^HTTP\/1\.1 408 /);
  await expectNothingStored();
});

test('a push that comes slowly, but in time, is stored', async () => {
  const push = await wholePush();
  const { socket, ended } = open();
  socket.write(push.withLength);
  for (let at = 0; at < push.body.length; at += 300) {
    socket.write(push.body.subarray(at, at + 300));
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  expect(await ended).toMatch(/^HTTP\/1\.1 200 /);
  expect((await phone.pull(0)).hashes.length).toBe(3);
});
