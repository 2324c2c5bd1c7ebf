import type { Alarm } from '#vault/keyring.ts';
import type { Bytes } from '#vault/public/bytes.ts';
import { hashOf } from '#vault/public/hash.ts';
import { decodeHeader, type Header } from '#vault/public/header.ts';
import type { openSegment } from '#vault/segment.ts';
import type { Travelling } from './line.ts';

/** A sealed thing that came, with what stands on its outside. Its hash is reckoned here, not believed. */
export type Arrived = {
  readonly header: Header;
  readonly hash: string;
  readonly bytes: Bytes;
  /** Null where none stands. */
  readonly signature: Bytes | null;
  /** Of a segment, where its key is here already. */
  readonly opening?: ReturnType<typeof openSegment> | undefined;
};

/** What came and builds on something that is not here yet. It lasts as long as the Worker, and is pulled again after. */
export type Inflow = {
  waiting: readonly Arrived[];
  /** Since this Worker started everything was read again from the beginning, because something was missing. */
  hasReread: boolean;
  isErasingDone: boolean;
  /** Of those that wait: by hash, what lacks something of which nobody has said that it was erased. */
  lacking: ReadonlySet<string>;
  /** When the chains of devices that have left were last looked through. */
  succeededAt: string;
};

export const createInflow = (): Inflow => ({
  waiting: [],
  hasReread: false,
  isErasingDone: false,
  lacking: new Set(),
  succeededAt: '',
});

/** What becomes of one thing. `wait`: something before it is missing. `lacking`: it waits to hear what was erased. */
export type Verdict =
  'taken' | 'known' | 'wait' | 'lacking' | Alarm['type'] | 'left' | 'removed' | 'newer' | 'overtaken';

/** Null for what is no sealed thing of this version of Ballast. */
export async function readArrived({ signature, bytes }: Travelling): Promise<Arrived | null> {
  const header = decodeHeader(bytes);
  if (!header.ok) return null;
  return { header: header.value, hash: await hashOf(bytes), bytes, signature: signature.length > 0 ? signature : null };
}
