import { join } from 'node:path';
import { buildWhenStale } from './build-when-stale.ts';

const stopping = new AbortController();
const stopBuild = () => stopping.abort();
process.on('SIGTERM', stopBuild);
process.on('SIGINT', stopBuild);

// `npm start` puts a shell in between that dies of a signal without passing it on: a parent that is gone means stop.
const parent = process.ppid;
if (process.env.npm_lifecycle_event === 'start') {
  setInterval(() => process.ppid !== parent && process.kill(process.pid, 'SIGTERM'), 500).unref();
}

const isJson = process.env.BALLAST_LOG === 'json';
const outcome = await buildWhenStale({
  root: join(import.meta.dirname, '..'),
  say: (line) => process.stdout.write(`${isJson ? JSON.stringify({ at: new Date(), event: 'build', line }) : line}\n`),
  signal: stopping.signal,
});

process.off('SIGTERM', stopBuild);
process.off('SIGINT', stopBuild);
// The server runs in this very process, so that every signal reaches it at first hand.
if (stopping.signal.aborted) process.exitCode = 0;
else if (outcome === 'failed') process.exitCode = 1;
else await import('#server/main.ts');
