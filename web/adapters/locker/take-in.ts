import type { EntryId } from '#core/entry/entry.ts';
import { ok, type Result } from '#core/result.ts';
import { mergeOperation } from '#core/space/merge.ts';
import type { Alarm, Locker } from '#vault/keyring.ts';
import { NEW_LOCKER } from '#vault/keyring.ts';
import { commitWithKeyring } from '../vault/append-operations.ts';
import { showSegment } from '../vault/load-space.ts';
import { otherChainOf, type OpenSpace } from '../vault/open-space.ts';
import type { StoreError, VaultStore } from '../vault/vault-store.ts';
import { withAlarms } from './alarms.ts';
import { readArrived, type Arrived, type Inflow, type Verdict } from './inflow.ts';
import type { Page } from './line.ts';
import { beginTakeIn, hashAt, headIn, type TakeIn } from './take-in-draft.ts';
import { takeManifest } from './take-in-manifests.ts';
import { takeOperation, type Uncovered } from './take-in-operations.ts';
import { openAhead, takeSegment } from './take-in-segments.ts';
import { takeTogether } from './take-together.ts';

export type TakenIn = {
  /** Something is to be read anew on the screens. */
  readonly hasNews: boolean;
  /** A chain was cut: everything is to be loaded again. */
  readonly mustReload: boolean;
  /** Entries that another device erased. */
  readonly erased: readonly EntryId[];
  readonly alarms: readonly Alarm[];
  /** This device was removed, by another one. */
  readonly isRemoved: boolean;
  /** The own chain at the server is not the one that is here: this storage is an old copy, or there are two of it. */
  readonly isOvertaken: boolean;
  /** A newer Ballast on another device wrote what this one cannot read. */
  readonly needsNewer: boolean;
};

const ALARMS = new Set<Verdict>(['fork', 'forged', 'withheld', 'rolled-back']);

/** What the server has of the own chain must be what is here. */
function takeOwn(draft: TakeIn, { header, hash }: Arrived): Verdict {
  const { device, seq, kind, manifest } = header;
  // While this device belongs nobody writes in its place.
  if (kind === 'succession') return manifest > draft.chain.membership.version ? 'wait' : 'forged';
  if (seq > headIn(draft, device).seq) return 'overtaken';
  if (kind === 'segment') return 'known';
  const known = hashAt(draft, device, seq);
  return known === undefined || known === hash ? 'known' : 'overtaken';
}

function judge(draft: TakeIn, uncovered: Uncovered, arrived: Arrived): Promise<Verdict> | Verdict {
  const { space, kind, device } = arrived.header;
  if (space !== draft.keyring.space) return 'forged';
  if (kind === 'manifest') return takeManifest(draft, arrived);
  if (device === draft.keyring.device.id) return takeOwn(draft, arrived);
  return kind === 'operation' ? takeOperation(draft, uncovered, arrived) : takeSegment(draft, arrived);
}

const ORDER = { manifest: 0, operation: 1, segment: 2, succession: 2 } as const;

/** Along each chain: the order in which it was sent need not be the order in which it came. */
function alongChains(a: Arrived, b: Arrived): number {
  if (a.header.kind !== b.header.kind) return ORDER[a.header.kind] - ORDER[b.header.kind];
  if (a.header.kind !== 'manifest' && a.header.device !== b.header.device)
    return a.header.device < b.header.device ? -1 : 1;
  return a.header.seq - b.header.seq;
}

type Taken = {
  readonly verdicts: readonly { readonly arrived: Arrived; readonly verdict: Verdict }[];
  readonly rest: readonly Arrived[];
  readonly lacking: ReadonlySet<string>;
};

const isPiece = ({ header }: Arrived): boolean => header.kind === 'segment' || header.kind === 'succession';

/** `isLast`: nothing that could help is still on its way. */
async function takeAll(draft: TakeIn, arrived: readonly Arrived[], isLast: boolean): Promise<Taken> {
  const taken = await takeRounds(draft, [...arrived].sort(alongChains));
  const waiting = isLast ? taken.rest.filter(isPiece).map(({ hash }) => hash) : [];
  const together = await takeTogether(draft, waiting, () => takeRounds(draft, taken.rest));
  return together === null ? taken : { ...together, verdicts: [...taken.verdicts, ...together.verdicts] };
}

/** Round after round, until nothing more fits: what builds on something may have come before it. */
async function takeRounds(draft: TakeIn, arrived: readonly Arrived[]): Promise<Taken> {
  const verdicts: { readonly arrived: Arrived; readonly verdict: Verdict }[] = [];
  let rest = arrived;
  let lacking = new Set<string>();
  let manifests = -1;
  let records = -1;
  while (rest.length > 0 && (draft.manifests.length > manifests || draft.shown.length > records)) {
    [manifests, records] = [draft.manifests.length, draft.shown.length];
    const uncovered: Uncovered = new Map();
    const waiting: Arrived[] = [];
    lacking = new Set();
    for (const one of rest) {
      const verdict = await judge(draft, uncovered, one);
      if (verdict === 'lacking') lacking.add(one.hash);
      if (verdict === 'wait' || verdict === 'lacking') waiting.push(one);
      else verdicts.push({ arrived: one, verdict });
    }
    // What a signature covered in this round is in; what waits beside it is only what is not.
    rest = waiting.filter(
      ({ header, hash }) => header.kind !== 'operation' || hashAt(draft, header.device, header.seq) !== hash,
    );
  }
  return { verdicts, rest, lacking };
}

