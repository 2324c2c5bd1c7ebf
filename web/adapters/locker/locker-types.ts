import type { HeldAnswer, HeldThing, LockerTerms } from '#contract/routes.ts';
import type { Result } from '#core/result.ts';
import type { Bytes } from '#vault/public/bytes.ts';
import type { RestoreReport, VaultClient } from '../vault/vault-types.ts';
import type { DeviceView } from './devices.ts';
import type { LockerError } from './locker-error.ts';
import type { PairingAsk } from './pair.ts';
import type { Recovered, RecoveryPaper } from './recovery.ts';

type Answer<T> = Promise<Result<T, LockerError>>;
type Done = Answer<null>;

/** What shows that whoever asks could also unlock. */
export type FreshProof = { readonly type: 'passphrase'; readonly passphrase: string } | { readonly type: 'passkey' };

/** The very things that the server holds, page by page. `next`: ask from here; null when there is no more. */
export type HeldPage = Pick<HeldAnswer, 'madeAt' | 'touchedAt' | 'bytes' | 'devices'> & {
  readonly sealed: readonly HeldThing[];
  readonly next: number | null;
};

/** The helper's own devices and the locker between them, as a page sees it. Long waits are asked for again and again. */
export type LockerClient = {
  /** Null: this server carries nothing. */
  terms(): Answer<LockerTerms | null>;
  /** `voucher`: as the operator gave it, where one is needed. */
  open(voucher?: string): Done;
  /** Everything of it goes from the server, for all devices; what is on each stays there. */
  eraseAtServer(): Done;
  /** This device does not go to the server any more. Nothing is asked of the server. */
  forget(): Done;
  /** Now, whatever the line costs. */
  syncNow(): Promise<void>;
  /** The helper has read what was noticed. */
  dismissAlarms(): Done;

  devices(): Answer<readonly DeviceView[]>;
  nameDevice(id: string, name: string): Done;
  /** Needs a fresh proof: a device that lies open must not be able to remove the others. */
  removeDevice(id: string, proof: FreshProof): Done;
  /** Six words that are the same on two devices when both believe the same about who belongs. */
  compareWords(): Answer<readonly string[]>;

  /**
   * On a device that belongs: eleven words, good once and for ten minutes. Needs a fresh proof: whoever comes in by them
   * reads everything, so a device that lies open must not be able to let anybody in.
   */
  startPairing(proof: FreshProof): Answer<readonly string[]>;
  /** Null until somebody typed them. */
  lookForAsk(): Answer<PairingAsk | null>;
  /** The same six words stand on both screens. */
  admit(): Done;
  /** On the new device: gives six words to compare. `name`: what the helper calls this device; may be empty. */
  join(words: string, name: string): Answer<readonly string[]>;
  /** Null until the other device has taken this one in. What was here before is carried over. */
  finishJoining(): Answer<RestoreReport | null>;

  /** Shown once and kept nowhere. Needs a fresh proof: whoever has the paper reads everything. */
  makeRecoveryCode(proof: FreshProof): Answer<RecoveryPaper>;
  /** Another one in its place, shown once as well. Needs a fresh proof too. */
  replaceRecoveryCode(proof: FreshProof): Answer<RecoveryPaper>;
  /** Asked back once. */
  proveRecoveryCode(words: string): Done;
  recover(paper: { readonly locker: string; readonly code: string }, name: string): Answer<Recovered>;

  held(after: number): Answer<HeldPage>;
  /** The bytes of one thing, as they lie there. Null: only its hash is left. */
  bytesAt(cursor: number): Answer<Bytes | null>;
};

/** The personal space, and what goes between it and the helper's other devices. */
export type Vault = VaultClient & { readonly locker: LockerClient };
