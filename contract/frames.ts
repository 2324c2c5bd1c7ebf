/**
 * Several byte strings as one body: each after its length, 4 bytes big-endian. `push`, `manifest` and `segment` take
 * the signature first and then what is sealed; `pull` answers with pairs of a signature, empty where none stands, and
 * what is sealed.
 */
export function encodeFrames(frames: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(frames.reduce((length, frame) => length + 4 + frame.length, 0));
  const view = new DataView(bytes.buffer);
  let offset = 0;
  for (const frame of frames) {
    view.setUint32(offset, frame.length);
    bytes.set(frame, offset + 4);
    offset += 4 + frame.length;
  }
  return bytes;
}

const FRAME_HEAD = 4;
const READ_AT_ONCE = 256 * 1024;

type Pieces = {
  /** Null at the end. It is there until the next one is asked for. */
  readonly next: () => Promise<Uint8Array | null>;
  readonly cancel: () => Promise<void>;
};

/** Always into the same bytes, where the body can be read so: new ones for every piece cost more than to copy out of them. */
function piecesOf(body: ReadableStream<Uint8Array>): Pieces {
  let reader: ReadableStreamBYOBReader;
  try {
    reader = body.getReader({ mode: 'byob' });
  } catch {
    const plain = body.getReader();
    return { next: async () => (await plain.read()).value ?? null, cancel: () => plain.cancel() };
  }
  let room = new Uint8Array(READ_AT_ONCE);
  const next = async () => {
    const { done, value } = await reader.read(room);
    if (done) return null;
    room = new Uint8Array(value.buffer);
    return value;
  };
  return { next, cancel: () => reader.cancel() };
}

/**
 * Reads frames while they come, each into bytes of its own, so that the whole body never lies there once more. Null when
 * the lengths do not come out even, or one is above `largest`. Rejects when the body breaks off.
 */
export async function readFrames(
  body: ReadableStream<Uint8Array>,
  largest: number,
): Promise<readonly Uint8Array<ArrayBuffer>[] | null> {
  const frames: Uint8Array<ArrayBuffer>[] = [];
  const head = new Uint8Array(FRAME_HEAD);
  let [filling, filled, isHead] = [head, 0, true];
  const pieces = piecesOf(body);
  for (;;) {
    const piece = await pieces.next();
    if (piece === null) return isHead && filled === 0 ? frames : null;
    for (let offset = 0; offset < piece.length;) {
      const part = piece.subarray(offset, offset + filling.length - filled);
      filling.set(part, filled);
      filled += part.length;
      offset += part.length;
      while (filled === filling.length) {
        if (!isHead) frames.push(filling);
        const length = isHead ? new DataView(head.buffer).getUint32(0) : FRAME_HEAD;
        if (length > largest) {
          await pieces.cancel();
          return null;
        }
        [filling, filled, isHead] = [isHead ? new Uint8Array(length) : head, 0, !isHead];
      }
    }
  }
}

/** Null when the lengths do not come out even. */
export function decodeFrames(bytes: Uint8Array<ArrayBuffer>): readonly Uint8Array<ArrayBuffer>[] | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const frames: Uint8Array<ArrayBuffer>[] = [];
  let offset = 0;
  while (offset < bytes.length) {
    if (bytes.length - offset < 4) return null;
    const end = offset + 4 + view.getUint32(offset);
    if (end > bytes.length) return null;
    frames.push(bytes.subarray(offset + 4, end));
    offset = end;
  }
  return frames;
}
