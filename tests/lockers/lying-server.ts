import { decodeFrames, encodeFrames } from '#contract/frames.ts';
import { routes } from '#contract/routes.ts';
import type { Bytes } from '#vault/public/bytes.ts';
import { decodeHeader, type Header } from '#vault/public/header.ts';
import type { Transport } from '#web/adapters/locker/line.ts';

export type Thing = { signature: Bytes; bytes: Bytes };
export type Lie = (things: readonly Thing[]) => readonly Thing[];

export const headerOf = ({ bytes }: Pick<Thing, 'bytes'>): Header => {
  const header = decodeHeader(bytes);
  if (!header.ok) throw new Error(header.error.type);
  return header.value;
};

/** A server that shows something else than it holds, for as long as it has a lie to tell. */
export function lyingServer(transport: Transport) {
  let lie: Lie | null = null;
  const lying: Transport = async (path, init) => {
    const answer = await transport(path, init);
    if (lie === null || path !== routes.pull || answer.status !== 200) return answer;
    const frames = decodeFrames(new Uint8Array(await answer.arrayBuffer()))!;
    const things = Array.from({ length: frames.length / 2 }, (_, n) => ({
      signature: frames[2 * n]!.slice(),
      bytes: frames[2 * n + 1]!.slice(),
    }));
    const shown = lie(things).flatMap(({ signature, bytes }) => [signature, bytes]);
    return new Response(encodeFrames(shown), { headers: answer.headers });
  };
  return {
    transport: lying,
    tell: (next: Lie | null) => void (lie = next),
  };
}
