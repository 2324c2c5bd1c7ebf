/** Paths the server answers itself. Every other path belongs to the web app. */
export const routes = {
  health: '/health',
  // All of them are asked by POST: no id, no token and no hash ever stands in an address.
  challenge: '/api/challenge',
  locker: '/api/locker',
  session: '/api/session',
  pull: '/api/pull',
  push: '/api/push',
  manifest: '/api/manifest',
  segment: '/api/segment',
  seen: '/api/seen',
  device: '/api/device',
  deviceState: '/api/device-state',
  erase: '/api/erase',
  live: '/api/live',
  held: '/api/held',
  pairingOpen: '/api/pairing/open',
  pairingAsk: '/api/pairing/ask',
  pairingAsked: '/api/pairing/asked',
  pairingAnswer: '/api/pairing/answer',
  pairingAnswered: '/api/pairing/answered',
} as const;

/** `GET /health`: what answers here, and its version (semver). `lockers`: only where this server carries some. */
export type Health = { readonly server: 'ballast'; readonly version: string; readonly lockers?: LockerTerms };

/** Who may make a locker, how much one may hold in bytes, and after how many months without any device it is erased. */
export type LockerTerms = {
  readonly policy: 'open' | 'voucher' | 'closed';
  readonly largestSpace: number;
  readonly months: number;
};

/** The largest body any route takes, in bytes. A larger one is refused before its route is looked for. */
export const largestBody = 1024 * 1024;

/**
 * `segment` takes a part of the asker's own chain in one piece. Of a device that has left it takes a `succession`
 * (vault/public/header.ts) that any device which belongs has signed; who did stands in its bytes, behind the range.
 *
 * The largest body of `push`, `manifest` and `segment`, in bytes.
 */
export const largestSealedBody = 8 * 1024 * 1024;

/**
 * How a poll is answered: up to where it read, whether more is there (`1`), the last cursor that this space has given
 * out, and what this device had said that it has seen. The last two never go back on an honest server, unless it was
 * set back to a backup. Nothing new: 204, no body, and only those two.
 */
export const pullHeaders = {
  cursor: 'ballast-cursor',
  more: 'ballast-more',
  latest: 'ballast-latest',
  seen: 'ballast-seen',
} as const;

/**
 * `live` is answered by Server-Sent Events, read with `fetch`: an event `cursor` whenever something was added, with the
 * last cursor as its data, and a comment line at least every so many ms, so that a dead line is noticed.
 */
export const liveBeat = 25_000;

/** Ids are 16 bytes, hashes and challenges 32, keys the uncompressed point of 65, signatures 64: lower-case hex. */
export type ChallengeRequest = { readonly space: string };
export type ChallengeAnswer = { readonly challenge: string };
export type Proof = {
  readonly space: string;
  readonly device: string;
  readonly challenge: string;
  /** Of the challenge, by the device's key (`session` in vault/public/signature.ts). */
  readonly signature: string;
};
/** `voucher`: 32 bytes. */
export type LockerRequest = Proof & { readonly signKey: string; readonly voucher?: string };
export type SessionAnswer = {
  /** Goes into the header `authorization: Bearer …`; good for `seconds`. */
  readonly token: string;
  readonly seconds: number;
};
export type PullRequest = { readonly after: number };
export type SeenRequest = { readonly cursor: number };
/** `dormant` from the start: a key that only comes in need, as the one of the recovery code. */
export type DeviceRequest = {
  readonly device: string;
  readonly signKey: string;
  readonly state?: 'active' | 'dormant';
};
export type DeviceStateRequest = { readonly device: string; readonly state: 'active' | 'dormant' | 'left' };
/** To `push`, `manifest` and `segment`: the cursor under which the last of it stands. */
export type StoredAnswer = { readonly cursor: number };

export type HeldRequest = { readonly after: number };
/** Everything that the server holds of a space, except the sealed bytes themselves, which `pull` gives. Times in ms. */
export type HeldAnswer = {
  readonly madeAt: number;
  readonly touchedAt: number;
  readonly bytes: number;
  readonly devices: readonly {
    readonly device: string;
    readonly state: 'active' | 'dormant' | 'left';
    readonly addedAt: number;
    /** To the day. One that has not come for 90 days is `dormant` until it reads again: nobody waits for it. */
    readonly cameAt: number;
    readonly seen: number;
  }[];
  /** In the order of their cursors, at most 500. `device`: whose chain it is in; empty for a manifest. */
  readonly sealed: readonly HeldThing[];
  readonly hasMore: boolean;
};
export type HeldThing = {
  readonly cursor: number;
  readonly kind: 'operation' | 'segment' | 'manifest';
  readonly device: string;
  readonly seq: number;
  readonly firstSeq: number;
  readonly hash: string;
  /** Null once only the hash is left. */
  readonly size: number | null;
};

/**
 * Two devices that do not know each other yet meet in a mailbox: opened by the one that belongs, for one question and
 * one answer, both sealed under words that no server sees. `mailbox`: 4 bytes; gone after `pairingMs` and when read.
 */
export const pairingMs = 10 * 60_000;
export const largestLetter = 64 * 1024;
export type MailboxRequest = { readonly mailbox: string };
/** `sealed`: hex. `claim`: 16 bytes, so that only who asked reads the answer. */
export type PairingAsk = MailboxRequest & { readonly claim: string; readonly sealed: string };
export type PairingAnswer = MailboxRequest & { readonly sealed: string };
export type PairingAnswered = MailboxRequest & { readonly claim: string };
/** To `asked` and `answered`, as soon as there is something; 204 until then. */
export type LetterAnswer = { readonly sealed: string };
