import type { Measurement } from './measurement.ts';

/** What a part measures against: a copy of the built app, served by the real server in a process of its own. */
export type Served = {
  /** Without a slash at its end. */
  readonly origin: string;
  /** The folder that is served: a copy, so that a build in between changes nothing. */
  readonly webDir: string;
};

export type Part = {
  /** As it is called on the command line. */
  readonly name: string;
  /** The words above its table. */
  readonly about: string;
  /** Puts pages of its own beside the app before it is served. */
  readonly prepare?: (webDir: string) => Promise<void> | void;
  readonly measure: (served: Served, say: (line: string) => void) => Promise<Measurement[]>;
};
