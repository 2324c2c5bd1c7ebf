import { err, ok, type Result } from '#core/result.ts';
import type { Stamp } from './operation.ts';
import { covers, type VersionVector } from './version-vector.ts';

/** An operation as the chain sees it: hashes as text, no content. Zeros for one that is damaged here. */
export type Link = Stamp & { readonly previous: string; readonly hash: string };

/** What is known of every device's chain: per operation its hash and Lamport clock, per chain what its head had seen. */
export type Log = { readonly chains: Map<string, Chain> };
export type Chain = {
  readonly first: number;
  readonly links: { hash: string; lamport: number }[];
  seen: VersionVector;
};

export type LogError =
  /** An operation between the last known and this one is missing. */
  | { readonly type: 'gap'; readonly device: string; readonly seq: number; readonly expected: number }
  /** Two operations stand at one place, or this one follows another history. */
  | { readonly type: 'fork'; readonly device: string; readonly seq: number }
  | { readonly type: 'bad-lamport'; readonly device: string; readonly seq: number }
  /** It claims less than its own device had seen before. */
  | { readonly type: 'forgetful'; readonly device: string; readonly seq: number }
  /** It builds on operations that are not here yet: keep it until they are. */
  | { readonly type: 'waits'; readonly device: string; readonly seq: number };

export const CHAIN_START = '0'.repeat(64);

export const createLog = (): Log => ({ chains: new Map() });

/** A chain whose operations up to `seq` stand in segments: it goes on from that head. */
export function startChainAt(
  log: Log,
  head: { readonly device: string; readonly seq: number; readonly hash: string; readonly lamport: number },
  seen: VersionVector = {},
): void {
  const link = { hash: head.hash, lamport: head.lamport };
  log.chains.set(head.device, { first: head.seq, links: [link], seen });
}

const lastSeq = (chain: Chain | undefined): number => (chain === undefined ? 0 : chain.first + chain.links.length - 1);

const linkAt = (chain: Chain | undefined, seq: number) => chain?.links[seq - chain.first];

/** One more than the highest Lamport clock of the device's own last operation and of all it had seen; null when unknown. */
function expectedLamport(log: Log, own: Chain | undefined, stamp: Stamp): number | null {
  let highest = own?.links.at(-1)?.lamport ?? 0;
  for (const device of Object.keys(stamp.seen)) {
    const chain = log.chains.get(device);
    const seq = stamp.seen[device]!;
    if (lastSeq(chain) < seq) return null;
    // Lamport clocks only rise along a chain, so an older link than those kept is below the oldest kept one.
    highest = Math.max(highest, linkAt(chain, Math.max(seq, chain!.first))!.lamport);
  }
  return highest + 1;
}

const NEW = ok('new' as const);
const KNOWN = ok('known' as const);
const refuse = <Type extends LogError['type']>(type: Type, { device, seq }: Link) => err({ type, device, seq });

/**
 * Takes the operation into `log`, or says why not. `known`: it was here already, the very same. Thousands come in a row:
 * what is accepted leaves nothing behind but its link.
 */
export function acceptLink(log: Log, link: Link): Result<'new' | 'known', LogError> {
  const own = log.chains.get(link.device);
  const last = lastSeq(own);
  if (link.seq <= last) {
    const known = linkAt(own, link.seq);
    const isKnown = known === undefined || known.hash === link.hash || known.hash === CHAIN_START;
    return isKnown ? KNOWN : refuse('fork', link);
  }
  if (link.seq > last + 1) return err({ type: 'gap', device: link.device, seq: link.seq, expected: last + 1 });
  if (link.previous !== (own?.links.at(-1)?.hash ?? CHAIN_START)) return refuse('fork', link);
  if (own !== undefined && own.seen !== link.seen && !covers(link.seen, own.seen)) return refuse('forgetful', link);
  const lamport = expectedLamport(log, own, link);
  if (lamport === null) return refuse('waits', link);
  if (link.lamport !== lamport) return refuse('bad-lamport', link);
  const chain: Chain = own ?? { first: 1, links: [], seen: {} };
  chain.links.push({ hash: link.hash, lamport: link.lamport });
  chain.seen = link.seen;
  if (own === undefined) log.chains.set(link.device, chain);
  return NEW;
}
