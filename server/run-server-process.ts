import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

export type ServerProcess = {
  readonly child: ChildProcess;
  /** The address it printed, or undefined when it ended before it printed one. */
  readonly url: string | undefined;
  readonly output: () => { readonly stdout: string; readonly stderr: string };
  /** The exit code, and the signal's name if it died of one. */
  readonly ended: Promise<number | NodeJS.Signals>;
};

/** Runs a program that starts the server, in a process of its own, and waits until it serves or has ended. */
export async function runServerProcess(
  [command, ...args]: readonly [command: string, ...args: string[]],
  env: Record<string, string>,
): Promise<ServerProcess> {
  const child = spawn(command, args, {
    env: { ...process.env, HOST: '127.0.0.1', PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const ended = once(child, 'close').then(([code, signal]) => (code ?? signal) as number | NodeJS.Signals);
  const printed = new Promise<string>((resolve) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
      const [, plain, inJson] = /^address {2}(\S+)\n|"address":"([^"]+)".*\n/m.exec(stdout) ?? [];
      const url = plain ?? inJson;
      if (url !== undefined) resolve(url);
    });
  });
  const url = await Promise.race([printed, ended.then(() => undefined)]);
  return { child, url, output: () => ({ stdout, stderr }), ended };
}
