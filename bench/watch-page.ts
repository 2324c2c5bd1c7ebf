/** One question to a Worker. All times are milliseconds from the start of the page. */
export type WorkerCall = {
  readonly worker: string;
  readonly method: string;
  readonly asked: number;
  answered?: number;
  /** When the next frame after the answer was painted. */
  painted?: number;
  /** Where a kept entry went. */
  keptIn?: string;
};
export type LongTask = { readonly start: number; readonly duration: number };
export type PageNotes = {
  calls: WorkerCall[];
  longTasks: LongTask[];
  /** When the first week of The long run was painted. */
  firstWeeks?: number;
  /** When anything on the page changed for the last time, and was painted. */
  lastChange?: number;
};

declare global {
  var notes: PageNotes;
}

/**
 * Runs in the page, before anything of the app: notes what goes between it and its Workers, the tasks that block it,
 * and what of it is painted when.
 */
export function watchPage(): void {
  const notes: PageNotes = { calls: [], longTasks: [] };
  globalThis.notes = notes;

  const afterPaint = (then: (at: number) => void) =>
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => then(performance.now());
      port2.postMessage(null);
    });

  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) notes.longTasks.push({ start: startTime, duration });
  }).observe({ type: 'longtask', buffered: true });

  const noteChange = () => {
    const isFirst = notes.firstWeeks === undefined && document.querySelector('main tbody tr') !== null;
    if (isFirst) notes.firstWeeks = 0;
    afterPaint((at) => {
      notes.lastChange = at;
      if (isFirst) notes.firstWeeks = at;
    });
  };
  new MutationObserver(noteChange).observe(document, { childList: true, characterData: true, subtree: true });

  type Message = { readonly id?: number; readonly method?: string };
  type Answer = { readonly type?: string; readonly id?: number; readonly answer?: { value?: { in?: string } } };
  const open = new Map<string, WorkerCall>();
  const keyOf = (worker: string, id: number | undefined) => `${worker} ${id}`;

  globalThis.Worker = class extends Worker {
    readonly #name: string;
    constructor(url: string | URL, options?: WorkerOptions) {
      super(url, options);
      this.#name = options?.name ?? '';
      this.addEventListener('message', ({ data }: MessageEvent<Answer>) => {
        if (data.type === 'slice' || data.type === 'event') return;
        const key = keyOf(this.#name, data.id);
        const call = open.get(key);
        if (call === undefined) return;
        open.delete(key);
        call.answered = performance.now();
        if (data.answer?.value?.in !== undefined) call.keptIn = data.answer.value.in;
        afterPaint((at) => (call.painted = at));
      });
    }
    override postMessage(message: Message, more?: Transferable[] | StructuredSerializeOptions): void {
      const call = { worker: this.#name, method: message.method ?? '', asked: performance.now() };
      open.set(keyOf(this.#name, message.id), call);
      notes.calls.push(call);
      if (Array.isArray(more)) super.postMessage(message, more);
      else super.postMessage(message, more);
    }
  };
}
