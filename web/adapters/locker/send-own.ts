import { signBytes } from '#vault/device-keys.ts';
import { headOf, NEW_LOCKER, type Locker } from '#vault/keyring.ts';
import type { Bytes } from '#vault/public/bytes.ts';
import { SEGMENT_OPERATIONS } from '#vault/segment.ts';
import type { LoadedSegment, OpenSpace } from '../vault/open-space.ts';
import type { VaultStore } from '../vault/vault-store.ts';
import type { Line, Refusal, Travelling } from './line.ts';

/** Fits well into the largest body that a server takes. */
const BATCH_OPERATIONS = 256;
const BATCH_BYTES = 4 * 1024 * 1024;

/** The next that the server has to be given. */
export type Sending =
  | {
      readonly type: 'operations';
      readonly signature: Bytes;
      readonly operations: readonly Bytes[];
      readonly lastSeq: number;
    }
  | { readonly type: 'segment'; readonly segment: Travelling; readonly name: string; readonly lastSeq: number };

export const lockerOf = ({ keyring }: OpenSpace): Locker => keyring.locker ?? NEW_LOCKER;

/** Of a segment that is still growing its operations are at the server one by one; it goes when it is full. */
const isFull = ({ firstSeq, lastSeq }: LoadedSegment): boolean => lastSeq - firstSeq + 1 >= SEGMENT_OPERATIONS;

function segmentDue({ segments }: OpenSpace, locker: Locker): LoadedSegment | undefined {
  const isThere = new Set(locker.segments);
  return segments.find(
    (segment) => !isThere.has(segment.name) && (segment.lastSeq > locker.pushed || locker.sweep || isFull(segment)),
  );
}

export const isAnythingUnsent = (space: OpenSpace): boolean =>
  headOf(space.keyring).seq > lockerOf(space).pushed || segmentDue(space, lockerOf(space)) !== undefined;

/** Null when everything is there. Reads only; `space` may change while what it gives is on its way. */
export async function nextSending(space: OpenSpace, store: VaultStore): Promise<Sending | null> {
  const locker = lockerOf(space);
  const due = segmentDue(space, locker);
  const segment = due && (await store.segment(due.name));
  if (segment !== undefined) return { type: 'segment', segment, name: segment.name, lastSeq: segment.lastSeq };
  if (headOf(space.keyring).seq <= locker.pushed) return null;
  const records = (await store.tail()).filter(({ seq }) => seq > locker.pushed);
  const operations: Bytes[] = [];
  let [size, last] = [0, records[0]];
  for (const record of records) {
    const isTooMuch = operations.length >= BATCH_OPERATIONS || size + record.bytes.length > BATCH_BYTES;
    if (operations.length > 0 && isTooMuch) break;
    operations.push(record.bytes);
    size += record.bytes.length;
    last = record;
  }
  if (last === undefined) return null;
  const { seq, hash } = last;
  const { space: id, device } = space.keyring;
  const signature = await signBytes(space.keys.sign, { type: 'head', space: id, device: device.id, seq, hash });
  return { type: 'operations', signature, operations, lastSeq: seq };
}

export const send = (line: Line, sending: Sending) =>
  sending.type === 'segment' ? line.putSegment(sending.segment) : line.push(sending.signature, sending.operations);

/** A segment that another one took the place of here is at the server no longer either. */
export function segmentsWith(space: OpenSpace, name: string): readonly string[] {
  const chains = [space, ...space.others.values()];
  const standing = new Set(chains.flatMap(({ segments }) => segments.map((segment) => segment.name)));
  return [...lockerOf(space).segments.filter((known) => standing.has(known)), name];
}

/** Where this device stands once the server has it. */
export function lockerAfterSending(space: OpenSpace, sending: Sending): Locker {
  const locker = lockerOf(space);
  const pushed = Math.max(locker.pushed, sending.lastSeq);
  if (sending.type === 'operations') return { ...locker, pushed };
  const segments = segmentsWith(space, sending.name);
  const isSwept = locker.sweep && segmentDue(space, { ...locker, segments }) === undefined;
  return { ...locker, pushed, segments, sweep: locker.sweep && !isSwept };
}

/** Where the server says that its copy of the own chain ends, when that is before what it had acknowledged. */
export function lockerAfterRefusal(locker: Locker, refusal: Refusal): Locker | null {
  if (refusal.type !== 'gap' || refusal.at === undefined || refusal.at > locker.pushed) return null;
  return { ...locker, pushed: refusal.at - 1, segments: [] };
}
