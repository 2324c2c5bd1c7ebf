import { acceptLink, type Chain } from '#core/space/check-log.ts';
import type { Member } from '#core/space/manifest.ts';
import { covers, type VersionVector } from '#core/space/version-vector.ts';
import { hexToBytes, type Bytes } from '#vault/public/bytes.ts';
import { NO_HASH } from '#vault/public/hash.ts';
import { decodeSegmentRange, decodeSuccessor, type SegmentRange } from '#vault/public/segment-range.ts';
import { isSignedBy } from '#vault/public/signature.ts';
import type { SegmentTable } from '#vault/segment-layout.ts';
import { openSegment } from '#vault/segment.ts';
import { mentions, type Erased } from '../vault/compact-chain.ts';
import type { LoadedSegment, OpenSpace } from '../vault/open-space.ts';
import { compareRows, erasedIn } from './compare-rows.ts';
import type { Arrived, Verdict } from './inflow.ts';
import { fitsFrontier, hashAt, headIn, setHead, vectorOf, type DeferredLink, type TakeIn } from './take-in-draft.ts';

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
  if (kind === 'operation' || kind === 'manifest' || device === space.keyring.device.id || isHere(space, arrived))
    return arrived;
  return { ...arrived, opening: open(space, arrived) };
}

/**
 * A part of the chain of another device in one piece, or the same part once more without what was erased. When that
 * device has left, another one that belongs may have written it.
 */
export async function takeSegment(draft: TakeIn, arrived: Arrived): Promise<Verdict> {
  const { header, hash, bytes, signature } = arrived;
  const { device, seq: lastSeq } = header;
  const member = draft.chain.membership.devices.get(device);
  if (member === undefined || header.manifest > draft.chain.membership.version) return 'wait';
  const range = decodeSegmentRange(bytes);
  const successor = decodeSuccessor(bytes);
  if (!range.ok || signature === null) return 'forged';
  if (!(await isSignedByMember(draft, member, successor, { hash, signature }))) return 'forged';
  if (successor !== null && !isSuccession(draft, member, successor, arrived)) return 'forged';
  const { firstSeq } = range.value;
  const head = headIn(draft, device);
  if (firstSeq > (member.left?.seq ?? Infinity)) return 'left';
  if (firstSeq > head.seq + 1) return 'wait';
  if (isHere(draft.space, arrived)) {
    if (successor !== null) draft.there.push(hash);
    return 'known';
  }
  const opened = await (arrived.opening ?? open(draft.space, arrived));
  if (!opened?.ok) return 'forged';
  const { table } = opened.value;
  const isNews = lastSeq > head.seq;
  if (member.left !== undefined) {
    const compared = compareRows(draft, device, firstSeq, table, successor !== null);
    if (compared !== 'fits') return compared;
    // What it says is believed of those who belong; one of them will write it anew.
    if (isNews && successor !== null && hasLeft(draft, successor)) return 'wait';
  }
  const verdict = fitRows(draft, arrived, range.value, table);
  if (verdict !== 'taken') return verdict === 'fork' && successor !== null ? 'forged' : verdict;
  const there = segmentsOf(draft.space, device);
  const whole = there.find((other) => other.firstSeq <= firstSeq && other.lastSeq >= lastSeq);
  // An older one, that says what stands here no more: the server is to have this one again.
  if (whole !== undefined && isDirtier(erasedIn(draft), table, whole)) {
    draft.outdone.push(whole.name);
    return 'known';
  }
  // One that is only a part of what stands here in one piece already has nothing to add.
  if (there.some((other) => other.firstSeq <= firstSeq && other.lastSeq > lastSeq)) return 'known';
  if (successor !== null) draft.there.push(hash);
  draft.segments.push({ name: hash, device, firstSeq, lastSeq, bytes, signature });
  for (const other of there)
    if (other.firstSeq >= firstSeq && other.lastSeq <= lastSeq) draft.dropSegments.push(other.name);
  draft.dropOthers.push({ device, from: firstSeq, to: lastSeq });
  const segment = { name: hash, device, firstSeq, lastSeq, previous: header.previous, successor, table };
  draft.shown.push({ type: 'segment', device, segment, isNews });
  if (isNews) setHead(draft, device);
  return 'taken';
}

