import type { Entry } from '#core/entry/entry.ts';
import type { SessionEvent } from './session.ts';
import type { AnswerOf, ArgumentsOf, Call, FromWorker, Method } from './worker-protocol.ts';

/** The answer to a call whose Worker was ended, by a lock or by erasing. */
export class WorkerEnded extends Error {}

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

export function openWorkerLink(worker: Worker, onEvent: (event: SessionEvent) => void): WorkerLink {
  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  let hasEnded = false;

  worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
    if (data.type === 'event') return onEvent(data.event);
    const caller = waiting.get(data.id);
    if (data.type === 'slice') {
      for (const entry of data.entries) caller?.entries.push(entry);
      return;
    }
    waiting.delete(data.id);
    if (data.type === 'answer') caller?.resolve(data.answer as never);
    else caller?.reject(new Error(`the vault Worker failed in ${data.method}`));
  };

  const rejectAll = (why: Error): void => {
    for (const { reject } of waiting.values()) reject(why);
    waiting.clear();
  };
  worker.onerror = () => rejectAll(new Error('the vault Worker does not run'));

  const start = <M extends Method>(method: M, args: ArgumentsOf<M>, entries: Entry[]): Promise<AnswerOf<M>> => {
    if (hasEnded) return Promise.reject(new WorkerEnded());
    const id = ++lastId;
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
    end: () => {
      hasEnded = true;
      worker.terminate();
      rejectAll(new WorkerEnded());
    },
  };
}
