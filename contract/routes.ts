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
} as const;

/** `GET /health`: what answers here, and its version (semver). */
export type Health = { readonly server: 'ballast'; readonly version: string };

/** The largest body any route takes, in bytes. A larger one is refused before its route is looked for. */
export const largestBody = 1024 * 1024;

/** The largest body of `push`, `manifest` and `segment`, in bytes. */
export const largestSealedBody = 8 * 1024 * 1024;

/** How a poll is answered: up to where it read, and whether more is there (`1`). Nothing new: 204, no body. */
export const pullHeaders = { cursor: 'ballast-cursor', more: 'ballast-more' } as const;

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
export type DeviceRequest = { readonly device: string; readonly signKey: string };
export type DeviceStateRequest = { readonly device: string; readonly state: 'active' | 'dormant' | 'left' };
/** To `push`, `manifest` and `segment`: the cursor under which the last of it stands. */
export type StoredAnswer = { readonly cursor: number };
