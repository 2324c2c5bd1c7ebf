import packageJson from '../package.json' with { type: 'json' };
import { createApp } from './app.ts';
import { readConfig } from './read-config.ts';
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

/** Starts the server as the environment says. Stops it, and with it the process, on SIGTERM or SIGINT. */
async function main(): Promise<void> {
  process.exitCode = 1;
  const config = readConfig(process.env, process.cwd());
  if (!config.ok) return config.error.forEach(({ name, expected }) => complain(`${name} must be ${expected}.`));
  const { host, port, dataDir, webDir, tls } = config.value;

  let stopping = false;
  const app = createApp({
    webDir,
    version: packageJson.version,
    tls,
    isStopping: () => stopping,
    onBug: (place) => complain(`bug      ${place}`),
  });
  if (!app.ok) return complain(`There is no built app in ${webDir}. Run "npm start", or "npm run build" first.`);

  const started = await startServer({ fetch: app.value.fetch, host, port, tls });
  if (!started.ok) return complain(`Ballast cannot start on ${host}, port ${port}. ${reasons[started.error.tag]}`);

  const stop = async (signal: NodeJS.Signals) => {
    // npm passes on a Ctrl+C that the terminal has already sent here: the second one says nothing new.
    if (stopping) return;
    stopping = true;
    const stopped = started.value.stop({ graceMs });
    say(`stopping ${signal}`);
    await stopped;
    say('stopped');
    process.exitCode = 0;
  };
  process.on('SIGTERM', (signal) => void stop(signal));
  process.on('SIGINT', (signal) => void stop(signal));

  say(
    [
      `started  Ballast ${packageJson.version}`,
      `address  ${started.value.url}`,
      `data     ${dataDir} (nothing is stored there yet: what you write stays on your own device)`,
    ].join('\n'),
  );
}

await main();
