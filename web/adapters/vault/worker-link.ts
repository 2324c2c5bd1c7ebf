import type { Entry } from '#core/entry/entry.ts';
import type { SessionEvent } from './session.ts';
import type { AnswerOf, ArgumentsOf, Call, FromWorker, Method } from './worker-protocol.ts';

/** The answer to a call whose Worker was ended, by a lock or by erasing. */
export class WorkerEnded extends Error {}

/** The answer to a call whose Worker did not start, broke off, or answers no more. */
export class WorkerDied extends Error {}

/** The page's end of the line to one Worker. */
export type WorkerLink = {
  readonly call: <M extends Method>(method: M, ...args: ArgumentsOf<M>) => Promise<AnswerOf<M>>;
  /** Like `call`, and collects what comes in slices. */
  readonly callForEntries: <M extends Method>(
    method: M,
    ...args: ArgumentsOf<M>
  ) => Promise<{ readonly answer: AnswerOf<M>; readonly entries: readonly Entry[] }>;
  /** Ends the Worker, and with it every key and word it held. Calls that are still open are rejected. */
  readonly end: () => void;
};

type Waiting = {
  readonly resolve: (answer: never) => void;
  readonly reject: (bug: Error) => void;
  readonly entries: Entry[];
};

/** A Worker that is asked something and says nothing for so long is asked whether it lives, and then given up, in ms. */
const SILENT_FOR = 20_000;

/** `onDied`: it did not start, broke off, or does not answer any more. Not called when the page ends it. */
export function openWorkerLink(worker: Worker, onEvent: (event: SessionEvent) => void, onDied: () => void): WorkerLink {
  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  let hasEnded = false;
  let silence: ReturnType<typeof setTimeout> | undefined;

  worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
    if (waiting.size > 0) listen();
    if (data.type === 'event') return onEvent(data.event);
    const caller = waiting.get(data.id);
    if (data.type === 'slice') {
      for (const entry of data.entries) caller?.entries.push(entry);
      return;
    }
    waiting.delete(data.id);
    if (waiting.size === 0) clearTimeout(silence);
    if (data.type === 'answer') caller?.resolve(data.answer as never);
    else caller?.reject(new Error(`the vault Worker failed in ${data.method}`));
  };

  const rejectAll = (why: Error): void => {
    for (const { reject } of waiting.values()) reject(why);
    waiting.clear();
  };
  const end = (why: Error): void => {
    hasEnded = true;
    clearTimeout(silence);
    worker.terminate();
    rejectAll(why);
  };
  const die = (): void => {
    if (hasEnded) return;
    end(new WorkerDied('the vault Worker does not run'));
    onDied();
  };
  worker.onerror = die;

  /** A page that was asleep wakes with its timers overdue: only who is silent twice in a row is given up. */
  function listen(): void {
    clearTimeout(silence);
    silence = setTimeout(() => {
      worker.postMessage({ id: ++lastId, method: 'status', args: [] } satisfies Call);
      silence = setTimeout(die, SILENT_FOR);
    }, SILENT_FOR);
  }

  const start = <M extends Method>(method: M, args: ArgumentsOf<M>, entries: Entry[]): Promise<AnswerOf<M>> => {
    if (hasEnded) return Promise.reject(new WorkerEnded());
    const id = ++lastId;
    if (waiting.size === 0) listen();
    const answer = new Promise<AnswerOf<M>>((resolve, reject) => waiting.set(id, { resolve, reject, entries }));
    const call: Call = { id, method, args };
    worker.postMessage(call);
    return answer;
  };

  return {
    call: (method, ...args) => start(method, args, []),
    callForEntries: async (method, ...args) => {
      const entries: Entry[] = [];
      return { answer: await start(method, args, entries), entries };
    },
    end: () => end(new WorkerEnded()),
  };
}
