import type { Json } from '#core/entry/entry.ts';
import type { Operation } from '#core/space/operation.ts';
import { err, ok, type Result } from '#core/result.ts';
import { openEnvelope, sealEnvelope, type EnvelopeError, type ExpectedPlace } from './envelope.ts';
import { doublingSize } from './padding.ts';
import { jsonToBytes, parseJsonBytes, type BadJson } from './json-bytes.ts';
import type { Bytes } from './public/bytes.ts';
import type { Header } from './public/header.ts';
import type { RandomBytes } from './random-bytes.ts';

/** Where an operation is sealed to; its device and sequence number are its own. */
export type ChainPlace = Pick<Header, 'space' | 'epoch' | 'previous' | 'manifest'>;

/** Sealed inside: Lamport clock, version vector, true time, changes. What the header says is not said twice. */
const operationToBytes = ({ lamport, seen, at, changes }: Operation): Bytes =>
  jsonToBytes({ lamport, ...(Object.keys(seen).length > 0 && { seen }), at, changes });

export const MAX_OPERATION_BYTES = 262_144;

export async function sealOperation(
  key: CryptoKey,
  place: ChainPlace,
  operation: Operation,
  randomBytes: RandomBytes,
): Promise<Result<Bytes, { readonly type: 'too-large' }>> {
  const plaintext = operationToBytes(operation);
  if (plaintext.length > MAX_OPERATION_BYTES) return err({ type: 'too-large' });
  const header: Header = { kind: 'operation', ...place, device: operation.device, seq: operation.seq };
  const content = { label: new Uint8Array(0), plaintext, size: doublingSize };
  return ok(await sealEnvelope(key, header, content, randomBytes));
}

/** Gives what was inside, still unread: `parseOperation` of core reads it. */
export async function openOperation(
  key: CryptoKey,
  bytes: Bytes,
  expected: Omit<ExpectedPlace, 'kind'>,
): Promise<Result<{ readonly header: Header; readonly content: Json }, EnvelopeError | BadJson>> {
  const opened = await openEnvelope(key, bytes, { ...expected, kind: 'operation' });
  if (!opened.ok) return opened;
  const content = parseJsonBytes(opened.value.plaintext);
  return content.ok ? ok({ header: opened.value.header, content: content.value }) : content;
}
