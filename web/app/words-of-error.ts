import type { ErrorTag, Words } from '#content/words/words.ts';
import type { VaultError } from '../adapters/vault/vault-types.ts';

/** What is said about each thing that can go wrong with the space. Exhaustive, so that a new error gets words. */
const TAG_BY_ERROR: Record<VaultError['type'], ErrorTag> = {
  locked: 'locked',
  'not-locked': 'unknown',
  'wrong-passphrase': 'wrong-passphrase',
  'weak-passphrase': 'unknown',
  'already-chosen': 'other-tab',
  'last-way-in': 'unknown',
  'no-such-way-in': 'unknown',
  'passkey-unsupported': 'passkey-no-prf',
  'passkey-without-prf': 'passkey-no-prf',
  'passkey-refused': 'passkey-refused',
  'wrong-passkey': 'passkey-refused',
  'no-such-entry': 'unknown',
  'bad-entry': 'unknown',
  'too-large': 'unknown',
  'storage-full': 'storage-full',
  'storage-failed': 'unknown',
  evicted: 'evicted',
  'no-indexeddb': 'no-storage',
  damaged: 'damaged-record',
  'newer-format': 'newer-format',
  'other-tab': 'other-tab',
};

export const wordsOfError = (words: Words, error: VaultError): string => words.errors[TAG_BY_ERROR[error.type]];
