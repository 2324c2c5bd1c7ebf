import type { Entry } from '#core/entry/entry.ts';
import type { SessionEvent } from './session.ts';
import type { SliceOut, WorkerApi } from './worker-api.ts';

export type Method = keyof WorkerApi;

/** What a method takes over the wire: a slice callback stays on its own side. */
export type ArgumentsOf<M extends Method> =
  Parameters<WorkerApi[M]> extends [...infer Rest, SliceOut] ? Rest : Parameters<WorkerApi[M]>;
export type AnswerOf<M extends Method> = Awaited<ReturnType<WorkerApi[M]>>;

export type Call = { readonly id: number; readonly method: Method; readonly args: readonly unknown[] };

export type FromWorker =
  | { readonly type: 'answer'; readonly id: number; readonly answer: unknown }
  | { readonly type: 'slice'; readonly id: number; readonly entries: readonly Entry[] }
  /** A bug. Only the method's name crosses, never a message that might hold what someone wrote. */
  | { readonly type: 'failed'; readonly id: number; readonly method: Method }
  | { readonly type: 'event'; readonly event: SessionEvent };
