import { openOperation } from '#vault/operation-envelope.ts';
import type { Bytes } from '#vault/public/bytes.ts';
import { openSegment } from '#vault/segment.ts';
import { headerOf } from './lying-server.ts';
import { valueOf, type SampleDevice } from './sample-device.ts';
import type { SampleServer } from './sample-server.ts';

/** Whether the line stands in it for whoever has the keys. */
async function holds({ space }: SampleDevice, bytes: Bytes, line: string): Promise<boolean> {
  const { keyring, keys } = space();
  const { kind, epoch, device, seq } = headerOf({ bytes });
  const [place, key] = [{ space: keyring.space, device, seq }, keys.epochs.get(epoch)!];
  if (kind === 'manifest') return false;
  if (kind === 'operation')
    return JSON.stringify(valueOf(await openOperation(key.operation, bytes, place))).includes(line);
  const { table } = valueOf(await openSegment(key.segment, bytes, place));
  return Array.from({ length: table.rows }, (_, row) => table.textOf(row)).some((text) => text.includes(line));
}

/** In how many sealed things the line stands, at the server and in the storage of the device. */
export async function countOf({ database }: Pick<SampleServer, 'database'>, device: SampleDevice, line: string) {
  const { kept } = device;
  const rows = await database.read.selectFrom('sealed').select('bytes').where('bytes', 'is not', null).execute();
  const segments = await Promise.all((await kept.segmentKeys()).map(({ name }) => kept.segment(name)));
  const stored = [...(await kept.others()), ...(await kept.tail()), ...segments.map((segment) => segment!)];
  const countIn = async (all: readonly Bytes[]) =>
    (await Promise.all(all.map((bytes) => holds(device, bytes, line)))).filter(Boolean).length;
  return {
    server: await countIn(rows.map(({ bytes }) => new Uint8Array(bytes!))),
    device: await countIn(stored.map(({ bytes }) => bytes)),
  };
}
