import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { listSite, type SiteManifest } from '#server/site-manifest.ts';
import { runProgram } from '../../tools/run-program.ts';

// Here and not beside the build, since only here the app is sure to be built.
const root = join(import.meta.dirname, '../..');
const parts = [
  'content',
  'contract',
  'core',
  'server',
  'tools',
  'vault',
  'web',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'vite.config.ts',
];

test(
  'is the same to the last byte when it is built in another place, at another time of the day',
  { timeout: 300_000 },
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'ballast-again-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    for (const part of parts) cpSync(join(root, part), join(folder, part), { recursive: true });
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'dir');
    const env = {
      NODE_ENV: 'production',
      VITEST: undefined,
      TEST: undefined,
      TZ: 'Pacific/Auckland',
      BALLAST_BUILD: undefined,
    };
    const built = await runProgram('npm', ['run', '--silent', 'build'], { cwd: folder, output: 'collect', env });
    expect(built.code, built.output).toBe(0);

    const first = listSite(join(root, 'build/web'));
    expect(listSite(join(folder, 'build/web'))).toEqual(first);
    const told = JSON.parse(readFileSync(join(folder, 'build/web.manifest.json'), 'utf8')) as SiteManifest;
    expect(told).toEqual(first);
    expect(first.files.length).toBeGreaterThan(1_000);
  },
);
