import type { DeviceErrorTag } from '#content/words/device-words.ts';
import type { Words } from '#content/words/words.ts';
import { fill } from '#web/app/app.ts';
import { wordsOfError } from '#web/app/error-words.ts';
import type { LockerError } from '../../adapters/locker/locker-error.ts';
import type { VaultError } from '../../adapters/vault/vault-types.ts';

type Tag = Exclude<LockerError['type'], VaultError['type']>;

/** Everything that can go wrong between this device and a server, with its words. A tag without words does not compile. */
const WORDS_BY_TAG: Record<Tag, DeviceErrorTag> = {
  unreachable: 'no-line',
  'strange-answer': 'strange',
  'bad-request': 'strange',
  'not-found': 'strange',
  'method-not-allowed': 'strange',
  'body-too-large': 'strange',
  'device-taken': 'strange',
  'mailbox-taken': 'strange',
  fork: 'strange',
  gap: 'strange',
  'segment-misfit': 'strange',
  'manifest-conflict': 'same-time',
  'not-mine': 'same-time',
  'server-failed': 'server-trouble',
  'server-stopping': 'server-trouble',
  'too-many': 'too-many',
  'too-many-devices': 'too-many-devices',
  'voucher-unknown': 'voucher',
  'lockers-closed': 'closed',
  'space-full': 'full',
  'server-full': 'server-full',
  'space-taken': 'space-taken',
  'no-session': 'unknown-there',
  'device-unknown': 'unknown-there',
  removed: 'removed',
  'device-left': 'removed',
  overtaken: 'overtaken',
  'no-such-word': 'no-such-word',
  'too-few-words': 'too-few-words',
  'too-many-words': 'too-many-words',
  'words-do-not-fit': 'words-do-not-fit',
  'has-locker': 'has-locker',
  'no-locker': 'no-locker',
  'words-over': 'words-over',
  'mailbox-unknown': 'words-over',
  'not-by-these-words': 'not-by-these-words',
  'not-the-same': 'not-the-same',
  'wrong-code': 'wrong-code',
  'code-known': 'code-known',
  'code-over': 'code-over',
};

const isOfLockers = (type: string): type is Tag => Object.hasOwn(WORDS_BY_TAG, type);

/** `typed`: where words were read out of it. */
export function wordsOfLockerError(words: Words, error: LockerError, typed = ''): string {
  if (!isOfLockers(error.type)) return wordsOfError(words, error as VaultError);
  return fill(words.devices.errors[WORDS_BY_TAG[error.type]], detailsOf(error, typed));
}

function detailsOf(error: LockerError, typed: string): Record<string, string | number> {
  if (error.type === 'no-such-word')
    return { n: error.at + 1, word: typed.toLowerCase().match(/\p{L}+/gu)?.[error.at] ?? '' };
  if (error.type === 'too-few-words') return { n: error.missing };
  return error.type === 'too-many-words' ? { n: error.extra } : {};
}

/** Why the server takes nothing, where it gave a reason that is known. */
export function wordsOfRefusal(words: Words, refusal: string | null): string | undefined {
  if (refusal === 'storage-failed') return words.errors['storage-failed'];
  return refusal !== null && isOfLockers(refusal) ? words.devices.errors[WORDS_BY_TAG[refusal]] : undefined;
}
