import packageJson from '../package.json' with { type: 'json' };
import { createApp } from './app.ts';
import { healthOf } from './health.ts';
import { createLog } from './log.ts';
import { createMetricsApp } from './metrics-app.ts';
import { createMetrics } from './metrics.ts';
import { openLockers, reasonOf, type OpenedLockers } from './open-lockers.ts';
import { readConfig, type Config } from './read-config.ts';
import { createRequestCounts } from './request-counts.ts';
import { startServer, type CannotListen, type RunningServer } from './start-server.ts';
import { measureStore } from './store/measure-store.ts';

const graceMs = 10_000;
const countsEveryMs = 60_000;
const { version } = packageJson;

const reasons = (setting: string): Record<CannotListen['tag'], string> => ({
  'port-in-use': `Another program already uses that port. Stop it, or choose another with ${setting}.`,
  'port-not-allowed': `This user may not open that port. Choose one above 1023 with ${setting}.`,
  'host-not-here': `${setting.replace('PORT', 'HOST')} is no address of this machine.`,
  'cannot-listen': 'The system does not let it listen there.',
});

const log = createLog(
  process.env.BALLAST_LOG === 'json' ? 'json' : 'text',
  {
    out: (line) => void process.stdout.write(`${line}\n`),
    err: (line) => void process.stderr.write(`${line}\n`),
  },
  () => new Date(),
);
const onBug = (place: string): void => log({ event: 'bug', place });
const complain = (...lines: readonly string[]): void => log({ event: 'cannot-start', reasons: lines });

/** Starts the server as the environment says. Stops it, and with it the process, on SIGTERM or SIGINT. */
async function main(): Promise<void> {
  process.exitCode = 1;
  const config = readConfig(process.env, process.cwd());
  if (!config.ok) return complain(...config.error.map(({ name, expected }) => `${name} must be ${expected}.`));
  const { host, port, webDir, tls, appOrigins } = config.value;
  const lockers = await openWanted(config.value);
  if (lockers === 'failed') return;

  let stopping = false;
  const counts = createRequestCounts();
  const metrics = createMetrics(version);
  const app = createApp({
    webDir,
    version,
    tls,
    isStopping: () => stopping,
    lockers: lockers?.options,
    live: lockers?.live,
    appOrigins,
    onAnswer(answered) {
      counts.add(answered);
      metrics.add(answered);
    },
    onBug,
  });
  if (!app.ok) {
    await lockers?.close();
    return complain(`There is no built app in ${webDir}. Run "npm start", or "npm run build" first.`);
  }

  const watched = await startMetrics(config.value, metrics, lockers);
  const started = watched === 'failed' ? watched : await startServer({ fetch: app.value.fetch, host, port, tls });
  if (watched === 'failed' || started === 'failed' || !started.ok) {
    await lockers?.close();
    if (watched !== 'failed') await watched?.stop({ graceMs: 0 });
    if (started !== 'failed' && !started.ok)
      complain(`Ballast cannot start on ${host}, port ${port}. ${reasons('PORT')[started.error.tag]}`);
    return;
  }

  const tellCounts = () => {
    const taken = counts.take();
    if (Object.keys(taken).length > 0) log({ event: 'requests', counts: taken });
  };
  const counting = setInterval(tellCounts, countsEveryMs);

  const stop = async (signal: NodeJS.Signals) => {
    // npm passes on a Ctrl+C that the terminal has already sent here: the second one says nothing new.
    if (stopping) return;
    stopping = true;
    clearInterval(counting);
    lockers?.live.close();
    const stopped = Promise.all([started.value.stop({ graceMs }), watched?.stop({ graceMs })]);
    log({ event: 'stopping', signal });
    await stopped;
    await lockers?.close();
    tellCounts();
    log({ event: 'stopped' });
    process.exitCode = 0;
  };
  process.on('SIGTERM', (signal) => void stop(signal));
  process.on('SIGINT', (signal) => void stop(signal));

  log({
    event: 'started',
    version,
    address: started.value.url,
    data: whereDataLies(config.value),
    metrics: watched === undefined ? undefined : `${watched.url}metrics`,
  });
}

/** Undefined when none are wanted. */
async function openWanted({ lockers, dataDir }: Config): Promise<OpenedLockers | 'failed' | undefined> {
  if (lockers === undefined) return undefined;
  const opened = await openLockers(lockers, dataDir, onBug);
  if (opened.ok) return opened.value;
  complain(
    `Ballast cannot open its data${lockers.databaseUrl === undefined ? ` in ${dataDir}` : ''}. ${reasonOf(opened.error)}`,
  );
  return 'failed';
}

/** Undefined when nobody wants numbers. */
async function startMetrics(
  { metrics: where }: Config,
  metrics: ReturnType<typeof createMetrics>,
  lockers: OpenedLockers | undefined,
): Promise<RunningServer | 'failed' | undefined> {
  if (where === undefined) return undefined;
  const { fetch } = createMetricsApp({
    metrics,
    health: healthOf(version, lockers?.options),
    store: lockers && {
      measure: () => measureStore(lockers.options.database.read),
      streams: () => lockers.live.count(),
    },
    now: () => performance.now(),
  });
  const started = await startServer({ fetch, ...where, tls: false });
  if (started.ok) return started.value;
  const reason = reasons('BALLAST_METRICS_PORT')[started.error.tag];
  complain(`The numbers cannot be shown on ${where.host}, port ${where.port}. ${reason}`);
  return 'failed';
}

function whereDataLies({ lockers, dataDir }: Config): string {
  if (lockers === undefined) return `${dataDir} (nothing is stored there yet: what you write stays on your own device)`;
  const place = lockers.databaseUrl === undefined ? dataDir : 'in PostgreSQL';
  return `${place} (sealed lockers; new ones: ${lockers.policy})`;
}

await main();
