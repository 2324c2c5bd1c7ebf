import { decodeFrames, encodeFrames } from '#contract/frames.ts';
import { routes } from '#contract/routes.ts';
import type { Bytes } from '#vault/public/bytes.ts';
import { decodeHeader, type Header } from '#vault/public/header.ts';
import type { Transport } from '#web/adapters/locker/line.ts';

export type Thing = { signature: Bytes; bytes: Bytes };
export type Lie = (things: readonly Thing[]) => readonly Thing[];

/** One bit of it is another one. */
export const flipped = (bytes: Thing['bytes'], at: number) =>
  Uint8Array.from(bytes, (byte, n) => (n === at ? byte ^ 1 : byte));

export const isOperation = (thing: Thing): boolean => headerOf(thing).kind === 'operation';

export const headerOf = ({ bytes }: Pick<Thing, 'bytes'>): Header => {
  const header = decodeHeader(bytes);
  if (!header.ok) throw new Error(header.error.type);
  return header.value;
};

/** The body of an answer to `pull`, as somebody would have it who tells this lie. */
export function shownInstead(body: Uint8Array<ArrayBuffer>, lie: Lie): Uint8Array<ArrayBuffer> {
  const frames = decodeFrames(body)!;
  const things = Array.from({ length: frames.length / 2 }, (_, n) => ({
    signature: frames[2 * n]!.slice(),
    bytes: frames[2 * n + 1]!.slice(),
  }));
  return encodeFrames(lie(things).flatMap(({ signature, bytes }) => [signature, bytes]));
}

/** A server that shows something else than it holds, for as long as it has a lie to tell. */
export function lyingServer(transport: Transport) {
  let lie: Lie | null = null;
  const lying: Transport = async (path, init) => {
    const answer = await transport(path, init);
    if (lie === null || path !== routes.pull || answer.status !== 200) return answer;
    const shown = shownInstead(new Uint8Array(await answer.arrayBuffer()), lie);
    return new Response(shown, { headers: answer.headers });
  };
  return {
    transport: lying,
    tell: (next: Lie | null) => void (lie = next),
  };
}
