const encoder = new TextEncoder();
// A comment: https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation
const beatLine = encoder.encode(':\n\n');

export type LiveStream = {
  readonly body: ReadableStream<Uint8Array<ArrayBuffer>>;
  /** Sends the cursor unless it was sent. A reader that is behind gets the newest alone, once it has caught up. */
  readonly tell: (cursor: number) => void;
  /** Sends a comment if nothing was sent since so many ticks. */
  readonly tick: (quietTicks: number) => void;
  readonly end: () => void;
};

/** The body of one answer that stays open. `ended` is called once, whoever ends it. */
export function createLiveStream(ended: () => void): LiveStream {
  let controller: ReadableStreamDefaultController<Uint8Array<ArrayBuffer>> | undefined;
  let [sent, newest, quiet] = [-1, -1, 0];

  const isRead = () => controller !== undefined && (controller.desiredSize ?? 0) > 0;

  function send(bytes: Uint8Array<ArrayBuffer>): void {
    quiet = 0;
    controller?.enqueue(bytes);
  }
  function sendNewest(): void {
    if (newest <= sent || !isRead()) return;
    // Before it is sent: sending asks for more at once.
    sent = newest;
    send(encoder.encode(`event: cursor\ndata: ${newest}\n\n`));
  }
  function forget(): void {
    controller = undefined;
    ended();
  }

  return {
    body: new ReadableStream({ start: (given) => void (controller = given), pull: sendNewest, cancel: forget }),
    tell(cursor) {
      newest = Math.max(newest, cursor);
      sendNewest();
    },
    tick(quietTicks) {
      quiet += 1;
      if (quiet >= quietTicks && isRead()) send(beatLine);
    },
    end() {
      controller?.close();
      if (controller !== undefined) forget();
    },
  };
}
