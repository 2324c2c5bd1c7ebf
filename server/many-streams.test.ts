import { execFileSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { encodeFrames } from '#contract/frames.ts';
import { routes } from '#contract/routes.ts';
import { joinBytes } from '#vault/public/bytes.ts';
import { hashOf, NO_HASH } from '#vault/public/hash.ts';
import { encodeHeader } from '#vault/public/header.ts';
import { bytesToSign, SIGNATURE, SIGNING } from '#vault/public/signature.ts';
import { runServerProcess } from './run-server-process.ts';
import { addSession } from './store/sessions.ts';
import { createSpace } from './store/spaces.ts';
import { openSqlite } from './store/sqlite.ts';
import { writeSampleSite } from './write-sample-site.ts';

const A_SPACE = 16;
/** Node takes for itself as many open files as the system lets it; the rest is for what is open besides streams. */
const openFiles = Number(execFileSync('sh', ['-c', 'ulimit -Hn'], { encoding: 'utf8' }).replace('unlimited', '1e6'));
const STREAMS = Math.min(10_000, Math.floor((openFiles - 1_000) / A_SPACE) * A_SPACE);
const SPACES = STREAMS / A_SPACE;
const OPENED_AT_ONCE = 500;

type Place = { readonly space: string; readonly device: string; readonly token: string };

/** Lockers with a session each, laid into the folder before the server has it. All devices have one key. */
async function fillFolder(folder: string, signKey: Uint8Array): Promise<readonly Place[]> {
  const opened = await openSqlite(folder);
  if (!opened.ok) throw new Error(opened.error.tag);
  const now = Date.now();
  const places = await Promise.all(
    Array.from({ length: SPACES }, async () => {
      const [space, device] = [randomBytes(16).toString('hex'), randomBytes(16).toString('hex')];
      const secret = randomBytes(32);
      const hash = createHash('sha256').update(secret).digest('hex');
      await createSpace(opened.value, { space, device, signKey, voucher: null, now });
      await addSession(opened.value, { space, device, hash, expiresAt: now + 600_000, now });
      return { space, device, token: `${space}.${secret.toString('hex')}` };
    }),
  );
  await opened.value.close();
  return places;
}

/** Counts what one line was told, and keeps none of it. */
async function openStream(port: number, { token }: Place) {
  const socket: Socket = connect(port, '127.0.0.1');
  const stream = { events: 0, ended: false };
  socket.on('data', (data) => (stream.events += data.toString('latin1').split('event: cursor').length - 1));
  socket.on('end', () => (stream.ended = true));
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  const head = `POST ${routes.live} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${token}\r\n`;
  socket.write(`${head}Content-Length: 0\r\n\r\n`);
  return stream;
}

async function pushOne(url: URL, { space, device, token }: Place, key: CryptoKey): Promise<number> {
  const header = { kind: 'operation', space, device, epoch: 0, seq: 1, previous: NO_HASH, manifest: 0 } as const;
  const bytes = joinBytes(encodeHeader(header), randomBytes(500));
  const head = bytesToSign({ type: 'head', space, device, seq: 1, hash: await hashOf(bytes) });
  const body = encodeFrames([new Uint8Array(await crypto.subtle.sign(SIGNATURE, key, head)), bytes]);
  const headers = { authorization: `Bearer ${token}` };
  return (await fetch(new URL(routes.push, url), { method: 'POST', headers, body })).status;
}

const memoryOf = (pid: number) => Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);

test.runIf(process.platform === 'linux')(
  `tells ${STREAMS} open streams of what came, and ends them all when it stops`,
  { timeout: 120_000 },
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'ballast-many-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const keys = await crypto.subtle.generateKey(SIGNING, true, ['sign', 'verify']);
    const signKey = new Uint8Array(await crypto.subtle.exportKey('raw', keys.publicKey));
    const places = await fillFolder(folder, signKey);

    const server = await runServerProcess([process.execPath, join(import.meta.dirname, 'main.ts')], {
      BALLAST_WEB: writeSampleSite(),
      BALLAST_DATA: folder,
      BALLAST_LOCKERS: 'closed',
      BALLAST_RATE: '0',
    });
    onTestFinished(() => void server.child.kill('SIGKILL'));
    const [pid, url] = [server.child.pid ?? 0, new URL(server.url ?? server.output().stderr)];
    const before = memoryOf(pid);

    const streams: { events: number; ended: boolean }[] = [];
    const wanted = places.flatMap((place) => Array.from({ length: A_SPACE }, () => place));
    const told = (events: number) => streams.filter((stream) => stream.events >= events).length;
    for (let from = 0; from < wanted.length; from += OPENED_AT_ONCE) {
      const some = wanted.slice(from, from + OPENED_AT_ONCE);
      streams.push(...(await Promise.all(some.map((place) => openStream(Number(url.port), place)))));
    }
    await vi.waitUntil(() => told(1) === STREAMS, { timeout: 60_000 });
    const open = memoryOf(pid);

    const pushed = await Promise.all(places.map((place) => pushOne(url, place, keys.privateKey)));
    expect(new Set(pushed)).toEqual(new Set([200]));
    await vi.waitUntil(() => told(2) === STREAMS, { timeout: 60_000 });
    process.stdout.write(
      `${STREAMS} streams: ${Math.round(before / 1024)} MB before, ${Math.round(open / 1024)} MB with all open ` +
        `(${((open - before) / STREAMS).toFixed(1)} kB each)\n`,
    );

    server.child.kill('SIGTERM');
    expect(await server.ended).toBe(0);
    await vi.waitUntil(() => streams.every(({ ended }) => ended), { timeout: 10_000 });
    expect(streams.map(({ events }) => events)).toEqual(streams.map(() => 2));
  },
);
