import { ok, type Result } from '#core/result.ts';
import type { Membership } from '#core/space/manifest.ts';
import { compact, mentions, tailMentions, type Compaction } from '../vault/compact-chain.ts';
import type { LoadedSegment, OpenSpace, OtherChain } from '../vault/open-space.ts';
import type { SegmentRecord, StoreError, VaultStore } from '../vault/vault-store.ts';
import { lockerOf } from './send-own.ts';

/** Null while the device belongs: then its chain is its own. */
const leftAt = ({ devices }: Membership, device: string): number | null => devices.get(device)?.left?.seq ?? null;

const belongs = ({ devices }: Membership, device: string): boolean =>
  devices.has(device) && devices.get(device)?.left === undefined;

/** From the first operation to the last that counts. */
function isWhole({ segments, tail }: OtherChain, upTo: number): boolean {
  let next = 1;
  for (const { firstSeq, lastSeq } of segments) if (firstSeq <= next) next = Math.max(next, lastSeq + 1);
  for (const { seq } of tail) if (seq === next) next += 1;
  return next > upTo;
}

type Succession = Compaction & { readonly chain: OtherChain; readonly tail: OtherChain['tail'] };

async function succeedTo(
  space: OpenSpace,
  device: string,
  chain: OtherChain,
  leaving: string | null,
): Promise<Succession | null> {
  const { membership, state } = space;
  const upTo = leftAt(membership, device);
  if (upTo === null) return null;
  // Whoever comes new believes only who belongs: a device that leaves has to be followed here too.
  const isOrphaned = ({ successor }: LoadedSegment) =>
    successor !== null && (successor === leaving || !belongs(membership, successor));
  const isDue = (segment: LoadedSegment) =>
    segment.firstSeq <= upTo && (isOrphaned(segment) || mentions(segment, state.erased));
  const isTailDue = tailMentions(chain.tail, state.erased);
  if ((!isTailDue && !chain.segments.some(isDue)) || !isWhole(chain, upTo)) return null;
  const tail = isTailDue ? chain.tail.filter(({ seq }) => seq <= upTo) : [];
  const compaction = await compact(space, { device, segments: chain.segments, tail, upTo }, state.erased, isDue);
  return { ...compaction, chain, tail: isTailDue ? [] : chain.tail };
}

/**
 * A device that has left cannot take out of its chain what was erased: here it is written anew without it, signed by
 * this device, in one transaction. `leaving`: one that is about to go.
 */
export async function succeed(
  space: OpenSpace,
  store: VaultStore,
  leaving: string | null = null,
): Promise<Result<null, StoreError>> {
  const found: Succession[] = [];
  for (const [device, chain] of space.others) {
    const succession = await succeedTo(space, device, chain, leaving);
    if (succession !== null) found.push(succession);
  }
  if (found.length === 0) return ok(null);
  const committed = await store.commit({
    dropSegments: found.flatMap(({ writes }) => writes.dropSegments ?? []),
    putSegments: found.flatMap(({ writes }) => writes.putSegments ?? []),
    dropOthers: found.flatMap(({ writes }) => writes.dropOthers ?? []),
  });
  if (committed.ok) for (const { chain, segments, tail } of found) Object.assign(chain, { segments, tail });
  return committed;
}

/** Changes whenever there may be something to succeed to. */
export const markOf = (space: OpenSpace): string =>
  [space.state.erased.size, space.membership.version, lockerOf(space).pulled].join(' ');

/** The next that the server does not have. `passed`: what it did not take in this round. */
export async function nextSuccession(
  space: OpenSpace,
  store: VaultStore,
  passed: ReadonlySet<string>,
): Promise<SegmentRecord | null> {
  const isThere = new Set(lockerOf(space).segments);
  for (const { segments } of space.others.values())
    for (const { name, successor } of segments) {
      if (successor === null || isThere.has(name) || passed.has(name)) continue;
      const record = await store.segment(name);
      if (record !== undefined) return record;
    }
  return null;
}
