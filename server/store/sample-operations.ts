import { createHash, randomBytes } from 'node:crypto';
import { NO_HASH } from '#vault/public/hash.ts';
import type { PushedOperation } from './push-operations.ts';

export const sampleId = (): string => randomBytes(16).toString('hex');
export const sampleHash = (): string => randomBytes(32).toString('hex');

/** A chain of `count` operations that hold chance, hashed as the real ones are. */
export function sampleChain(count: number, size = 600): readonly PushedOperation[] {
  const chain: PushedOperation[] = [];
  for (let seq = 1; seq <= count; seq++) {
    const bytes = new Uint8Array(randomBytes(size));
    const hash = createHash('sha256').update(bytes).digest('hex');
    chain.push({ seq, previous: chain.at(-1)?.hash ?? NO_HASH, hash, bytes });
  }
  return chain;
}
