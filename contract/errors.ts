/**
 * Every way a request can be refused, once. Plain data: the words a helper reads for each code are in the web app,
 * so a new code fails its types until it has words in three languages.
 */
export const statusByErrorCode = {
  'bad-request': 400,
  /** No session, or one that is over: sign a challenge again. */
  'no-session': 401,
  /** It was this space's, as its signature proves, and was removed or left. */
  'device-left': 403,
  'voucher-unknown': 403,
  /** This server makes no lockers. */
  'lockers-closed': 403,
  'not-found': 404,
  /** No mailbox of this name, or it is over, or it was used. */
  'mailbox-unknown': 404,
  'method-not-allowed': 405,
  'space-taken': 409,
  'device-taken': 409,
  /** As many devices of the locker as this server lets in have not left. */
  'too-many-devices': 409,
  'mailbox-taken': 409,
  /** Another operation stands at that place, or it follows another history. */
  fork: 409,
  /** `at` is the latest version that is here. */
  'manifest-conflict': 412,
  'body-too-large': 413,
  /** Operations are missing: `at` is the next that fits. */
  gap: 422,
  'segment-misfit': 422,
  'device-unknown': 422,
  /** Too many requests from one address or for one space: `at` is after how many seconds. */
  'too-many': 429,
  'server-failed': 500,
  'server-stopping': 503,
  /** The locker holds as much as this server lets it. */
  'space-full': 507,
  /** Nothing more fits on the disk of the server. What is there can still be read. */
  'server-full': 507,
} as const;

export type ErrorCode = keyof typeof statusByErrorCode;

/** The whole body of a refusal: nothing of the request is repeated in it. */
export type ErrorBody = { readonly error: ErrorCode; readonly at?: number };
