import type { WordsError } from '#vault/proquint.ts';
import type { VaultError } from '../vault/vault-types.ts';
import type { Refusal } from './line.ts';
import type { FirstReadError } from './read-chain.ts';
import type { RoundError } from './sync-round.ts';

/** Everything that can stand in the way between this device, the others and the server. */
export type LockerError =
  | Refusal
  | VaultError
  | RoundError
  | WordsError
  /** This device has a locker already. */
  | { readonly type: 'has-locker' }
  | { readonly type: 'no-locker' }
  /** The words are over, were used, or are of another server. */
  | { readonly type: 'words-over' }
  /** What came under the words was not written by who knows them. */
  | { readonly type: 'not-by-these-words' }
  /** The server shows another space than the one that was meant, or a part of one. */
  | { readonly type: 'not-the-same' }
  /** No such locker at this server, or no such code to it. */
  | { readonly type: 'wrong-code' }
  /** There is a recovery code already; it can be replaced. */
  | { readonly type: 'code-known' }
  /** That code was replaced by a newer one. */
  | { readonly type: 'code-over' };

/** A chain that cannot be read from its start is not the one that was meant. */
export function asLockerError(error: FirstReadError): LockerError {
  if (error.type === 'newer-manifest') return { type: 'newer-format' };
  return { type: 'not-the-same' };
}