async function isSignedByMember(
  draft: TakeIn,
  { id, signKey }: Member,
  successor: string | null,
  { hash, signature }: { readonly hash: string; readonly signature: Bytes },
): Promise<boolean> {
  const of = { space: draft.keyring.space, device: id, hash };
  if (successor === null) return isSignedBy(hexToBytes(signKey), { type: 'segment', ...of }, signature);
  const signer = draft.chain.membership.devices.get(successor);
  if (signer === undefined) return false;
  return isSignedBy(hexToBytes(signer.signKey), { type: 'succession', successor, ...of }, signature);
}

const isDirtier = (erased: Erased, table: SegmentTable, here: LoadedSegment): boolean =>
  mentions({ table }, erased) && !mentions(here, erased);

const hasLeft = ({ chain }: TakeIn, device: string): boolean =>
  chain.membership.devices.get(device)?.left !== undefined;

/** To a device that has left, by another one, no further than what counts, in the epoch of the manifest that it names. */
const isSuccession = ({ chain }: TakeIn, { id, left }: Member, successor: string, { header }: Arrived): boolean =>
  left !== undefined &&
  successor !== id &&
  header.seq <= left.seq &&
  chain.membership.epochs[header.manifest] === header.epoch;

/** Its rows must be what is known of the chain, and go on from there. */
function fitRows(draft: TakeIn, { header, hash: segment }: Arrived, range: SegmentRange, table: SegmentTable): Verdict {
  const { device, previous } = header;
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
  const defer = draft.deferring?.segments.has(segment)
    ? (link: Omit<DeferredLink, 'segment'>) => void draft.deferring?.links.push({ ...link, segment })
    : null;
  if (defer === null && !covers(vectorOf(draft), table.seenOf(last))) return 'wait';
  const { seen } = draft.log.chains.get(device) ?? { seen: {} };
  const verdict = goOn(draft, device, firstSeq, table, defer);
  if (verdict !== 'taken') cutBack(draft, device, head.seq, seen);
  return verdict;
}

function fitsFrontierIn(draft: TakeIn, device: string, firstSeq: number, table: SegmentTable): boolean {
  const seq = draft.keyring.frontier?.[device]?.seq;
  if (seq === undefined || seq < firstSeq || seq >= firstSeq + table.rows) return true;
  const hash = table.hashOf(seq - firstSeq);
  return hash === NO_HASH || fitsFrontier(draft, device, seq, hash);
}

/** Nothing may build upon what was refused. */
function cutBack({ log }: TakeIn, device: string, seq: number, seen: VersionVector): void {
  const chain = log.chains.get(device);
  if (chain === undefined) return;
  if (seq < chain.first) log.chains.delete(device);
  else log.chains.set(device, { ...chain, links: chain.links.slice(0, seq - chain.first + 1), seen });
}

function goOn(
  draft: TakeIn,
  device: string,
  firstSeq: number,
  table: SegmentTable,
  defer: ((link: Omit<DeferredLink, 'segment'>) => void) | null,
): Verdict {
  const { log } = draft;
  // What was damaged at its author's has a clock that is a guess.
  const isChecked = table.isWhole();
  let { seq, hash: previous, lamport: before } = headIn(draft, device);
  for (let row = seq + 1 - firstSeq; row < table.rows; row++) {
    seq += 1;
    const hash = table.hashOf(row);
    const lamport = table.lamportOf(row);
    const seen = table.seenOf(row);
    const accepted = isChecked
      ? acceptLink(log, { device, seq, lamport, seen, at: table.atOf(row), previous, hash })
      : null;
    if (accepted?.ok === false && (defer === null || accepted.error.type !== 'waits')) return 'forged';
    if (accepted === null && lamport <= before) return 'forged';
    if (!accepted?.ok) {
      defer?.({ device, seq, seen, lamport: accepted === null ? null : lamport });
      const chain: Chain = log.chains.get(device) ?? { first: 1, links: [], seen: {} };
      chain.links.push({ hash, lamport });
      chain.seen = seen;
      log.chains.set(device, chain);
    }
    previous = hash;
    before = lamport;
  }
  return 'taken';
}
