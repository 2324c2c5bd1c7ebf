import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hashSources } from '#web/build-plugins/hash-sources.ts';
import { holdLock } from './hold-lock.ts';
import { runProgram } from './run-program.ts';

const sources = [
  'content',
  'contract',
  'core',
  'vault',
  'web',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'vite.config.ts',
];

/** `kept-old`: the sources do not build, and the build from before them still stands. `failed`: there is none. */
export type BuildOutcome = 'fresh' | 'built' | 'kept-old' | 'failed';

// A test that starts the build would have it build for tests: half as large again, and served to people afterwards.
const forPeople = { NODE_ENV: 'production', VITEST: undefined, TEST: undefined };

type BuildOptions = { readonly root: string; readonly say: (line: string) => void; readonly signal?: AbortSignal };

/**
 * Builds the web app into `build/web` unless it was already built from these very sources. What the build printed is
 * told only when it fails.
 */
export function buildWhenStale({ root, say, signal }: BuildOptions): Promise<BuildOutcome> {
  const inBuild = (name: string) => join(root, 'build', name);
  const [built, kept, stamp] = [inBuild('web'), inBuild('web-before'), inBuild('web.sources')];

  return holdLock(inBuild('building.pid'), async () => {
    // An app that still waits here stems from a build that was cut off; what that left in place is worth nothing.
    if (existsSync(kept)) replace(built, kept);
    const hash = `${hashSources(root, sources)} ${process.env.BALLAST_API ?? ''}`;
    if (existsSync(built) && existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return 'fresh';

    say('building the app (it is not built yet, or its sources have changed)');
    if (existsSync(built)) renameSync(built, kept);
    const { code, output } = await runProgram('npm', ['run', '--silent', 'build'], {
      cwd: root,
      output: 'collect',
      env: forPeople,
      signal,
    });
    if (code === 0 && existsSync(built)) {
      rmSync(stamp, { force: true });
      rmSync(kept, { recursive: true, force: true });
      writeFileSync(stamp, hash);
      return 'built';
    }
    const failure = signal?.aborted ? 'the build was stopped' : `${output.trimEnd()}\nthe build failed`;
    if (existsSync(kept)) {
      replace(built, kept);
      say(`${failure}; the app from before it is kept`);
      return 'kept-old';
    }
    rmSync(built, { recursive: true, force: true });
    say(`${failure}, and there is no earlier app to keep`);
    return 'failed';
  });
}

function replace(target: string, replacement: string): void {
  rmSync(target, { recursive: true, force: true });
  renameSync(replacement, target);
}
