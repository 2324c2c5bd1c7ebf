import { openDB } from 'idb';
import { IV_LENGTH } from '#vault/aes.ts';
import { deriveEpochKeys } from '#vault/keys.ts';
import { hexToBytes, type Bytes } from '#vault/public/bytes.ts';
import { HEADER_LENGTH } from '#vault/public/header.ts';
import { RANGE_LENGTH } from '#vault/public/segment-range.ts';

/** `path`: a file as large as all that the locker holds. The key of the first epoch, as hex. */
export type FloorTask = { readonly path: string; readonly space: string; readonly epochKey: string };
/** In ms; bytes that were fetched. */
export type Floor = { readonly time: number; readonly bytes: number };

type Sealed = { readonly additionalData: Bytes; readonly iv: Bytes; readonly data: Bytes };

/** The segments that joining has stored here, apart into what WebCrypto asks for. */
async function readSegments(): Promise<readonly Sealed[]> {
  const database = await openDB('ballast');
  const records = (await database.getAll('segments')) as readonly { readonly bytes: Bytes }[];
  database.close();
  const clear = HEADER_LENGTH + RANGE_LENGTH;
  return records.map(({ bytes }) => ({
    additionalData: bytes.subarray(0, clear),
    iv: bytes.subarray(clear, clear + IV_LENGTH),
    data: bytes.subarray(clear + IV_LENGTH),
  }));
}

/** What no program can do without: fetch as many bytes at once, and decrypt the same segments, all at once. */
async function measure({ path, space, epochKey }: FloorTask): Promise<Floor> {
  const segments = await readSegments();
  const { segment: key } = await deriveEpochKeys(hexToBytes(epochKey), space, 1);
  const start = performance.now();
  const bytes = await (await fetch(path, { cache: 'no-store' })).arrayBuffer();
  await Promise.all(
    segments.map(({ additionalData, iv, data }) =>
      crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData }, key, data),
    ),
  );
  return { time: performance.now() - start, bytes: bytes.byteLength };
}

self.onmessage = async ({ data: task }: MessageEvent<FloorTask>) => {
  self.postMessage(await measure(task));
};
