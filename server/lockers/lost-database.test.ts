import { expect, test } from 'vitest';
import { routes } from '#contract/routes.ts';
import { sampleDevice } from './sample-device.ts';
import { deviceWithLocker, errorOf } from './sample-lockers.ts';
import { startServerOnPostgres } from './sample-server-on-postgres.ts';

const WRITERS = 12;

test('a database that is lost and comes back costs only the requests in between, and nothing that was kept', async () => {
  const { postgres, server, app } = await startServerOnPostgres();
  const phone = await deviceWithLocker(app);
  const devices = await Promise.all(
    Array.from({ length: WRITERS }, async () => {
      const device = await sampleDevice(app, phone.space);
      await phone.post(routes.device, { device: device.device, signKey: device.signKey });
      await device.openSession();
      return { device, chain: await device.sealChain(400), kept: 0 };
    }),
  );

  // The database goes while all of them write.
  const kept: string[] = [];
  const failures: object[] = [];
  const writing = devices.map(async (one) => {
    for (let failed = false; !failed && one.kept < one.chain.length;) {
      const part = one.chain.slice(one.kept, one.kept + 2);
      const answer = await one.device.push(part);
      failed = !answer.ok;
      if (failed) failures.push(await errorOf(answer));
      else kept.push(...part.map(({ hash }) => hash));
      if (!failed) one.kept += part.length;
    }
  });
  while (kept.length < 100) await new Promise((resolve) => setImmediate(resolve));
  await postgres.crash();
  await Promise.all(writing);
  expect(failures).toEqual(Array.from({ length: WRITERS }, () => ({ status: 500, error: 'server-failed' })));

  // Meanwhile what needs no database goes on, and what does is refused at once.
  expect((await app.request(routes.health, {})).status).toBe(200);
  expect((await app.request('/', {})).status).toBe(200);
  expect(await errorOf(await phone.post(routes.pull, { after: 0 }))).toEqual({ status: 500, error: 'server-failed' });

  await postgres.startAgain();
  const again = await Promise.all(
    devices.map(({ device, chain, kept: from }) => device.push(chain.slice(from, from + 2))),
  );
  expect(again.map(({ status }) => status)).toEqual(Array.from({ length: WRITERS }, () => 200));
  const found = new Set<string>();
  for (let cursor = 0, hasMore = true; hasMore;) {
    const page = await phone.pull(cursor);
    page.hashes.forEach((hash) => found.add(hash));
    ({ cursor, hasMore } = page);
  }
  expect(kept.filter((hash) => !found.has(hash))).toEqual([]);

  expect(server.child.exitCode).toBe(null);
  expect(server.output().stderr).not.toContain('postgres:');
  server.child.kill('SIGTERM');
  expect(await server.ended).toBe(0);
});
