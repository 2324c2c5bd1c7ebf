import type { Selectable } from 'kysely';
import type { Bytes } from '#vault/public/bytes.ts';
import { hashOf } from '#vault/public/hash.ts';
import { decodeHeader, type Header } from '#vault/public/header.ts';
import { decodeSegmentRange, decodeSuccessor } from '#vault/public/segment-range.ts';
import { isSignedBy, type Signed } from '#vault/public/signature.ts';
import type { Tables } from './tables.ts';

export type ProblemKind =
  /** The bytes are not those that it was named after. */
  | 'hash'
  /** Its header cannot be read, or speaks of another place. */
  | 'header'
  /** Its device did not sign it, or is not there. */
  | 'signature';

type Row = Selectable<Tables['sealed']>;

export type Looked = {
  readonly problems: readonly ProblemKind[];
  /** The hash of what stands before it, as it says itself; null when only its hash is left or it cannot be read. */
  readonly previous: string | null;
};

/** Everything that can be said of one sealed thing by itself. `keys`: of the devices of its space. */
export async function checkSealed(row: Row, keys: ReadonlyMap<string, Bytes>): Promise<Looked> {
  const problems: ProblemKind[] = [];
  let previous: string | null = null;
  let signer = row.chain;
  let successor: string | null = null;
  if (row.bytes !== null) {
    const bytes = new Uint8Array(row.bytes);
    if ((await hashOf(bytes)) !== row.hash) problems.push('hash');
    const header = decodeHeader(bytes);
    if (!header.ok || !isOfPlace(header.value, row) || !hasRange(bytes, row)) problems.push('header');
    else {
      successor = decodeSuccessor(bytes);
      [previous, signer] = [header.value.previous, successor ?? header.value.device];
    }
  }
  if (row.signature !== null) {
    const key = keys.get(signer);
    const isSigned =
      key !== undefined && (await isSignedBy(key, whatIsSigned(row, signer, successor), new Uint8Array(row.signature)));
    if (!isSigned) problems.push('signature');
  } else if (row.kind !== 'operation') problems.push('signature');
  return { problems, previous };
}

const isOfPlace = ({ kind, space, device, seq }: Header, row: Row): boolean =>
  (kind === 'succession' ? 'segment' : kind) === row.kind &&
  space === row.space &&
  seq === row.seq &&
  (row.kind === 'manifest' || device === row.chain);

function hasRange(bytes: Bytes, row: Row): boolean {
  if (row.kind !== 'segment') return row.first_seq === row.seq;
  const range = decodeSegmentRange(bytes);
  return range.ok && range.value.firstSeq === row.first_seq && row.first_seq <= row.seq;
}

function whatIsSigned({ kind, space, chain, seq, hash }: Row, device: string, successor: string | null): Signed {
  if (successor !== null) return { type: 'succession', space, device: chain, successor, hash };
  if (kind === 'operation') return { type: 'head', space, device, seq, hash };
  if (kind === 'segment') return { type: 'segment', space, device, hash };
  return { type: 'manifest', space, device, version: seq, hash };
}
