import { createLog, type Chain, type Log } from '#core/space/check-log.ts';
import { NO_HASH } from '#vault/public/hash.ts';
import { lastAccepted, type LoadedSegment, type OpenSpace, type TailOperation } from './open-space.ts';

/** What is damaged here leaves its place: its hash is not known. */
function fillUpTo(chain: Chain, seq: number): void {
  const lamport = chain.links.at(-1)?.lamport ?? 0;
  while (chain.first + chain.links.length < seq) chain.links.push({ hash: NO_HASH, lamport });
}

function addSegment(chain: Chain, { firstSeq, table }: LoadedSegment, upTo: number): void {
  if (table === null) return;
  fillUpTo(chain, firstSeq);
  for (let row = 0; row < table.rows && firstSeq + row <= upTo; row++) {
    chain.links.push({ hash: table.hashOf(row), lamport: table.lamportOf(row) });
    if (row === table.rows - 1) chain.seen = table.seenOf(row);
  }
}

function addTail(chain: Chain, tail: readonly TailOperation[], upTo: number): void {
  for (const { seq, hash, lamport, seen } of tail) {
    if (seq > upTo) return;
    fillUpTo(chain, seq);
    chain.links.push({ hash, lamport });
    chain.seen = seen;
  }
}

function addChain(
  log: Log,
  device: string,
  { segments, tail }: { readonly segments: readonly LoadedSegment[]; readonly tail: readonly TailOperation[] },
  upTo: number,
): void {
  const first = segments[0]?.firstSeq ?? tail[0]?.seq;
  if (first === undefined) return;
  const chain: Chain = { first, links: [], seen: {} };
  for (const segment of segments) addSegment(chain, segment, upTo);
  addTail(chain, tail, upTo);
  log.chains.set(device, chain);
}

/** Every link that is here. The space must be loaded. */
export function logOf(space: OpenSpace): Log {
  if (space.log !== null) return space.log;
  const log = createLog();
  addChain(log, space.keyring.device.id, space, Infinity);
  for (const [device, chain] of space.others) addChain(log, device, chain, lastAccepted(space, device));
  space.log = log;
  return log;
}

/** Keeps the log, where there is one, in step with what this device wrote itself. */
export function noteOwn(space: OpenSpace, tail: readonly TailOperation[]): void {
  const first = tail[0];
  if (space.log === null || first === undefined) return;
  const { id } = space.keyring.device;
  const chain: Chain = space.log.chains.get(id) ?? { first: first.seq, links: [], seen: {} };
  addTail(chain, tail, Infinity);
  space.log.chains.set(id, chain);
}
