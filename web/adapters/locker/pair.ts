import { isJsonObject } from '#core/entry/entry.ts';
import { err, ok, type Result } from '#core/result.ts';
import type { MemberDevice } from '#core/space/manifest.ts';
import type { Keyring } from '#vault/keyring.ts';
import { LONGEST_NAME } from '#vault/manifest-envelope.ts';
import {
  createPairingWords,
  openPairingLetter,
  pairingToWords,
  sealPairingLetter,
  wordsToCompare,
  wordsToPairing,
  type PairingWords,
} from '#vault/pairing.ts';
import { bytesToHex, hexToBytes, isHex, joinBytes } from '#vault/public/bytes.ts';
import { systemRandomBytes } from '#vault/random-bytes.ts';
import type { Session } from '../vault/session.ts';
import type { RestoreReport } from '../vault/vault-types.ts';
import { adopt, askerOf, createDevice, pullEverything, type NewDevice } from './adopt.ts';
import { appendActs } from './append-acts.ts';
import { memberOf } from './enter.ts';
import { askMailbox, openLine, readAnswer, type Line, type Transport } from './line.ts';
import { asLockerError, type LockerError } from './locker-error.ts';
import { readFirst } from './read-chain.ts';
import { syncRound } from './sync-round.ts';
import { createInflow } from './inflow.ts';

type Answer<T> = Promise<Result<T, LockerError>>;

/** On the device that belongs: words on the screen, and in time somebody who typed them. */
export type Pairing = { readonly words: PairingWords; asking: MemberDevice | null };
export type PairingAsk = {
  readonly name: string | null;
  /** The same six words stand on the other screen. */
  readonly compare: readonly string[];
};

/** Both screens reckon them from the keys of the new device, under the secret of the words. */
const compareWords = ({ secret }: PairingWords, { id, signKey, boxKey }: MemberDevice) =>
  wordsToCompare(secret, joinBytes(hexToBytes(id), hexToBytes(signKey), hexToBytes(boxKey)));

export async function openPairing(
  line: Line,
): Answer<{ readonly pairing: Pairing; readonly words: readonly string[] }> {
  const words = createPairingWords(systemRandomBytes);
  const opened = await line.openMailbox(words.mailbox);
  if (!opened.ok) return opened;
  return ok({ pairing: { words, asking: null }, words: await pairingToWords(words) });
}

function readAsk(letter: unknown): MemberDevice | null {
  if (!isJsonObject(letter) || !isHex(letter.id, 16) || !isHex(letter.signKey, 65) || !isHex(letter.boxKey, 65))
    return null;
  const { id, signKey, boxKey, name } = letter;
  return { id, signKey, boxKey, ...(typeof name === 'string' && { name: name.slice(0, LONGEST_NAME) }) };
}

/** Null until somebody typed the words. */
export async function lookForAsk(line: Line, pairing: Pairing): Answer<PairingAsk | null> {
  const { words } = pairing;
  const found = await line.readMailbox(words.mailbox);
  if (!found.ok) return err(found.error.type === 'mailbox-unknown' ? { type: 'words-over' } : found.error);
  if (found.value === null) return ok(null);
  const letter = await openPairingLetter(words, 'pairing-ask', found.value);
  const asking = letter.ok ? readAsk(letter.value) : null;
  if (asking === null) return err({ type: 'not-by-these-words' });
  pairing.asking = asking;
  return ok({ name: asking.name ?? null, compare: await compareWords(words, asking) });
}

/** The helper saw the same words on both screens: the new device is taken in, with what this one knows of all chains. */
export async function admit(session: Session, line: Line, { words, asking }: Pairing): Answer<null> {
  if (asking === null) return err({ type: 'words-over' });
  // Whoever is taken in after the words are over would never hear of it.
  const there = await line.readMailbox(words.mailbox);
  if (!there.ok) return err(there.error.type === 'mailbox-unknown' ? { type: 'words-over' } : there.error);
  const round = await syncRound(session, line, createInflow());
  if (!round.ok) return round;
  const known = await line.addDevice({ device: asking.id, signKey: asking.signKey });
  if (!known.ok && known.error.type !== 'device-taken') return known;
  const appended = await appendActs(session, line, ({ devices }) =>
    devices.has(asking.id) ? null : [{ type: 'enrol', device: asking }],
  );
  if (!appended.ok) return appended;
  const { keyring } = session.space ?? {};
  if (keyring === undefined) return err({ type: 'locked' });
  const heads = Object.entries(keyring.heads).map(([device, { seq, hash }]) => [device, { seq, hash }] as const);
  const answer = { space: keyring.space, manifest: keyring.manifest, frontier: Object.fromEntries(heads) };
  return line.answerMailbox(words.mailbox, await sealPairingLetter(words, 'pairing-answer', answer, systemRandomBytes));
}

/** On the new device: it has said who it is, and waits to be taken in. */
export type Joining = { readonly words: PairingWords; readonly device: NewDevice; readonly claim: string };

export async function askToJoin(
  transport: Transport,
  typed: string,
  name: string,
): Answer<{ readonly joining: Joining; readonly compare: readonly string[] }> {
  const words = await wordsToPairing(typed);
  if (!words.ok) return words;
  const device = await createDevice();
  const member = memberOf(device, name);
  const claim = bytesToHex(systemRandomBytes(16));
  const { mailbox } = words.value;
  const sealed = await sealPairingLetter(words.value, 'pairing-ask', member, systemRandomBytes);
  const asked = await askMailbox(transport, { mailbox, claim, sealed });
  if (!asked.ok) return err(asked.error.type === 'mailbox-unknown' ? { type: 'words-over' } : asked.error);
  return ok({ joining: { words: words.value, device, claim }, compare: await compareWords(words.value, member) });
}

type Admission = Pick<Keyring, 'space' | 'manifest'> & { readonly frontier: NonNullable<Keyring['frontier']> };

function readAdmission(letter: unknown): Admission | null {
  if (!isJsonObject(letter) || !isHex(letter.space, 16) || !isJsonObject(letter.manifest)) return null;
  const { manifest, frontier } = letter;
  if (!Number.isSafeInteger(manifest.version) || !isHex(manifest.hash, 32) || !isJsonObject(frontier)) return null;
  const isHeads = Object.entries(frontier).every(
    ([device, head]) =>
      isHex(device, 16) && isJsonObject(head) && Number.isSafeInteger(head.seq) && isHex(head.hash, 32),
  );
  return isHeads ? (letter as unknown as Admission) : null;
}

/** Null until the other device has taken this one in. What was written here before is carried over. */
export async function finishJoining(
  session: Session,
  transport: Transport,
  { words, device, claim }: Joining,
): Answer<RestoreReport | null> {
  const answered = await readAnswer(transport, { mailbox: words.mailbox, claim });
  if (!answered.ok) return err(answered.error.type === 'mailbox-unknown' ? { type: 'words-over' } : answered.error);
  if (answered.value === null) return ok(null);
  const letter = await openPairingLetter(words, 'pairing-answer', answered.value);
  const admission = letter.ok ? readAdmission(letter.value) : null;
  if (admission === null) return err({ type: 'not-by-these-words' });
  const { space, manifest, frontier } = admission;
  const pages = await pullEverything(openLine(transport, await askerOf(space, device)));
  if (!pages.ok) return pages;
  const read = await readFirst(
    pages.value.flatMap(({ things }) => things),
    space,
    device,
    manifest,
  );
  if (!read.ok) return err(asLockerError(read.error));
  return adopt(session, device, space, read.value, pages.value, frontier);
}
