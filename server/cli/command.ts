import { parseArgs } from 'node:util';

/** What a command is given besides its words. */
export type Surroundings = {
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
  readonly say: (line: string) => void;
  readonly complain: (line: string) => void;
};

/** 0: done. 1: it could not be done, or something is wrong. 2: it was asked wrongly. */
export type ExitCode = 0 | 1 | 2;

export type Command = {
  /** What follows its name. */
  readonly usage: string;
  readonly about: string;
  /** Throws what `parseArgs` throws. */
  readonly run: (args: readonly string[], surroundings: Surroundings) => Promise<ExitCode>;
};

/** The one file that a command is given; undefined, and said, when it is none or more. Throws what `parseArgs` throws. */
export function readFileName(args: readonly string[], { complain }: Surroundings): string | undefined {
  const [file, ...rest] = parseArgs({ args: [...args], allowPositionals: true }).positionals;
  if (file !== undefined && rest.length === 0) return file;
  complain('It needs the name of one file.');
  return undefined;
}