function lockerAfter(locker: Locker, cursor: number, isClean: boolean, alarms: readonly Alarm[]): Locker {
  const alarmed = withAlarms(locker, alarms);
  return isClean ? { ...alarmed, pulled: Math.max(cursor, locker.pulled) } : alarmed;
}

/** What of the frontier is not reached yet. */
function frontierAfter(draft: TakeIn): TakeIn['keyring']['frontier'] {
  const open = Object.entries(draft.keyring.frontier ?? {}).filter(
    ([device, { seq }]) => headIn(draft, device).seq < seq,
  );
  return open.length === 0 ? undefined : Object.fromEntries(open);
}

function show(space: OpenSpace, draft: TakeIn): EntryId[] {
  const erased: EntryId[] = [];
  for (const shown of draft.shown) {
    const chain = otherChainOf(space, shown.device);
    if (shown.type === 'operation') {
      chain.tail.push(shown.tail);
      const { operation } = shown;
      if (operation === null) space.newer++;
      else mergeOperation(space.state, operation, (entry) => ({ entry }));
      for (const change of operation?.changes ?? []) if (change.type === 'erase') erased.push(change.id);
      continue;
    }
    const { segment, isNews } = shown;
    const { firstSeq, lastSeq, table } = segment;
    const isOutside = (other: { firstSeq: number; lastSeq: number }) =>
      other.firstSeq < firstSeq || other.lastSeq > lastSeq;
    chain.segments = [...chain.segments.filter(isOutside), segment].sort((a, b) => a.firstSeq - b.firstSeq);
    chain.tail = chain.tail.filter(({ seq }) => seq < firstSeq || seq > lastSeq);
    if (!isNews || table === null) continue;
    const before = space.state.erased.size;
    showSegment(space, shown.device, firstSeq, table);
    if (space.state.erased.size > before) erased.push(...[...space.state.erased].slice(before));
  }
  return erased;
}

/** `hasMore`: the server said that another page follows. */
export type Arriving = Pick<Page, 'things' | 'cursor'> & Partial<Pick<Page, 'hasMore'>>;
export type ArrivedPage = Omit<Arriving, 'things'> & { readonly arrived: readonly (Arrived | null)[] };

/** What stands on the outside of everything in a page. Nothing of it is believed yet. */
export async function readPage(space: OpenSpace, { things, ...page }: Arriving): Promise<ArrivedPage> {
  const arrived = await Promise.all(things.map(readArrived));
  return { ...page, arrived: arrived.map((one) => one && openAhead(space, one)) };
}

/** Takes in what came with one page, in one transaction, and shows it. `now`: ms. Only one at a time. */
export async function takeInPage(
  space: OpenSpace,
  store: VaultStore,
  inflow: Inflow,
  { arrived: read, cursor, hasMore }: ArrivedPage,
  now: number,
): Promise<Result<TakenIn, StoreError>> {
  const draft = beginTakeIn(space, store);
  const { verdicts, rest, lacking } = await takeAll(
    draft,
    [...inflow.waiting, ...read.filter((one) => one !== null)],
    !hasMore,
  );
  const alarms: Alarm[] = verdicts.flatMap(({ arrived, verdict }) =>
    ALARMS.has(verdict)
      ? [
          {
            type: verdict as Alarm['type'],
            device: arrived.header.kind === 'manifest' ? '' : arrived.header.device,
            at: now,
          },
        ]
      : [],
  );
  // Of another version of Ballast, or no sealed thing at all: it is nobody's, and nothing is shown of it.
  const needsNewer = read.includes(null) || verdicts.some(({ verdict }) => verdict === 'newer');
  const isRemoved = verdicts.some(({ verdict }) => verdict === 'removed');
  // What was refused may have been changed on its way: the true one has to come from the same place once more.
  const isClean = rest.length === 0 && alarms.length === 0 && !needsNewer && !isRemoved;
  const frontier = frontierAfter(draft);
  const { frontier: _, ...keyring } = draft.keyring;
  const told = draft.told.map((one) => ({ ...one, at: now }));
  const before = draft.keyring.locker ?? NEW_LOCKER;
  const segments = [...before.segments.filter((name) => !draft.outdone.includes(name)), ...draft.there];
  const locker = lockerAfter({ ...before, segments: [...new Set(segments)] }, cursor, isClean, [...alarms, ...told]);
  const committed = await commitWithKeyring(
    space,
    store,
    { ...keyring, locker, ...(frontier && { frontier }) },
    {
      putManifests: draft.manifests,
      dropOthers: draft.dropOthers,
      putOthers: draft.records.filter(({ device, seq }) => !isInSegment(draft, device, seq)),
      dropSegments: draft.dropSegments,
      putSegments: draft.segments,
    },
  );
  if (!committed.ok) {
    // The log went ahead of what is stored.
    space.log = null;
    return committed;
  }
  space.membership = draft.chain.membership;
  const erased = show(space, draft);
  Object.assign(inflow, { waiting: rest, lacking });
  if (draft.cut.size > 0) space.log = null;
  return ok({
    hasNews: draft.shown.length > 0 || draft.manifests.length > 0,
    mustReload: draft.cut.size > 0,
    erased,
    alarms,
    isRemoved,
    isOvertaken: verdicts.some(({ verdict }) => verdict === 'overtaken'),
    needsNewer,
  });
}

const isInSegment = (draft: TakeIn, device: string, seq: number): boolean =>
  draft.segments.some((segment) => segment.device === device && segment.firstSeq <= seq && seq <= segment.lastSeq);
