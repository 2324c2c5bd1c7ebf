import { signBytes } from '#vault/device-keys.ts';
import { hashOf, NO_HASH } from '#vault/public/hash.ts';
import { systemRandomBytes } from '#vault/random-bytes.ts';
import type { SegmentRow } from '#vault/segment-layout.ts';
import { sealSegment, type SegmentPlace } from '#vault/segment.ts';
import { tableToRows, tailToRow } from '#web/adapters/vault/open-space.ts';
import type { Thing } from './lying-server.ts';
import type { SampleDevice } from './sample-device.ts';

export type Change = {
  readonly chain: SampleDevice;
  readonly rows?: (rows: readonly SegmentRow[]) => readonly SegmentRow[];
  readonly place?: Partial<SegmentPlace>;
  /** In whose name it is signed. */
  readonly successor?: string;
  readonly signedAs?: 'segment';
};

/** The chain of a device as `reader` has it, in the place of that device. */
export async function sealSuccession(
  reader: SampleDevice,
  signer: SampleDevice,
  { chain, rows, place, successor, signedAs }: Change,
) {
  const there = reader.space();
  const isOwn = chain.id() === reader.id();
  const { segments, tail } = isOwn ? there : there.others.get(chain.id())!;
  const all = [...segments.flatMap(({ table }) => tableToRows(table!)), ...tail.map(tailToRow)];
  const { space, epochs, manifest } = there.keyring;
  const full = {
    space,
    device: chain.id(),
    epoch: epochs.at(-1)!.epoch,
    manifest: manifest.version,
    firstSeq: 1,
    previous: NO_HASH,
    successor: successor ?? signer.id(),
    ...place,
  };
  const key = there.keys.epochs.get(full.epoch)!.segment;
  const { bytes } = await sealSegment(key, full, rows?.(all) ?? all, systemRandomBytes);
  const of = { space: full.space, device: full.device, hash: await hashOf(bytes) };
  const signature = await signBytes(
    signer.space().keys.sign,
    signedAs === undefined ? { type: 'succession', successor: full.successor, ...of } : { type: signedAs, ...of },
  );
  return { bytes, signature } satisfies Thing;
}
