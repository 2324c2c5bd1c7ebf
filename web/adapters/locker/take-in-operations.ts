import type { Json } from '#core/entry/entry.ts';
import { acceptLink, type LogError } from '#core/space/check-log.ts';
import { parseOperation } from '#core/space/operation.ts';
import type { VersionVector } from '#core/space/version-vector.ts';
import { openOperation } from '#vault/operation-envelope.ts';
import { hexToBytes } from '#vault/public/bytes.ts';
import { isSignedBy } from '#vault/public/signature.ts';
import type { TailOperation } from '../vault/open-space.ts';
import type { Arrived, Verdict } from './inflow.ts';
import { fitsFrontier, hashAt, headIn, setHead, type TakeIn } from './take-in-draft.ts';

const VERDICT_OF: Record<LogError['type'], Verdict> = {
  waits: 'wait',
  gap: 'wait',
  fork: 'fork',
  'bad-lamport': 'forged',
  forgetful: 'forged',
};

/** Operations that fit on a chain but that no signature covers yet, by device. */
export type Uncovered = Map<string, Arrived[]>;

/** An operation of another device. It is `taken` when a signature covers it; until then it waits in `uncovered`. */
export async function takeOperation(draft: TakeIn, uncovered: Uncovered, arrived: Arrived): Promise<Verdict> {
  const { header, hash, signature } = arrived;
  const { device, seq } = header;
  const member = draft.chain.membership.devices.get(device);
  if (member === undefined) return 'wait';
  if (seq > (member.left?.seq ?? Infinity)) return 'left';
  const head = headIn(draft, device);
  if (seq <= head.seq) {
    const known = hashAt(draft, device, seq);
    return known === undefined || known === hash ? 'known' : 'fork';
  }
  const before = uncovered.get(device) ?? [];
  const last = before.at(-1);
  const [lastSeq, lastHash] = last === undefined ? [head.seq, head.hash] : [last.header.seq, last.hash];
  if (seq <= lastSeq) return before.some((other) => other.header.seq === seq && other.hash === hash) ? 'known' : 'fork';
  if (seq > lastSeq + 1) return 'wait';
  if (header.previous !== lastHash) return 'fork';
  const batch = [...before, arrived];
  uncovered.set(device, batch);
  if (signature === null) return 'wait';
  const signed = { type: 'head', space: draft.keyring.space, device, seq, hash } as const;
  if (!(await isSignedBy(hexToBytes(member.signKey), signed, signature))) {
    uncovered.set(device, before);
    return 'forged';
  }
  return takeBatch(draft, uncovered, device, batch);
}

/** A covered batch goes in from its start; where one has to wait, the rest of it waits with it. */
async function takeBatch(
  draft: TakeIn,
  uncovered: Uncovered,
  device: string,
  batch: readonly Arrived[],
): Promise<Verdict> {
  uncovered.delete(device);
  for (const arrived of batch) {
    const verdict = await takeCovered(draft, arrived);
    if (verdict !== 'taken') return verdict;
  }
  return 'taken';
}

async function takeCovered(draft: TakeIn, { header, hash, bytes }: Arrived): Promise<Verdict> {
  const { device, seq, manifest, epoch, previous } = header;
  const { epochs, version } = draft.chain.membership;
  if (manifest > version) return 'wait';
  // What is sealed in another epoch than that of the manifest it names was not written by an honest device.
  if (epochs[manifest] !== epoch) return 'forged';
  const key = draft.space.keys.epochs.get(epoch)?.operation;
  if (key === undefined) return 'forged';
  const opened = await openOperation(key, bytes, { space: draft.keyring.space, device, seq });
  if (!opened.ok) return 'forged';
  const { content } = opened.value;
  const read = parseOperation({ device, seq }, content);
  if (!read.ok && read.error.type === 'bad-operation') return 'forged';
  const {
    lamport,
    at,
    seen = {},
    changes,
  } = content as unknown as Omit<TailOperation, 'seen'> & {
    readonly seen?: VersionVector;
    readonly changes: readonly Json[];
  };
  if (!fitsFrontier(draft, device, seq, hash)) return 'fork';
  const accepted = acceptLink(draft.log, { device, seq, lamport, seen, at, previous, hash });
  if (!accepted.ok) return VERDICT_OF[accepted.error.type];
  draft.records.push({ device, seq, hash, bytes });
  setHead(draft, device);
  const tail: TailOperation = { seq, hash, previous, lamport, at, seen, changes };
  draft.shown.push({ type: 'operation', device, tail, operation: read.ok ? read.value : null });
  return 'taken';
}
