import { acceptLink, type Chain } from '#core/space/check-log.ts';
import type { Member } from '#core/space/manifest.ts';
import { covers, type VersionVector } from '#core/space/version-vector.ts';
import { hexToBytes } from '#vault/public/bytes.ts';
import { NO_HASH } from '#vault/public/hash.ts';
import { decodeSegmentRange, type SegmentRange } from '#vault/public/segment-range.ts';
import { isSignedBy } from '#vault/public/signature.ts';
import type { SegmentTable } from '#vault/segment-layout.ts';
import { openSegment } from '#vault/segment.ts';
import type { Arrived, Verdict } from './inflow.ts';
import { fitsFrontier, hashAt, headIn, setHead, type TakeIn } from './take-in-draft.ts';

/** A segment of another device: a part of its chain in one piece, or the same part once more without what was erased. */
export async function takeSegment(draft: TakeIn, arrived: Arrived): Promise<Verdict> {
  const { header, hash, bytes, signature } = arrived;
  const { device, seq: lastSeq, epoch } = header;
  const member = draft.chain.membership.devices.get(device);
  if (member === undefined || header.manifest > draft.chain.membership.version) return 'wait';
  const range = decodeSegmentRange(bytes);
  if (!range.ok || signature === null || !(await isSignedByMember(draft, member, hash, signature))) return 'forged';
  const { firstSeq } = range.value;
  const head = headIn(draft, device);
  if (firstSeq > (member.left?.seq ?? Infinity)) return 'left';
  if (firstSeq > head.seq + 1) return 'wait';
  const there = draft.space.others.get(device)?.segments ?? [];
  if (there.some(({ name }) => name === hash)) return 'known';
  const key = draft.space.keys.epochs.get(epoch)?.segment;
  const opened = key && (await openSegment(key, bytes, { space: draft.keyring.space, device, seq: lastSeq }));
  if (!opened?.ok) return 'forged';
  const { table } = opened.value;
  const verdict = fitRows(draft, device, header.previous, range.value, table);
  if (verdict !== 'taken') return verdict;
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
  // Each is read out of the bytes once: there are thousands.
  const hashes = Array.from({ length: table.rows }, (_, row) => table.hashOf(row));
  const before = hashAt(draft, device, firstSeq - 1);
  if (before !== undefined && before !== previous) return 'fork';
  if (hashes[0] !== range.firstHash || hashes.at(-1) !== range.lastHash) return 'forged';
  for (const [row, hash] of hashes.entries()) {
    const seq = firstSeq + row;
    const known = hashAt(draft, device, seq);
    if (known !== undefined && hash !== NO_HASH && known !== hash) return 'fork';
    if (hash !== NO_HASH && !fitsFrontier(draft, device, seq, hash)) return 'fork';
  }
  const last = table.rows - 1;
  if (firstSeq + last <= head.seq) return 'taken';
  if (!covers(vectorOf(draft), table.seenOf(last))) return 'wait';
  return goOn(draft, device, firstSeq, table, hashes);
}

function vectorOf(draft: TakeIn): VersionVector {
  return Object.fromEntries([...draft.log.chains.keys()].map((id) => [id, headIn(draft, id).seq]));
}

function goOn(
  draft: TakeIn,
  device: string,
  firstSeq: number,
  table: SegmentTable,
  hashes: readonly string[],
): Verdict {
  const { log } = draft;
  // What was damaged at its author's left a place without a hash, and with a clock that is a guess.
  const isWhole = !hashes.includes(NO_HASH);
  for (let row = headIn(draft, device).seq + 1 - firstSeq; row < table.rows; row++) {
    const head = headIn(draft, device);
    const link = { hash: hashes[row]!, lamport: table.lamportOf(row) };
    if (isWhole) {
      const stamp = { device, seq: head.seq + 1, seen: table.seenOf(row), at: table.atOf(row) };
      const accepted = acceptLink(log, { ...stamp, ...link, previous: head.hash });
      if (!accepted.ok) return 'forged';
      continue;
    }
    if (link.lamport <= head.lamport) return 'forged';
    const chain: Chain = log.chains.get(device) ?? { first: 1, links: [], seen: {} };
    chain.links.push(link);
    chain.seen = table.seenOf(row);
    log.chains.set(device, chain);
  }
  return 'taken';
}
