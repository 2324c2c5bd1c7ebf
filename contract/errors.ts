/**
 * Every way a request can be refused, once. Plain data: the words a helper reads for each code are in the web app,
 * so a new code fails its types until it has words in three languages.
 */
export const statusByErrorCode = {
  'bad-request': 400,
  'not-found': 404,
  'method-not-allowed': 405,
  'body-too-large': 413,
  'server-failed': 500,
  'server-stopping': 503,
} as const;

export type ErrorCode = keyof typeof statusByErrorCode;

/** The whole body of a refusal: nothing of the request is repeated in it. */
export type ErrorBody = { readonly error: ErrorCode };
