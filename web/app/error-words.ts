import type { ErrorTag, Words } from '#content/words/words.ts';
import type { Finding, RestoreError, VaultError } from '../adapters/vault/vault-types.ts';

type Tag = VaultError['type'] | RestoreError['type'] | Finding['type'];

/** Everything that can go wrong on this device, with its words. Exhaustive: a tag without words does not compile. */
const WORDS_BY_TAG: Record<Tag, ErrorTag> = {
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
  'insecure-page': 'insecure-page',
  damaged: 'lock-damaged',
  'newer-format': 'newer-format',
  'other-tab': 'other-tab',
  'held-open': 'held-open',
  'not-a-backup': 'not-a-backup',
  'newer-version': 'backup-newer',
  'damaged-record': 'damaged-record',
  'clock-back': 'clock-back',
  'worker-failed': 'worker-failed',
};

/** What is said about a refusal of the space, or about something found in the storage. */
export const wordsOfError = (words: Words, { type }: { readonly type: Tag }): string =>
  words.errors[WORDS_BY_TAG[type]];

/** The same while a backup is brought in: there `damaged` speaks of the file, not of the lock. */
export const wordsOfRestoreError = (words: Words, error: RestoreError): string =>
  error.type === 'damaged' ? words.errors['backup-unreadable'] : wordsOfError(words, error);
