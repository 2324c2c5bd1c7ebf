import type { Writer } from './tables.ts';

/** What the processes on one store tell each other: in which spaces something was written, and nothing more. */
export type Notices = {
  /** Told to every process, this one too, once the transaction is committed. */
  readonly tell: (writer: Writer, spaces: readonly string[]) => Promise<void>;
  /**
   * `heard` gets the space, or null when notices may have been lost, so that anything may have changed. Returns how to
   * end it.
   */
  readonly listen: (heard: Heard) => () => void;
};

export type Heard = (space: string | null) => void;

export function createListeners(): Pick<Notices, 'listen'> & { readonly hear: Heard; readonly count: () => number } {
  const listeners = new Set<Heard>();
  return {
    listen(heard) {
      listeners.add(heard);
      return () => void listeners.delete(heard);
    },
    hear: (space) => listeners.forEach((heard) => heard(space)),
    count: () => listeners.size,
  };
}

/** For a store that has one process. `committed` is to be called after each transaction that stands. */
export function createLocalNotices(): Notices & { readonly committed: (writer: Writer) => void } {
  const { listen, hear } = createListeners();
  const toldIn = new WeakMap<Writer, Set<string>>();
  return {
    listen,
    tell(writer, spaces) {
      const told = toldIn.get(writer) ?? new Set();
      spaces.forEach((space) => told.add(space));
      toldIn.set(writer, told);
      return Promise.resolve();
    },
    committed: (writer) => toldIn.get(writer)?.forEach(hear),
  };
}
