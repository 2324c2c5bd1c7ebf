import packageJson from '../package.json' with { type: 'json' };
import { createApp } from './app.ts';
import { cannotOpenReasons, openLockers, type OpenedLockers } from './open-lockers.ts';
import { readConfig, type Config } from './read-config.ts';
import { startServer, type CannotListen } from './start-server.ts';

const graceMs = 10_000;

const reasons: Record<CannotListen['tag'], string> = {
  'port-in-use': 'Another program already uses that port. Stop it, or choose another with PORT.',
  'port-not-allowed': 'This user may not open that port. Choose one above 1023 with PORT.',
  'host-not-here': 'HOST is no address of this machine.',
  'cannot-listen': 'The system does not let it listen there.',
};

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const complain = (line: string): void => void process.stderr.write(`${line}\n`);
const onBug = (place: string): void => complain(`bug      ${place}`);

/** Starts the server as the environment says. Stops it, and with it the process, on SIGTERM or SIGINT. */
async function main(): Promise<void> {
  process.exitCode = 1;
  const config = readConfig(process.env, process.cwd());
  if (!config.ok) return config.error.forEach(({ name, expected }) => complain(`${name} must be ${expected}.`));
  const { host, port, webDir, tls, appOrigins } = config.value;
  const lockers = await openWanted(config.value);
  if (lockers === 'failed') return;

  let stopping = false;
  const app = createApp({
    webDir,
    version: packageJson.version,
    tls,
    isStopping: () => stopping,
    lockers: lockers?.options,
    live: lockers?.live,
    appOrigins,
    onBug,
  });
  if (!app.ok) {
    await lockers?.close();
    return complain(`There is no built app in ${webDir}. Run "npm start", or "npm run build" first.`);
  }

  const started = await startServer({ fetch: app.value.fetch, host, port, tls });
  if (!started.ok) {
    await lockers?.close();
    return complain(`Ballast cannot start on ${host}, port ${port}. ${reasons[started.error.tag]}`);
  }

  const stop = async (signal: NodeJS.Signals) => {
    // npm passes on a Ctrl+C that the terminal has already sent here: the second one says nothing new.
    if (stopping) return;
    stopping = true;
    lockers?.live.close();
    const stopped = started.value.stop({ graceMs });
    say(`stopping ${signal}`);
    await stopped;
    await lockers?.close();
    say('stopped');
    process.exitCode = 0;
  };
  process.on('SIGTERM', (signal) => void stop(signal));
  process.on('SIGINT', (signal) => void stop(signal));

  say(
    [
      `started  Ballast ${packageJson.version}`,
      `address  ${started.value.url}`,
      `data     ${whereDataLies(config.value)}`,
    ].join('\n'),
  );
}

/** Undefined when none are wanted. */
async function openWanted({ lockers, dataDir }: Config): Promise<OpenedLockers | 'failed' | undefined> {
  if (lockers === undefined) return undefined;
  const opened = await openLockers(lockers, dataDir, onBug);
  if (opened.ok) return opened.value;
  complain(
    `Ballast cannot open its data${lockers.databaseUrl === undefined ? ` in ${dataDir}` : ''}. ${cannotOpenReasons[opened.error.tag]}`,
  );
  return 'failed';
}

function whereDataLies({ lockers, dataDir }: Config): string {
  if (lockers === undefined) return `${dataDir} (nothing is stored there yet: what you write stays on your own device)`;
  const place = lockers.databaseUrl === undefined ? dataDir : 'in PostgreSQL';
  return `${place} (sealed lockers; new ones: ${lockers.policy})`;
}

await main();
