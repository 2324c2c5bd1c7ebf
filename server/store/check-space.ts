import type { Selectable } from 'kysely';
import { NO_HASH } from '#vault/public/hash.ts';
import { decodeSegmentRange } from '#vault/public/segment-range.ts';
import { checkSealed, type ProblemKind } from './check-sealed.ts';
import type { Reader, SealedKind, Tables } from './tables.ts';

export type Problem = {
  readonly kind:
    | ProblemKind
    /** Something in a chain is missing. */
    | 'gap'
    /** It does not follow what stands before it. */
    | 'previous'
    /** A segment says other operations at its ends than are there. */
    | 'segment-ends'
    /** No signature covers the end of a chain. */
    | 'unsigned'
    /** Only its hash is there, and no segment holds it. */
    | 'bytes-missing'
    /** Not given out by this space, or given out twice. */
    | 'cursor'
    /** The sizes do not add up to what the space says. */
    | 'size'
    | 'manifest-version'
    /** A row of a space that is not there. */
    | 'without-space';
  readonly space: string;
};

type Space = Selectable<Tables['spaces']>;
type Row = Selectable<Tables['sealed']>;
type Stretch = { readonly first: number; readonly last: number };
export type Inside = {
  readonly devices: number;
  readonly sealed: number;
  readonly bytes: number;
  readonly problems: readonly Problem[];
};

/** One sealed thing may be 8 MB: so many of them are in memory at once. */
const ROWS = 16;

/** Everything of one space that can be checked without opening anything. */
export async function checkSpace(
  read: Reader,
  { space, cursor: lastCursor, manifest, bytes: told }: Space,
): Promise<Inside> {
  const problems: Problem[] = [];
  const complain = (kind: Problem['kind']) => void problems.push({ kind, space });
  const devices = await read.selectFrom('devices').select(['device', 'sign_key']).where('space', '=', space).execute();
  const keys = new Map(devices.map(({ device, sign_key }) => [device, new Uint8Array(sign_key)]));
  const cursors = new Set<number>();
  let bytes = 0;

  const rows = (kind: SealedKind) =>
    read
      .selectFrom('sealed')
      .selectAll()
      .where('space', '=', space)
      .where('kind', '=', kind)
      .orderBy('chain')
      .orderBy('seq')
      .stream(ROWS);

  /** What holds for each thing by itself; gives the hash of what comes before it. */
  async function look(row: Row): Promise<string | null> {
    if (row.cursor < 1 || row.cursor > lastCursor || cursors.has(row.cursor)) complain('cursor');
    cursors.add(row.cursor);
    bytes += row.bytes?.length ?? 0;
    const looked = await checkSealed(row, keys);
    looked.problems.forEach(complain);
    return looked.previous;
  }

  let version = -1;
  let head = NO_HASH;
  for await (const row of rows('manifest')) {
    const previous = await look(row);
    if (row.bytes === null) complain('bytes-missing');
    if (row.seq !== version + 1) complain('gap');
    else if (previous !== null && previous !== head) complain('previous');
    [version, head] = [row.seq, row.hash];
  }
  if (version !== manifest) complain('manifest-version');

  const segments = createStretches();
  /** What segments say that stands at a place, and what stands there. */
  const hashesAt = new Map<string, Set<string>>();
  const say = (place: string, hash: string) => hashesAt.set(place, (hashesAt.get(place) ?? new Set()).add(hash));
  for await (const row of rows('segment')) {
    const { chain, seq, first_seq } = row;
    const previous = await look(row);
    if (row.bytes === null) complain('bytes-missing');
    segments.add(chain, first_seq, seq);
    const range = row.bytes === null ? null : decodeSegmentRange(new Uint8Array(row.bytes));
    if (!range?.ok) continue;
    say(`${chain} ${first_seq}`, range.value.firstHash);
    say(`${chain} ${seq}`, range.value.lastHash);
    if (previous !== null && first_seq > 1) say(`${chain} ${first_seq - 1}`, previous);
  }

  const operations = createStretches();
  const heads = new Map<string, { readonly seq: number; readonly hash: string; readonly isSigned: boolean }>();
  for await (const row of rows('operation')) {
    const { chain, seq, hash } = row;
    const previous = await look(row);
    if (row.bytes === null && !segments.hold(chain, seq)) complain('bytes-missing');
    const said = hashesAt.get(`${chain} ${seq - 1}`);
    if (hashesAt.has(`${chain} ${seq}`)) say(`${chain} ${seq}`, hash);
    const before = heads.get(chain);
    const known = seq === 1 ? NO_HASH : before?.seq === seq - 1 ? before.hash : said?.values().next().value;
    if (previous !== null && known !== undefined && previous !== known) complain('previous');
    heads.set(chain, { seq, hash, isSigned: row.signature !== null });
    operations.add(chain, seq, seq);
  }

  for (const hashes of hashesAt.values()) if (hashes.size > 1) complain('segment-ends');
  for (const [chain, { seq, isSigned }] of heads) if (!isSigned && !segments.hold(chain, seq)) complain('unsigned');
  for (const chain of new Set([...operations.chains(), ...segments.chains()]))
    if (hasGap([...operations.of(chain), ...segments.of(chain)])) complain('gap');
  if (bytes !== told) complain('size');
  return { devices: devices.length, sealed: cursors.size, bytes, problems };
}

/** Which places of each chain are there, as stretches: a chain of any length takes little memory. */
function createStretches() {
  const byChain = new Map<string, Stretch[]>();
  const of = (chain: string): readonly Stretch[] => byChain.get(chain) ?? [];
  return {
    of,
    chains: () => byChain.keys(),
    add(chain: string, first: number, last: number) {
      const stretches = byChain.get(chain) ?? [];
      byChain.set(chain, stretches);
      const before = stretches.at(-1);
      if (before?.last === first - 1) stretches[stretches.length - 1] = { first: before.first, last };
      else stretches.push({ first, last });
    },
    hold: (chain: string, seq: number) => of(chain).some(({ first, last }) => first <= seq && seq <= last),
  };
}

function hasGap(stretches: readonly Stretch[]): boolean {
  let reached = 0;
  for (const { first, last } of stretches.toSorted((a, b) => a.first - b.first)) {
    if (first > reached + 1) return true;
    reached = Math.max(reached, last);
  }
  return false;
}
