import { randomBytes } from 'node:crypto';
import { decodeFrames, encodeFrames } from '#contract/frames.ts';
import { pullHeaders, routes } from '#contract/routes.ts';
import { bytesToHex, hexToBytes, joinBytes, type Bytes } from '#vault/public/bytes.ts';
import { hashOf, NO_HASH } from '#vault/public/hash.ts';
import { encodeHeader, type Header } from '#vault/public/header.ts';
import { encodeSegmentRange } from '#vault/public/segment-range.ts';
import { bytesToSign, SIGNATURE, SIGNING, type Signed } from '#vault/public/signature.ts';

export const sampleHex = (bytes: number): string => randomBytes(bytes).toString('hex');

type Place = { readonly space: string; readonly device: string };
type Thing = { readonly bytes: Bytes; readonly hash: string; readonly header: Header };

function endsOf(things: readonly Thing[]): readonly [Thing, Thing] {
  const [first, last] = [things[0], things.at(-1)];
  if (first === undefined || last === undefined) throw new Error('there is nothing to send');
  return [first, last];
}

/** An app in this process, or what fetches from another one. */
export type Answering = {
  readonly request: (path: string, init: RequestInit) => Response | Promise<Response>;
};

/** A device as a server meets it: an id, a key, and sealed things whose content is chance. */
export async function sampleDevice(app: Answering, space = sampleHex(16)) {
  const place: Place = { space, device: sampleHex(16) };
  const keys = await crypto.subtle.generateKey(SIGNING, true, ['sign', 'verify']);
  const signKey = bytesToHex(new Uint8Array(await crypto.subtle.exportKey('raw', keys.publicKey)));
  let token = '';

  const sign = async (signed: Signed): Promise<Bytes> =>
    new Uint8Array(await crypto.subtle.sign(SIGNATURE, keys.privateKey, bytesToSign(signed)));

  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    app.request(path, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, ...headers },
      body: body instanceof Uint8Array ? (body as Bytes) : JSON.stringify(body),
    });

  async function prove(as: Place = place) {
    const { challenge } = (await (await post(routes.challenge, { space: as.space })).json()) as { challenge: string };
    return proveWith(challenge, as);
  }

  async function proveWith(challenge: string, as: Place = place) {
    const signature = bytesToHex(await sign({ type: 'session', ...as, hash: challenge }));
    return { ...as, challenge, signature };
  }

  async function seal(
    kind: Header['kind'],
    seq: number,
    previous: string,
    label = new Uint8Array(0),
    of = place.device,
  ): Promise<Thing> {
    const manifest = kind === 'manifest' ? seq : 0;
    const header: Header = { kind, ...place, device: of, epoch: 0, seq, previous, manifest };
    const bytes = joinBytes(encodeHeader(header), label, randomBytes(600));
    return { bytes, hash: await hashOf(bytes), header };
  }

  async function sealChain(count: number): Promise<readonly Thing[]> {
    const chain: Thing[] = [];
    for (let seq = 1; seq <= count; seq++) chain.push(await seal('operation', seq, chain.at(-1)?.hash ?? NO_HASH));
    return chain;
  }

  const signHead = ({ header, hash }: Thing) => sign({ type: 'head', ...place, seq: header.seq, hash });

  return {
    ...place,
    signKey,
    post,
    prove,
    proveWith,
    seal,
    sealChain,
    signHead,
    authorization: () => `Bearer ${token}`,
    useToken: (other: string) => void (token = other),
    async makeLocker(more: { readonly voucher?: string } = {}) {
      return post(routes.locker, { ...(await prove()), signKey, ...more });
    },
    async openSession() {
      const answer = await post(routes.session, await prove());
      if (answer.ok) ({ token } = (await answer.json()) as { token: string });
      return answer;
    },
    async push(things: readonly Thing[]) {
      const [, last] = endsOf(things);
      return post(routes.push, encodeFrames([await signHead(last), ...things.map(({ bytes }) => bytes)]));
    },
    async appendManifest(thing: Thing) {
      const signature = await sign({ type: 'manifest', ...place, version: thing.header.seq, hash: thing.hash });
      return post(routes.manifest, encodeFrames([signature, thing.bytes]));
    },
    async putSegment(part: readonly Thing[]) {
      const [first, last] = endsOf(part);
      const range = { firstSeq: first.header.seq, firstHash: first.hash, lastHash: last.hash };
      const segment = await seal('segment', last.header.seq, first.header.previous, encodeSegmentRange(range));
      const signature = await sign({ type: 'segment', ...place, hash: segment.hash });
      return post(routes.segment, encodeFrames([signature, segment.bytes]));
    },
    /** A part of another device's chain, in its place. `also`: what is another than it should be. */
    async putSuccession(
      part: readonly Thing[],
      also: { readonly successor?: string; readonly signAs?: Signed['type']; readonly twice?: true } = {},
    ) {
      const [first, last] = endsOf(part);
      const of = first.header.device;
      const successor = also.successor ?? place.device;
      const range = encodeSegmentRange({ firstSeq: first.header.seq, firstHash: first.hash, lastHash: last.hash });
      const label = joinBytes(range, hexToBytes(successor));
      const { bytes, hash } = await seal('succession', last.header.seq, first.header.previous, label, of);
      const signed = { type: 'succession', space, device: of, successor, hash } as const;
      const signature = await sign(also.signAs === 'segment' ? { type: 'segment', space, device: of, hash } : signed);
      const send = () => post(routes.segment, encodeFrames([signature, bytes]));
      if (also.twice) await send();
      return { hash, answer: await send() };
    },
    /** What came after the cursor, as hashes. */
    async pull(after: number) {
      const answer = await post(routes.pull, { after });
      const frames = decodeFrames(new Uint8Array(await answer.arrayBuffer())) ?? [];
      const things = frames.filter((_, index) => index % 2 === 1);
      return {
        status: answer.status,
        hashes: await Promise.all(things.map((bytes) => hashOf(bytes))),
        cursor: Number(answer.headers.get(pullHeaders.cursor)),
        hasMore: answer.headers.get(pullHeaders.more) === '1',
      };
    },
  };
}
