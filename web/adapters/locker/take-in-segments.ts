import { acceptLink, type Chain } from '#core/space/check-log.ts';
import type { Member } from '#core/space/manifest.ts';
import { covers, type VersionVector } from '#core/space/version-vector.ts';
import { hexToBytes } from '#vault/public/bytes.ts';
import { NO_HASH } from '#vault/public/hash.ts';
import { decodeSegmentRange, type SegmentRange } from '#vault/public/segment-range.ts';
import { isSignedBy } from '#vault/public/signature.ts';
import type { SegmentTable } from '#vault/segment-layout.ts';
import { openSegment } from '#vault/segment.ts';
import type { OpenSpace } from '../vault/open-space.ts';
import type { Arrived, Verdict } from './inflow.ts';
import { fitsFrontier, hashAt, headIn, setHead, type TakeIn } from './take-in-draft.ts';

function open({ keys, keyring }: OpenSpace, { header, bytes }: Arrived): Arrived['opening'] {
  const { device, seq, epoch } = header;
  const key = keys.epochs.get(epoch)?.segment;
  return key && openSegment(key, bytes, { space: keyring.space, device, seq });
}

const segmentsOf = (space: OpenSpace, device: string) => space.others.get(device)?.segments ?? [];

const isHere = (space: OpenSpace, { header, hash }: Arrived): boolean =>
  segmentsOf(space, header.device).some(({ name }) => name === hash);

/** Begins to open what is new of other devices, side by side. Whether it may be taken is judged in its turn. */
export function openAhead(space: OpenSpace, arrived: Arrived): Arrived {
  const { kind, device } = arrived.header;
  if (kind !== 'segment' || device === space.keyring.device.id || isHere(space, arrived)) return arrived;
  return { ...arrived, opening: open(space, arrived) };
}

/** A segment of another device: a part of its chain in one piece, or the same part once more without what was erased. */
export async function takeSegment(draft: TakeIn, arrived: Arrived): Promise<Verdict> {
  const { header, hash, bytes, signature } = arrived;
  const { device, seq: lastSeq } = header;
  const member = draft.chain.membership.devices.get(device);
  if (member === undefined || header.manifest > draft.chain.membership.version) return 'wait';
  const range = decodeSegmentRange(bytes);
  if (!range.ok || signature === null || !(await isSignedByMember(draft, member, hash, signature))) return 'forged';
  const { firstSeq } = range.value;
  const head = headIn(draft, device);
  if (firstSeq > (member.left?.seq ?? Infinity)) return 'left';
  if (firstSeq > head.seq + 1) return 'wait';
  if (isHere(draft.space, arrived)) return 'known';
  const opened = await (arrived.opening ?? open(draft.space, arrived));
  if (!opened?.ok) return 'forged';
  const { table } = opened.value;
  const verdict = fitRows(draft, device, header.previous, range.value, table);
  if (verdict !== 'taken') return verdict;
  const there = segmentsOf(draft.space, device);
  // One that is only a part of what stands here in one piece already has nothing to add.
  if (there.some((other) => other.firstSeq <= firstSeq && other.lastSeq > lastSeq)) return 'known';
  const isNews = lastSeq > head.seq;
  draft.segments.push({ name: hash, device, firstSeq, lastSeq, bytes, signature });
  for (const other of there)
    if (other.firstSeq >= firstSeq && other.lastSeq <= lastSeq) draft.dropSegments.push(other.name);
  draft.dropOthers.push({ device, from: firstSeq, to: lastSeq });
  const segment = { name: hash, device, firstSeq, lastSeq, previous: header.previous, table };
  draft.shown.push({ type: 'segment', device, segment, isNews });
  if (isNews) setHead(draft, device);
  return 'taken';
}

const isSignedByMember = (draft: TakeIn, { id, signKey }: Member, hash: string, signature: Arrived['bytes']) =>
  isSignedBy(hexToBytes(signKey), { type: 'segment', space: draft.keyring.space, device: id, hash }, signature);

/** Its rows must be what is known of the chain, and go on from there. */
function fitRows(draft: TakeIn, device: string, previous: string, range: SegmentRange, table: SegmentTable): Verdict {
  const { firstSeq } = range;
  const head = headIn(draft, device);
  const last = table.rows - 1;
  const before = hashAt(draft, device, firstSeq - 1);
  if (before !== undefined && before !== previous) return 'fork';
  if (table.hashOf(0) !== range.firstHash || table.hashOf(last) !== range.lastHash) return 'forged';
  for (let row = 0; row <= last && firstSeq + row <= head.seq; row++) {
    const known = hashAt(draft, device, firstSeq + row);
    const hash = table.hashOf(row);
    if (known !== undefined && hash !== NO_HASH && known !== hash) return 'fork';
  }
  if (!fitsFrontierIn(draft, device, firstSeq, table)) return 'fork';
  if (firstSeq + last <= head.seq) return 'taken';
  if (!covers(vectorOf(draft), table.seenOf(last))) return 'wait';
  return goOn(draft, device, firstSeq, table);
}

function fitsFrontierIn(draft: TakeIn, device: string, firstSeq: number, table: SegmentTable): boolean {
  const seq = draft.keyring.frontier?.[device]?.seq;
  if (seq === undefined || seq < firstSeq || seq >= firstSeq + table.rows) return true;
  const hash = table.hashOf(seq - firstSeq);
  return hash === NO_HASH || fitsFrontier(draft, device, seq, hash);
}

function vectorOf(draft: TakeIn): VersionVector {
  return Object.fromEntries([...draft.log.chains.keys()].map((id) => [id, headIn(draft, id).seq]));
}

function goOn(draft: TakeIn, device: string, firstSeq: number, table: SegmentTable): Verdict {
  const { log } = draft;
  // What was damaged at its author's has a clock that is a guess.
  const isChecked = table.isWhole();
  let { seq, hash: previous, lamport: before } = headIn(draft, device);
  for (let row = seq + 1 - firstSeq; row < table.rows; row++) {
    seq += 1;
    const hash = table.hashOf(row);
    const lamport = table.lamportOf(row);
    const seen = table.seenOf(row);
    if (isChecked) {
      const accepted = acceptLink(log, { device, seq, lamport, seen, at: table.atOf(row), previous, hash });
      if (!accepted.ok) return 'forged';
    } else if (lamport > before) {
      const chain: Chain = log.chains.get(device) ?? { first: 1, links: [], seen: {} };
      chain.links.push({ hash, lamport });
      chain.seen = seen;
      log.chains.set(device, chain);
    } else return 'forged';
    previous = hash;
    before = lamport;
  }
  return 'taken';
}
