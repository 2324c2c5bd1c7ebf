import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { pull } from './pull.ts';
import { createPushing } from './push-operations.ts';
import { sampleChain, sampleId } from './sample-operations.ts';
import { createSpace, eraseSpace } from './spaces.ts';
import { openSqlite } from './sqlite.ts';

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'ballast-sqlite-'))));
afterEach(() => rmSync(folder, { recursive: true }));

async function open() {
  const opened = await openSqlite(join(folder, 'data'));
  if (!opened.ok) throw new Error(opened.error.tag);
  return opened.value;
}

const space = sampleId();
const device = sampleId();
const now = Date.UTC(2026, 10, 28);
const signature = new Uint8Array(64);

test('refuses a second opener of one folder until the first has closed, and keeps what was written', async () => {
  const first = await open();
  expect(await openSqlite(join(folder, 'data'))).toEqual({ ok: false, error: { tag: 'data-in-use' } });
  await createSpace(first, { space, device, signKey: new Uint8Array(65), voucher: null, now });
  const [one, ...more] = sampleChain(3);
  const operations = [one!, ...more] as const;
  await createPushing(first)({ space, device, operations, signature, now, largestSpace: 1e6 });
  await first.close();
  const second = await open();
  const { sealed } = await pull(second.read, { space, after: 0, mostBytes: 1e6 });
  expect(sealed.map(({ hash }) => hash)).toEqual(operations.map(({ hash }) => hash));
  await second.close();
});

test('says so when the folder or the file in it cannot be used', async () => {
  writeFileSync(join(folder, 'taken'), '');
  expect(await openSqlite(join(folder, 'taken'))).toEqual({
    ok: false,
    error: { tag: 'data-unusable', code: 'EEXIST' },
  });
  writeFileSync(join(folder, 'ballast.sqlite'), 'this is no database, however long one looks at it');
  expect(await openSqlite(folder)).toMatchObject({ ok: false, error: { tag: 'data-unusable' } });
  // Nothing is left open or locked by that.
  rmSync(join(folder, 'ballast.sqlite'));
  const opened = await openSqlite(folder);
  expect(opened.ok && (await opened.value.close())).toBe(undefined);
});

test('leaves no byte of what was erased in any of its files', async () => {
  const store = await open();
  await createSpace(store, { space, device, signKey: new Uint8Array(65), voucher: null, now });
  const [one, ...more] = sampleChain(40, 2_000);
  const operations = [one!, ...more] as const;
  await createPushing(store)({ space, device, operations, signature, now, largestSpace: 1e6 });
  const marks = operations.map(({ bytes }) => Buffer.from(bytes.subarray(100, 132)));
  const found = () => {
    const files = readdirSync(join(folder, 'data')).map((name) => readFileSync(join(folder, 'data', name)));
    return marks.filter((mark) => files.some((file) => file.includes(mark))).length;
  };
  expect(found()).toBe(40);
  await eraseSpace(store, space);
  expect(found()).toBe(0);

  // Neither when another process was reading, and it holds nobody up.
  await createSpace(store, { space, device, signKey: new Uint8Array(65), voucher: null, now });
  await createPushing(store)({ space, device, operations, signature, now, largestSpace: 1e6 });
  const backup = new DatabaseSync(join(folder, 'data', 'ballast.sqlite'));
  backup.exec('begin; select count(*) from sealed;');
  const began = performance.now();
  await eraseSpace(store, space);
  expect(performance.now() - began).toBeLessThan(2_000);
  expect(found()).toBe(40);
  backup.exec('commit');
  await vi.waitUntil(() => found() === 0, { timeout: 10_000 });
  backup.close();
  await store.close();
});
