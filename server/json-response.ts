import { statusByErrorCode, type ErrorBody, type ErrorCode } from '#contract/errors.ts';
import type {
  ChallengeAnswer,
  Health,
  HeldAnswer,
  LetterAnswer,
  SessionAnswer,
  StoredAnswer,
} from '#contract/routes.ts';
import { strictPolicy } from './content-security-policy.ts';
import { createSecurityHeaders } from './security-headers.ts';

type Headers = Record<string, string>;
export type Body = ErrorBody | Health | ChallengeAnswer | SessionAnswer | StoredAnswer | HeldAnswer | LetterAnswer;

/** What the server says itself, in the shapes of the contract. Never cached. */
export function jsonResponse(body: Body, options: { status: number; tls: boolean; headers?: Headers }) {
  const bytes = new TextEncoder().encode(JSON.stringify(body));
  const headers = {
    ...createSecurityHeaders({ policy: strictPolicy, tls: options.tls }),
    'cache-control': 'no-store',
    'content-type': 'application/json',
    'content-length': String(bytes.byteLength),
    ...options.headers,
  };
  return new Response(bytes, { status: options.status, headers });
}

export function refusal(error: ErrorCode, options: { tls: boolean; headers?: Headers; at?: number }) {
  const { at } = options;
  const retry: Headers = error === 'too-many' && at !== undefined ? { 'retry-after': String(at) } : {};
  const body = { error, ...(at !== undefined && { at }) };
  return jsonResponse(body, {
    status: statusByErrorCode[error],
    ...options,
    headers: { ...retry, ...options.headers },
  });
}
