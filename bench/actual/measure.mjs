import { fork, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

// What it measures and how it is run: README.md beside it.
const RECORDS = 10_000;
const ROUNDS = 3;
const CLIENTS = 4;
const PUSHES = 25;
const PASSWORD = 'en bænk ved vandet';

const LINES = [
  'En rolig vagt indtil klokken to, så en lang samtale om noget, der ikke havde noget svar.',
  'Vi manglede to. Alligevel nåede vi frokosten, og nogen sagde tak på vej ud ad døren.',
  'Det trak ud. Jeg gik hjem med den fornemmelse, at jeg havde glemt at spørge om det vigtigste.',
  'God dag med mange små ting. Kaffen var kold, og der blev grinet ved bænken.',
];
/** 300 bytes each. */
const TEXTS = {
  realistic: (n) =>
    Buffer.from(`${n} ${LINES.map((_, i) => LINES[(n + i) % 4]).join(' ')}`)
      .subarray(0, 300)
      .toString(),
  random: () => randomBytes(225).toString('base64'),
};

const freePort = () =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

async function startServer(home) {
  const port = await freePort();
  const dataDir = join(home, 'server');
  mkdirSync(dataDir);
  const program = fileURLToPath(new URL('node_modules/@actual-app/sync-server/build/app.js', import.meta.url));
  const child = spawn(process.execPath, [program], {
    cwd: dataDir,
    env: { ...process.env, ACTUAL_DATA_DIR: dataDir, ACTUAL_PORT: String(port), ACTUAL_HOSTNAME: '127.0.0.1' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const url = `http://127.0.0.1:${port}`;
  for (let tries = 0; ; tries++) {
    const isUp = await fetch(`${url}/account/needs-bootstrap`).then(
      (answer) => answer.ok,
      () => false,
    );
    if (isUp) break;
    if (tries > 100) throw new Error('The server does not start.');
    await pause(200);
  }
  const made = await fetch(`${url}/account/bootstrap`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ password: PASSWORD }),
  });
  if (!made.ok) throw new Error('The server takes no password.');
  return { url, stop: () => child.kill('SIGTERM') };
}

/** One client in a process of its own, which does one thing and answers. */
function runClient(task) {
  const child = fork(fileURLToPath(new URL('client.mjs', import.meta.url)), {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const answer = new Promise((resolve, reject) => {
    child.once('message', resolve);
    child.once('exit', (code) => reject(new Error(`A client ended with ${code}.`)));
  });
  child.send({ ...task, password: PASSWORD });
  return answer.finally(() => child.kill());
}

const middle = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];
const say = (line) => process.stdout.write(`${line}\n`);

const home = mkdtempSync(join(tmpdir(), 'actual-bench-'));
const server = await startServer(home);
const folder = () => mkdtempSync(join(home, 'client-'));
try {
  say(`load average ${loadavg()[0].toFixed(1)}`);
  for (const [name, textOf] of Object.entries(TEXTS)) {
    const texts = Array.from({ length: RECORDS }, (_, n) => textOf(n));
    const { syncId } = await runClient({ type: 'fill', url: server.url, folder: folder(), texts });
    const times = [];
    for (let round = 0; round < ROUNDS; round++) {
      const { time, records } = await runClient({ type: 'download', url: server.url, folder: folder(), syncId });
      if (records !== RECORDS) throw new Error(`There are ${records} records.`);
      times.push(time);
    }
    say(`${RECORDS} records of 300 bytes, ${name}: ${times.map((time) => time.toFixed(0)).join(', ')} ms until usable`);
  }
  const pushed = await Promise.all(
    Array.from({ length: CLIENTS }, () =>
      runClient({ type: 'push', url: server.url, folder: folder(), count: PUSHES, text: TEXTS.random() }),
    ),
  );
  const seconds = (Math.max(...pushed.map(({ end }) => end)) - Math.min(...pushed.map(({ start }) => start))) / 1_000;
  const took = pushed.flatMap((one) => one.took);
  say(
    `${CLIENTS} clients: ${((CLIENTS * PUSHES) / seconds).toFixed(0)} records a second, the middle one ${middle(took).toFixed(0)} ms`,
  );
  say(`load average ${loadavg()[0].toFixed(1)}`);
} finally {
  server.stop();
  rmSync(home, { recursive: true, force: true });
}
