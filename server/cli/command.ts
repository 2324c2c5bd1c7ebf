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
