import { randomBytes } from 'node:crypto';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LockerOptions } from '#server/lockers/options.ts';
import { createLockersApp } from '#server/lockers/lockers-app.ts';
import { openSqlite } from '#server/store/sqlite.ts';
import type { Transport } from '#web/adapters/locker/line.ts';

const newFolder = (): string => mkdtempSync(join(tmpdir(), 'ballast-lockers-'));

/** A server with lockers in a folder of its own. `transport`: what a device would reach by `fetch`. */
export async function sampleServer(more: Pick<LockerOptions, 'largestPull'> = {}, folder = newFolder()) {
  const opened = await openSqlite(folder);
  if (!opened.ok) throw new Error(opened.error.tag);
  const database = opened.value;
  let now = 1_800_000_000_000;
  const app = createLockersApp(
    {
      database,
      policy: 'open',
      largestSpace: 200_000_000,
      months: 24,
      ...more,
      now: () => now,
      randomBytes: (length) => new Uint8Array(randomBytes(length)),
    },
    { tls: false },
  );
  let requests: { readonly path: string; readonly body: string }[] = [];
  const transport: Transport = async (path, init) => {
    const request = new Request(`http://localhost${path}`, init);
    requests.push({ path, body: Buffer.from(await request.clone().arrayBuffer()).toString('latin1') });
    return app.request(request);
  };
  return {
    transport,
    database,
    /** Its data as they are now, for a server that is set back to them. */
    copyFolder: async (): Promise<string> => {
      await database.write(async () => ({ ok: true, value: null }));
      const copy = newFolder();
      cpSync(folder, copy, { recursive: true });
      return copy;
    },
    requests: () => requests,
    forgetRequests: () => void (requests = []),
    advance: (ms: number) => void (now += ms),
    close: async () => {
      await database.close();
      rmSync(folder, { recursive: true });
    },
  };
}

export type SampleServer = Awaited<ReturnType<typeof sampleServer>>;
