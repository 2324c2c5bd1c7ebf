import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { runServerProcess, type ServerProcess } from '#server/run-server-process.ts';
import { writeSampleSite } from '#server/write-sample-site.ts';
import { createTransport } from '#web/adapters/locker/transport.ts';
import type { Surroundings } from '#web/adapters/locker/sync.ts';
import { createMemoryStore } from '#web/adapters/vault/memory-store.ts';
import { draft, linesOf, lock, own, secret } from '#web/adapters/vault/sample-session.ts';
import { createSession } from '#web/adapters/vault/session-start.ts';
import type { VaultStatus } from '#web/adapters/vault/vault-types.ts';
import { createWorkerApi } from '#web/adapters/vault/worker-api.ts';
import { valueOf } from './sample-device.ts';

// The whole way: a server process, `fetch`, the live line and its timers; only the browser is not there.
let server: ServerProcess;
let data: string;
const site = writeSampleSite({});

async function startServer(port = '0'): Promise<void> {
  server = await runServerProcess([process.execPath, 'server/main.ts'], {
    BALLAST_WEB: site,
    BALLAST_DATA: data,
    BALLAST_LOCKERS: 'open',
    PORT: port,
  });
}

async function stopServer(): Promise<void> {
  server.child.kill('SIGTERM');
  await server.ended;
}

beforeEach(async () => {
  data = mkdtempSync(join(tmpdir(), 'ballast-together-'));
  await startServer();
});
afterEach(async () => {
  await stopServer();
  rmSync(data, { recursive: true });
});

const originOf = () => new URL(server.url ?? '').origin;

/** What a Worker is on one device. */
async function device(around: Partial<Surroundings> = {}, origin = originOf()) {
  const kept = createMemoryStore();
  const found = async () => ({ ok: true, value: kept }) as const;
  const storage = { find: found, create: found, erase: async () => ({ ok: true, value: null }) as const };
  let status: VaultStatus | undefined;
  const session = createSession(storage, Date.now, (event) => {
    if (event.type === 'status') ({ status } = event);
  });
  const requests: string[] = [];
  const api = createWorkerApi(
    session,
    (path, init) => {
      requests.push(path);
      return createTransport(origin)(path, init);
    },
    { isOnline: () => true, savesData: () => false, chance: () => 0.5, ...around },
  );
  await api.start();
  valueOf(await api.choose(lock, secret, own));
  await api.setWriter(true);
  return {
    api,
    requests,
    write: async (n: number) => valueOf(await api.put(draft(n))),
    lines: async () => (await linesOf(api)).map(String).sort((a, b) => a.localeCompare(b)),
    state: () => status?.sync?.state,
    end: () => session.sync && api.forgetLocker(),
  };
}

type Device = Awaited<ReturnType<typeof device>>;

async function pairUp(there: Device, here: Device): Promise<void> {
  const [slot] = await there.api.slots();
  const notIt = new Uint8Array(secret.length);
  expect(await there.api.startPairing(slot!.id, notIt)).toEqual({ ok: false, error: { type: 'wrong-passphrase' } });
  const words = valueOf(await there.api.startPairing(slot!.id, secret));
  const compare = valueOf(await here.api.join(words.join(' '), 'The other one'));
  const asked = valueOf(await there.api.lookForAsk());
  expect(asked?.compare).toEqual(compare);
  valueOf(await there.api.admit());
  expect(valueOf(await here.api.finishJoining())).not.toBe(null);
}

const within = { timeout: 10_000, interval: 50 };

test('what is written on one is on the other in less than ten seconds, and the line stays open', async () => {
  const [phone, computer] = [await device(), await device()];
  valueOf(await phone.api.openLocker(undefined));
  await pairUp(phone, computer);
  for (let n = 1; n <= 2; n++) {
    await phone.write(2 * n - 1);
    await computer.write(2 * n);
    const all = Array.from({ length: 2 * n }, (_, m) => `line ${m + 1}`);
    for (const one of [phone, computer]) await vi.waitFor(async () => expect(await one.lines()).toEqual(all), within);
  }
  for (const one of [phone, computer]) await vi.waitFor(() => expect(one.state()).toBe('together'), within);
  expect(computer.requests.filter((path) => path === '/api/live')).toHaveLength(1);
  // One that is removed hears of it by itself, in the same way.
  const [, other] = valueOf(await phone.api.devices());
  const [slot] = await phone.api.slots();
  valueOf(await phone.api.removeDevice(slot!.id, secret, other!.id));
  await vi.waitFor(() => expect(computer.state()).toBe('removed'), within);
  await Promise.all([phone.end(), computer.end()]);
}, 45_000);

test('a server that is gone for a while is nothing to worry about: it goes on by itself', async () => {
  const [phone, computer] = [await device(), await device()];
  valueOf(await phone.api.openLocker(undefined));
  await pairUp(phone, computer);
  await vi.waitFor(() => expect(phone.state()).toBe('together'), within);
  const { port } = new URL(originOf());
  await stopServer();
  await phone.write(1);
  await vi.waitFor(() => expect(phone.state()).toBe('offline'), within);
  expect(await phone.lines()).toEqual(['line 1']);
  await startServer(port);
  await Promise.all([phone.api.syncNow(), computer.api.syncNow()]);
  await vi.waitFor(async () => expect(await computer.lines()).toEqual(['line 1']), within);
  await vi.waitFor(() => expect(phone.state()).toBe('together'), within);
  await Promise.all([phone.end(), computer.end()]);
}, 45_000);

test('where data is to be saved, it goes when somebody asks, in one go, and no line is held open', async () => {
  const phone = await device({ savesData: () => true });
  valueOf(await phone.api.openLocker(undefined));
  await phone.api.syncNow();
  phone.requests.length = 0;
  for (let n = 0; n < 5; n++) await phone.write(n);
  await vi.waitFor(() => expect(phone.state()).toBe('saving'), within);
  await new Promise((resolve) => setTimeout(resolve, 3_500));
  expect(phone.requests).toEqual([]);
  await phone.api.syncNow();
  expect(phone.requests.filter((path) => path === '/api/push')).toHaveLength(1);
  expect(phone.requests).not.toContain('/api/live');
  await vi.waitFor(() => expect(phone.state()).toBe('together'), within);
  await phone.end();
}, 45_000);

test('what is written one after the other goes together', async () => {
  const phone = await device();
  valueOf(await phone.api.openLocker(undefined));
  await vi.waitFor(() => expect(phone.state()).toBe('together'), within);
  phone.requests.length = 0;
  for (let n = 0; n < 20; n++) await phone.write(n);
  await vi.waitFor(() => expect(phone.state()).toBe('together'), within);
  expect(phone.requests.filter((path) => path === '/api/push')).toHaveLength(1);
  await phone.end();
}, 45_000);
