import { spawn } from 'node:child_process';

type RunOptions = {
  readonly cwd: string;
  /** Shown as it comes, or collected into `output`. */
  readonly output: 'show' | 'collect';
  /** What differs from this process's own environment; what is undefined is left out of it. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Ends the program and everything it has started. */
  readonly signal?: AbortSignal;
};

const onWindows = process.platform === 'win32';

/** Runs a program to its end. `code` is null when it could not start or died of a signal. */
export function runProgram(
  command: string,
  args: readonly string[],
  { cwd, output: mode, env, signal }: RunOptions,
): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      shell: onWindows,
      stdio: ['ignore', ...(mode === 'show' ? (['inherit', 'inherit'] as const) : (['pipe', 'pipe'] as const))],
      // A process group of its own: npm does not pass a signal on to what the shell under it has started.
      detached: !onWindows,
    });
    const stop = () => {
      if (child.pid !== undefined && child.exitCode === null) process.kill(onWindows ? child.pid : -child.pid);
    };
    signal?.addEventListener('abort', stop, { once: true });
    if (signal?.aborted) stop();

    let output = '';
    const collect = (text: string) => (output += text);
    child.stdout?.setEncoding('utf8').on('data', collect);
    child.stderr?.setEncoding('utf8').on('data', collect);
    child.once('error', (error) => collect(`${error.message}\n`));
    child.once('close', (code) => {
      signal?.removeEventListener('abort', stop);
      // A negative code is the system's own number for why the program could not be started.
      resolve({ code: code !== null && code < 0 ? null : code, output });
    });
  });
}
