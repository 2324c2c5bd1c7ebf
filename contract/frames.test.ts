import { expect, test } from 'vitest';
import { encodeFrames, readFrames } from './frames.ts';

const frames = [Uint8Array.of(), Uint8Array.of(1, 2, 3), new Uint8Array(300).fill(7), Uint8Array.of()];
const LARGEST = 300;

/** A body that comes in pieces of so many bytes. */
const inPieces = (bytes: Uint8Array, size: number): ReadableStream<Uint8Array> =>
  new ReadableStream({
    start: (controller) => {
      for (let at = 0; at < bytes.length; at += size) controller.enqueue(bytes.subarray(at, at + size));
      controller.close();
    },
  });

test('reads a body that is read into bytes of the reader, larger than these are', async () => {
  const large = [new Uint8Array(700_000).fill(1), Uint8Array.of(2), new Uint8Array(300_000).fill(3)];
  const { body } = new Response(encodeFrames(large));
  expect(await readFrames(body!, 700_000)).toEqual(large);
});

test.each([1, 2, 3, 4, 5, 7, 64, 1_000])('reads frames that come in pieces of %i bytes', async (size) => {
  expect(await readFrames(inPieces(encodeFrames(frames), size), LARGEST)).toEqual(frames);
});

test('gives every frame a buffer of its own', async () => {
  const read = await readFrames(inPieces(encodeFrames(frames), 50), LARGEST);
  expect(read?.map(({ buffer }) => buffer.byteLength)).toEqual(frames.map(({ length }) => length));
});

test('reads a body without frames', async () => {
  expect(await readFrames(inPieces(new Uint8Array(0), 1), LARGEST)).toEqual([]);
});

test.each([1, 3, 5, 100])('refuses a body whose last %i bytes are missing', async (missing) => {
  const body = encodeFrames([Uint8Array.of(1), new Uint8Array(200)]);
  expect(await readFrames(inPieces(body.subarray(0, body.length - missing), 64), LARGEST)).toBeNull();
});

test('refuses a body that ends in the middle of a length', async () => {
  expect(await readFrames(inPieces(Uint8Array.of(0, 0, 0, 1, 9, 0, 0), 64), LARGEST)).toBeNull();
});

test('makes no room for a frame that is too large, and reads no further', async () => {
  let isCancelled = false;
  const endless = new ReadableStream<Uint8Array>({
    pull: (controller) => controller.enqueue(Uint8Array.of(255, 255, 255, 255)),
    cancel: () => void (isCancelled = true),
  });
  expect(await readFrames(endless, LARGEST)).toBeNull();
  expect(isCancelled).toBe(true);
});

test('rejects when the body breaks off', async () => {
  const broken = new ReadableStream<Uint8Array>({ start: (controller) => controller.error(new Error('gone')) });
  await expect(readFrames(broken, LARGEST)).rejects.toThrow('gone');
});
