import { err, ok, type Result } from '#core/result.ts';
import type { Membership } from '#core/space/manifest.ts';
import { importSignKey } from '#vault/device-keys.ts';
import { fromCheckedWords, toCheckedWords } from '#vault/proquint.ts';
import { bytesToHex, hexToBytes } from '#vault/public/bytes.ts';
import { systemRandomBytes } from '#vault/random-bytes.ts';
import { recoveryDevice, recoveryKeysOf, RECOVERY_LENGTH } from '#vault/recovery-code.ts';
import { deriveEpochKeys } from '#vault/keys.ts';
import { commitWithKeyring } from '../vault/append-operations.ts';
import type { Session } from '../vault/session.ts';
import type { RestoreReport } from '../vault/vault-types.ts';
import { askerOf, pullEverything } from './adopt.ts';
import { appendActs } from './append-acts.ts';
import { listDevices, type DeviceView } from './devices.ts';
import { enterAnew } from './enter.ts';
import { openLine, type Line, type Refusal, type Transport } from './line.ts';
import { asLockerError, type LockerError } from './locker-error.ts';
import { readFirst } from './read-chain.ts';
import { tellLeft, withSpace } from './sync-round.ts';

type Answer<T> = Promise<Result<T, LockerError>>;

const SPACE_LENGTH = 16;

/** What stands on the paper: which locker, and the code to it. */
export type RecoveryPaper = { readonly locker: readonly string[]; readonly code: readonly string[] };

/** Names the keys of a new code, in place of those with the id `replaced`. It is given out this once and kept nowhere. */
async function nameNewCode(session: Session, line: Line, replaced: string | undefined): Answer<RecoveryPaper> {
  const code = systemRandomBytes(RECOVERY_LENGTH);
  const recovery = recoveryKeysOf(await recoveryDevice(code));
  if (session.space === null) return err({ type: 'locked' });
  const isAnother = (membership: Membership) => membership.recovery?.id !== replaced;
  const another = { type: replaced === undefined ? 'code-known' : 'manifest-conflict' } as const;
  if (isAnother(session.space.membership)) return err(another);
  const added = await line.addDevice({ device: recovery.id, signKey: recovery.signKey, state: 'dormant' });
  if (!added.ok) return added;
  let isLate = false;
  const named = await appendActs(session, line, (membership) => {
    isLate = isAnother(membership);
    return isLate ? null : [{ type: 'name-recovery', recovery }];
  });
  if (!named.ok) return named;
  if (isLate) return err(another);
  const [locker, words] = await Promise.all([
    toCheckedWords(hexToBytes(session.space.keyring.space)),
    toCheckedWords(code),
  ]);
  return ok({ locker, code: words });
}

export const makeRecoveryCode = (session: Session, line: Line): Answer<RecoveryPaper> =>
  nameNewCode(session, line, undefined);

/** When the paper is lost, or somebody may have seen it. From now on nothing is readable with it that anybody writes. */
export async function replaceRecoveryCode(session: Session, line: Line): Answer<RecoveryPaper> {
  const made = await nameNewCode(session, line, session.space?.membership.recovery?.id);
  // A server that does not hear it now hears it in the next round. The paper is shown this once.
  if (made.ok) await tellLeft(session, line);
  return made;
}

/** Asked back once: whether what was written down leads to the keys that are named. */
export async function proveRecoveryCode(session: Session, typed: string): Answer<null> {
  const code = await fromCheckedWords(typed, RECOVERY_LENGTH);
  if (!code.ok) return code;
  const { id } = await recoveryDevice(code.value);
  return withSpace<null>(session, async (space) => {
    if (space.membership.recovery?.id !== id) return err({ type: 'no-session' });
    return commitWithKeyring(space, session.store, { ...space.keyring, recoveryProved: true }, {});
  }).then((kept) => (kept.ok || kept.error.type !== 'no-session' ? kept : err({ type: 'wrong-code' } as const)));
}

export type Recovered = RestoreReport & {
  /** Of which device the newest is that came back, and when it was written. Null: the space was empty. */
  readonly newest: DeviceView | null;
};

function whyNotByCode(refusal: Refusal): LockerError {
  if (refusal.type === 'device-left') return { type: 'code-over' };
  return refusal.type === 'no-session' ? { type: 'wrong-code' } : refusal;
}

/** With nothing but the paper: a new device, taken in by the recovery keys. Which other ones go is decided after. */
export async function recover(
  session: Session,
  transport: Transport,
  typed: { readonly locker: string; readonly code: string },
  name: string,
): Answer<Recovered> {
  const locker = await fromCheckedWords(typed.locker, SPACE_LENGTH);
  if (!locker.ok) return locker;
  const code = await fromCheckedWords(typed.code, RECOVERY_LENGTH);
  if (!code.ok) return code;
  const space = bytesToHex(locker.value);
  const recovery = await recoveryDevice(code.value);
  const line = openLine(transport, await askerOf(space, recovery));
  const pages = await pullEverything(line);
  if (!pages.ok) return err(whyNotByCode(pages.error));
  const things = pages.value.flatMap((page) => page.things);
  const read = await readFirst(things, space, recovery);
  if (!read.ok) return err(asLockerError(read.error));
  const { chain, epochs } = read.value;
  if (chain.membership.recovery?.id !== recovery.id) return err({ type: 'not-the-same' });

  const current = epochs.at(-1)!;
  const keys = await deriveEpochKeys(hexToBytes(current.key), space, current.epoch);
  const place = { space, membership: chain.membership, previous: chain.hash, epochs, keysOf: () => keys };
  const signer = { id: recovery.id, sign: await importSignKey(recovery.sign) };
  const entered = await enterAnew(session, line, pages.value, place, { signer, name });
  return entered.ok ? ok({ ...entered.value.report, newest: newestOf(session) }) : entered;
}

function newestOf({ space }: Session): DeviceView | null {
  if (space === null) return null;
  const others = listDevices(space).filter(({ isThis, lastWrote }) => !isThis && lastWrote !== null);
  return others.sort((a, b) => (b.lastWrote ?? 0) - (a.lastWrote ?? 0))[0] ?? null;
}
