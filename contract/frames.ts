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
