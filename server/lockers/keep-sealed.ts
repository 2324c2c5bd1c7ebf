import type { ErrorCode } from '#contract/errors.ts';
import type { StoredAnswer } from '#contract/routes.ts';
import { err, ok, type Result } from '#core/result.ts';
import type { Bytes } from '#vault/public/bytes.ts';
import { decodeSegmentRange, decodeSuccessor } from '#vault/public/segment-range.ts';
import { appendManifest, type CannotAppend } from '../store/append-manifest.ts';
import { findDevice } from '../store/devices.ts';
import type { Batch, CannotPush, Pushed } from '../store/push-operations.ts';
import { putSegment, type CannotPutSegment } from '../store/put-segment.ts';
import type { LockerOptions } from './options.ts';
import { readSealedBody, type SealedBody } from './sealed-body.ts';
import type { createVerifier } from './verifier.ts';
import type { Asker } from './who-asks.ts';

type Kept = Promise<Result<StoredAnswer, { readonly tag: ErrorCode; readonly at?: number }>>;
type Failure = CannotPush | CannotPutSegment | Exclude<CannotAppend, { readonly tag: 'manifest-conflict' }>;
const badRequest = () => err({ tag: 'bad-request' } as const);

/** How what comes in is looked at and kept. */
export type Keeping = LockerOptions & {
  readonly push: (batch: Batch) => Promise<Pushed>;
  /** What does not bear the signature of the device that it names is not even stored. */
  readonly isSigned: ReturnType<typeof createVerifier>;
};

/** A batch of the device's own chain; the signature covers its last operation. */
export async function keepOperations(options: Keeping, asker: Asker, bytes: Bytes): Kept {
  const { space, device } = asker;
  const body = await readSealedBody(bytes, { kind: 'operation', space, device });
  if (body === null) return badRequest();
  const toStore = ({ header, hash, bytes: sealed }: SealedBody['sealed'][number]) => ({
    seq: header.seq,
    previous: header.previous,
    hash,
    bytes: sealed,
  });
  const [first, ...more] = body.sealed;
  const last = more.at(-1) ?? first;
  const head = { type: 'head', space, device, seq: last.header.seq, hash: last.hash } as const;
  if (first.header.seq < 1 || !options.isSigned(asker.signKey, head, body.signature)) return badRequest();
  const pushed = await options.push({
    space,
    device,
    operations: [toStore(first), ...more.map(toStore)],
    signature: body.signature,
    now: options.now(),
    largestSpace: options.largestSpace,
  });
  return pushed.ok ? ok(pushed.value) : err(asRefusal(pushed.error));
}

const signKeyOf = async ({ database }: Keeping, asker: Asker, device: string) =>
  device === asker.device ? asker.signKey : (await findDevice(database.read, asker.space, device))?.signKey;

/**
 * The next version; its sequence number is the version. Any device of the space may bring it, and its signer need not be
 * there: after a server was set back, whoever comes first brings what it lacks.
 */
export async function keepManifest(options: Keeping, asker: Asker, bytes: Bytes): Kept {
  const { space } = asker;
  const body = await readSealedBody(bytes, { kind: 'manifest', space });
  if (body?.sealed.length !== 1) return badRequest();
  const [{ header, hash, bytes: sealed }] = body.sealed;
  const { device } = header;
  const signKey = await signKeyOf(options, asker, device);
  const signed = { type: 'manifest', space, device, version: header.seq, hash } as const;
  if (signKey === undefined || !options.isSigned(signKey, signed, body.signature)) return badRequest();
  const appended = await appendManifest(options.database, {
    space,
    version: header.seq,
    previous: header.previous,
    hash,
    bytes: sealed,
    signature: body.signature,
    now: options.now(),
    largestSpace: options.largestSpace,
  });
  if (appended.ok) return ok(appended.value);
  const { error } = appended;
  if (error.tag !== 'manifest-conflict') return err(asRefusal(error));
  // Before the first there is no latest.
  return err(error.version < 0 ? { tag: error.tag } : { tag: error.tag, at: error.version });
}

/** Of the device's own chain; or a succession, which any device of the space may bring, as its signer may be gone since. */
export async function keepSegment(options: Keeping, asker: Asker, bytes: Bytes): Kept {
  const { space } = asker;
  const body =
    (await readSealedBody(bytes, { kind: 'segment', space, device: asker.device })) ??
    (await readSealedBody(bytes, { kind: 'succession', space }));
  if (body?.sealed.length !== 1) return badRequest();
  const [{ header, hash, bytes: sealed }] = body.sealed;
  const { device } = header;
  const range = decodeSegmentRange(sealed);
  const successor = decodeSuccessor(sealed);
  if (!range.ok || (successor === null && header.kind === 'succession')) return badRequest();
  const signKey = await signKeyOf(options, asker, successor ?? device);
  const signed =
    successor === null
      ? ({ type: 'segment', space, device, hash } as const)
      : ({ type: 'succession', space, device, successor, hash } as const);
  if (signKey === undefined || !options.isSigned(signKey, signed, body.signature)) return badRequest();
  const put = await putSegment(options.database, {
    space,
    device,
    successor,
    ...range.value,
    lastSeq: header.seq,
    previous: header.previous,
    hash,
    bytes: sealed,
    signature: body.signature,
    now: options.now(),
    largestSpace: options.largestSpace,
  });
  return put.ok ? ok(put.value) : err(asRefusal(put.error));
}

/** A locker that is gone is told like a session that is over: the next one cannot be opened either. */
function asRefusal(error: Failure): { readonly tag: ErrorCode; readonly at?: number } {
  if (error.tag === 'gap') return { tag: 'gap', at: error.expected };
  return { tag: error.tag === 'space-unknown' ? 'no-session' : error.tag };
}
