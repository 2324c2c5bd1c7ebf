import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { runServerProcess } from '../run-server-process.ts';
import { openSqlite } from '../store/sqlite.ts';
import { writeSampleSite } from '../write-sample-site.ts';

const main = join(import.meta.dirname, '../main.ts');
const webDir = writeSampleSite({});

const runOn = async (folder: string) => {
  const env = { BALLAST_WEB: webDir, BALLAST_DATA: folder, BALLAST_LOCKERS: 'open' };
  const server = await runServerProcess([process.execPath, main], env);
  onTestFinished(() => void server.child.kill('SIGKILL'));
  return { code: await server.ended, ...server.output() };
};
const refusal = (folder: string) => ({
  code: 1,
  stdout: '',
  stderr: `Ballast cannot open its data in ${folder}. It cannot be written there, or the file is no database. See to its rights, or restore a backup.\n`,
});

/** A folder in which nobody may write any more, with what was written before. Rights do not hold root back: a disk does. */
async function readOnlyFolder(): Promise<string> {
  const isRoot = process.getuid?.() === 0;
  const folder = mkdtempSync(join(tmpdir(), 'ballast-read-only-'));
  const mounted = isRoot && spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', folder]).status === 0;
  const data = join(folder, 'data');
  onTestFinished(() => {
    if (mounted) spawnSync('umount', ['-l', folder]);
    else if (!isRoot) chmodSync(data, 0o700);
    rmSync(folder, { recursive: true, force: true });
  });
  if (isRoot && !mounted) {
    // Root without leave to mount is held back by nothing but what is no folder.
    writeFileSync(data, '');
    return join(data, 'none');
  }
  const opened = await openSqlite(data);
  if (opened.ok) await opened.value.close();
  if (mounted) spawnSync('mount', ['-o', 'remount,ro', folder]);
  else [...readdirSync(data).map((name) => join(data, name)), data].forEach((path) => chmodSync(path, 0o500));
  return data;
}

test('says at its start that nothing can be written where its data lie', async () => {
  const folder = await readOnlyFolder();
  expect(await runOn(folder)).toEqual(refusal(folder));
  expect(await runOn(join(folder, 'new'))).toEqual(refusal(join(folder, 'new')));
});
