import type { ErrorTag, Words } from '#content/words/words.ts';
import type { VaultError } from '../adapters/vault/vault-types.ts';

/** What is said about each thing that can go wrong with the space. Exhaustive, so that a new error gets words. */
const TAG_BY_ERROR: Record<VaultError['type'], ErrorTag> = {
  locked: 'locked',
  'not-locked': 'nothing-locked',
  'wrong-passphrase': 'wrong-passphrase',
  'weak-passphrase': 'weak-passphrase',
  'already-chosen': 'already-chosen',
  'last-way-in': 'last-way-in',
  'no-such-way-in': 'no-such-way-in',
  'passkey-unsupported': 'passkey-unsupported',
  'passkey-without-prf': 'passkey-no-prf',
  'passkey-refused': 'passkey-refused',
  'wrong-passkey': 'wrong-passkey',
  'no-such-entry': 'no-such-entry',
  'bad-entry': 'bad-entry',
  'too-large': 'too-large',
  'storage-full': 'storage-full',
  'storage-failed': 'storage-failed',
  evicted: 'evicted',
  'no-indexeddb': 'no-storage',
  damaged: 'lock-damaged',
  'newer-format': 'newer-format',
  'other-tab': 'other-tab',
};

export const wordsOfError = (words: Words, error: VaultError): string => words.errors[TAG_BY_ERROR[error.type]];
