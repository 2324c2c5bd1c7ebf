import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Database } from './database.ts';
import { openPostgres } from './postgres.ts';
import { pull } from './pull.ts';
import { startPostgres } from './sample-postgres.ts';
import { openSqlite } from './sqlite.ts';

/** `BALLAST_KILLS=50` for a longer look. */
const ROUNDS = Number(process.env.BALLAST_KILLS ?? 8);
const LONGEST_MS = 200;
const writer = join(import.meta.dirname, 'sample-writer.ts');

type Answered = { readonly space: string; readonly lines: readonly string[] };

/** Lets it write until a moment that nobody chose, and gives what had been answered by then. */
async function writeUntilKilled(where: string): Promise<Answered> {
  const child = spawn(process.execPath, [writer, where], { stdio: ['ignore', 'pipe', 'inherit'] });
  let printed = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (printed += text));
  const ended = once(child, 'close');
  await Promise.race([once(child.stdout, 'data'), ended]);
  await new Promise((resolve) => setTimeout(resolve, Math.random() * LONGEST_MS));
  child.kill('SIGKILL');
  await ended;
  // The last line may have been cut off.
  const lines = printed
    .slice(0, printed.lastIndexOf('\n') + 1)
    .split('\n')
    .filter(Boolean);
  return { space: lines[0]?.split(' ')[0] ?? '', lines };
}

/** All that a reader finds who follows the cursor, in the form of the answers. */
async function readAll(database: Database, space: string): Promise<string[]> {
  const rows = await database.read
    .selectFrom('sealed')
    .select(['cursor', 'chain', 'seq', 'hash'])
    .where('space', '=', space)
    .orderBy('cursor')
    .execute();
  const followed: string[] = [];
  for (let cursor = 0, hasMore = true; hasMore;) {
    const page = await pull(database.read, { space, after: cursor, mostBytes: 100_000 });
    followed.push(...page.sealed.map(({ hash }) => hash));
    ({ cursor, hasMore } = page);
  }
  expect(followed).toEqual(rows.map(({ hash }) => hash));
  expect(rows.map(({ cursor }) => cursor)).toEqual(rows.map((_, index) => index + 1));
  return rows.map(({ chain, seq, hash }) => `${space} ${chain} ${seq} ${hash}`);
}

async function expectAllKept(where: string, open: () => Promise<Database>): Promise<void> {
  let answered = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const { space, lines } = await writeUntilKilled(where);
    const database = await open();
    const found = new Set(await readAll(database, space));
    await database.close();
    expect(
      lines.filter((line) => !found.has(line)),
      `round ${round}`,
    ).toEqual([]);
    answered += lines.length;
  }
  // Otherwise nothing was tried.
  expect(answered).toBeGreaterThan(ROUNDS);
}

test(
  'SQLite holds everything that was answered, however often the process is killed',
  { timeout: 240_000 },
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'ballast-killed-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    await expectAllKept(folder, async () => {
      const opened = await openSqlite(folder);
      if (!opened.ok) throw new Error(opened.error.tag);
      return opened.value;
    });
  },
);

test('so does PostgreSQL', { timeout: 240_000 }, async () => {
  const server = await startPostgres();
  onTestFinished(() => server.stop());
  await expectAllKept(server.url, () => openPostgres(server.url));
});
