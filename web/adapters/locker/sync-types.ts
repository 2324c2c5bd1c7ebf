import type { Alarm } from '#vault/keyring.ts';

/** How this device stands with the others and with the server between them. */
export type SyncView = {
  readonly state:
    /** Everything that was written here is at the server, and everything there is here. */
    | 'together'
    /** On its way, or soon. */
    | 'sending'
    /** The device has no line, or the server does not answer: it goes on by itself. */
    | 'offline'
    /** The line is metered, or data is to be saved: it goes seldom, and when somebody asks for it. */
    | 'saving'
    /** The server refuses, for the reason in `refusal`. */
    | 'refused'
    /** Another device removed this one. What is here stays readable here. */
    | 'removed'
    /** The server does not know this space or this device, or no longer. */
    | 'unknown-there';
  readonly refusal: string | null;
  /** Something written here is only here. */
  readonly hasUnsent: boolean;
  /** When the server was last reached, ms. Null: not since unlocking. */
  readonly lastAt: number | null;
  readonly alarms: readonly Alarm[];
  /** Another device has a newer Ballast, and this one cannot read all that it writes. */
  readonly needsNewer: boolean;
  readonly hasRecovery: boolean;
  /** The recovery code was asked back. */
  readonly isRecoveryProved: boolean;
};
