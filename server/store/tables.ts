import type { Kysely, Transaction } from 'kysely';

/**
 * What the server holds. Ids and hashes are lower-case hex, times whole milliseconds since 1970, bytes sealed on a
 * device: nothing here says who somebody is. Nearly every table leads with the space, so that the store can be spread by it.
 */
export type Tables = {
  /** One-time permissions to make a locker. A used one stays until it is out of date, so that it cannot be used again. */
  vouchers: { hash: string; expires_at: number; used_at: number | null };
  /** `cursor`: the last one given out. `manifest`: the latest version, -1 before the first. `bytes`: all that is sealed.
   * `spared_until`: once it was found untouched for too long, the earliest that it is erased. */
  spaces: {
    space: string;
    created_at: number;
    touched_at: number;
    spared_until: number | null;
    cursor: number;
    manifest: number;
    bytes: number;
  };
  /** `seen`: the cursor up to which this device has everything. */
  devices: {
    space: string;
    device: string;
    sign_key: Uint8Array;
    state: DeviceState;
    added_at: number;
    /** When it last opened a session, to the day. */
    came_at: number;
    seen: number;
  };
  /** What all processes on these data share and nobody else knows. */
  secrets: { name: string; bytes: Uint8Array };
  /** What a device that wanted in has signed: not good a second time. */
  used_challenges: { space: string; hash: string; expires_at: number };
  /** Of a token only its hash is here. */
  sessions: { space: string; hash: string; device: string; expires_at: number };
  /**
   * Where two devices meet for one question and one answer. `claim_hash`: SHA-256 of what lets whoever asked read the
   * answer. Asked for by its name alone, so this table does not lead with the space.
   */
  mailboxes: {
    mailbox: string;
    space: string;
    /** The one that opened it. */
    device: string;
    expires_at: number;
    claim_hash: string | null;
    asked: Uint8Array | null;
    answered: Uint8Array | null;
  };
  /**
   * Operations, segments and manifests in the order in which they came. `chain`: the device of an operation or a
   * segment, empty for a manifest; who wrote a segment in the place of a device that has left stands in its bytes. `seq`: of an operation its own, of a segment its last, of a manifest its version.
   * Of what is pruned the hash stays and the bytes go.
   */
  sealed: {
    space: string;
    cursor: number;
    kind: SealedKind;
    chain: string;
    seq: number;
    first_seq: number;
    hash: string;
    /** Of a segment: of the operations at its ends. */
    first_hash: string | null;
    last_hash: string | null;
    bytes: Uint8Array | null;
    /** Of an operation only where a batch ended: it covers the chain up to here. */
    signature: Uint8Array | null;
  };
};

/** `dormant`: nobody waits for it before pruning. `left`: it may do nothing any more. */
export type DeviceState = 'active' | 'dormant' | 'left';
export type SealedKind = 'operation' | 'segment' | 'manifest';

export type Reader = Kysely<Tables>;
export type Writer = Transaction<Tables>;
