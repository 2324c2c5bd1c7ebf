import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { routes } from '#contract/routes.ts';
import { ok } from '#core/result.ts';
import { createApp } from '../app.ts';
import { openSqlite } from '../store/sqlite.ts';
import { writeSampleSite } from '../write-sample-site.ts';
import { deviceWithLocker, errorOf, sampleRandomBytes } from './sample-lockers.ts';

const DISK = '3m';
const FILLER = 1_500_000;
const bigEnough = 1_000_000;

/** A disk of its own where one may be mounted, as in a container run by root; otherwise a limit on the database. */
async function smallDisk() {
  const folder = mkdtempSync(join(tmpdir(), 'ballast-full-'));
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK}`, 'tmpfs', folder]).status === 0;
  onTestFinished(() => {
    if (mounted) spawnSync('umount', ['-l', folder]);
    rmSync(folder, { recursive: true, force: true });
  });
  const filler = join(folder, 'filler');
  if (mounted) writeFileSync(filler, new Uint8Array(FILLER));
  const opened = await openSqlite(join(folder, 'data'));
  if (!opened.ok) throw new Error(opened.error.tag);
  onTestFinished(() => opened.value.close());
  const limit = (pages: number) =>
    opened.value.write(async (writer) => {
      await sql.raw(`pragma max_page_count = ${pages}`).execute(writer);
      return ok(null);
    });
  if (!mounted) await limit(200);
  const makeRoom = async () => {
    if (mounted) rmSync(filler);
    else await limit(bigEnough);
  };
  return { database: opened.value, makeRoom };
}

test('a full disk is said, takes nothing that was kept, and can be read from; with room again it goes on', async () => {
  const { database, makeRoom } = await smallDisk();
  const bugs: string[] = [];
  const lockers = {
    database,
    policy: 'open',
    largestSpace: 1e9,
    months: 24,
    now: () => Date.UTC(2026, 10, 28),
    randomBytes: sampleRandomBytes,
  } as const;
  const created = createApp({
    webDir: writeSampleSite({}),
    version: '0.0.0',
    tls: false,
    isStopping: () => false,
    lockers,
    onBug: (place) => bugs.push(place),
  });
  if (!created.ok) throw new Error(created.error.tag);
  const phone = await deviceWithLocker(created.value);
  const chain = await phone.sealChain(3_000);
  let kept = 0;
  let refused: Response | undefined;
  while (refused === undefined && kept < chain.length) {
    const answer = await phone.push(chain.slice(kept, kept + 20));
    if (answer.ok) kept += 20;
    else refused = answer;
  }
  expect(kept).toBeGreaterThan(100);
  expect(await errorOf(refused!)).toEqual({ status: 507, error: 'server-full' });
  expect(bugs.join()).not.toContain(phone.space);

  // Several at once are refused alike, and nothing hangs.
  const next = chain.slice(kept, kept + 200);
  const together = await Promise.all([phone.push(next), phone.push(next), phone.post(routes.seen, { cursor: 1 })]);
  expect(together.slice(0, 2).map(({ status }) => status)).toEqual([507, 507]);

  const readAll = async () => {
    const hashes: string[] = [];
    for (let cursor = 0, hasMore = true; hasMore;) {
      const page = await phone.pull(cursor);
      expect(page.status).toBe(200);
      hashes.push(...page.hashes);
      ({ cursor, hasMore } = page);
    }
    return hashes;
  };
  expect(await readAll()).toEqual(chain.slice(0, kept).map(({ hash }) => hash));

  await makeRoom();
  expect((await phone.push(next)).status).toBe(200);
  expect((await readAll()).length).toBe(kept + 200);
  expect((await phone.openSession()).status).toBe(200);
});
