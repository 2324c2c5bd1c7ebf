import type { Chain } from '#core/space/check-log.ts';
import { covers } from '#core/space/version-vector.ts';
import { vectorOf, type DeferredLink, type TakeIn } from './take-in-draft.ts';

const LISTS = [
  'manifests',
  'records',
  'segments',
  'dropSegments',
  'there',
  'outdone',
  'dropOthers',
  'shown',
  'told',
] as const;

/** The draft as it is now; gives what puts it back. */
function keep(draft: TakeIn): () => void {
  const { chain, keyring, log } = draft;
  const cut = [...draft.cut];
  const lengths = LISTS.map((list) => draft[list].length);
  const chains = [...log.chains].map(([device, one]): [string, Chain] => [device, { ...one, links: [...one.links] }]);
  return () => {
    Object.assign(draft, { chain, keyring });
    LISTS.forEach((list, n) => draft[list].splice(lengths[n]!));
    draft.cut.clear();
    for (const device of cut) draft.cut.add(device);
    log.chains.clear();
    for (const [device, one] of chains) log.chains.set(device, one);
  };
}

function lamportAt({ log }: TakeIn, device: string, seq: number): number {
  const chain = log.chains.get(device);
  return chain?.links[Math.max(0, seq - chain.first)]?.lamport ?? 0;
}

/** As `acceptLink` would have said it, had everything been here before. */
function holds(draft: TakeIn, { device, seq, seen, lamport }: DeferredLink): boolean {
  if (!covers(vectorOf(draft), seen)) return false;
  const before = seq > 1 ? lamportAt(draft, device, seq - 1) : 0;
  const highest = Math.max(before, ...Object.entries(seen).map(([other, at]) => lamportAt(draft, other, at)));
  return lamport === null || lamport === highest + 1;
}

/**
 * A segment is taken whole: of two chains that were written in turn each builds upon the other, and neither can be
 * first. So all that wait are taken as if they were, and what they build upon is looked at after. Those that do not hold
 * wait on, and the rest is tried again without them.
 */
export async function takeTogether<T>(
  draft: TakeIn,
  waiting: readonly string[],
  take: () => Promise<T>,
): Promise<T | null> {
  const segments = new Set(waiting);
  while (segments.size > 0) {
    const putBack = keep(draft);
    draft.deferring = { segments, links: [] };
    const taken = await take();
    const missing = draft.deferring.links.filter((link) => !holds(draft, link));
    draft.deferring = null;
    if (missing.length === 0) return taken;
    putBack();
    for (const { segment } of missing) segments.delete(segment);
  }
  return null;
}
