import { Hono, type Context } from 'hono';
import type { ErrorCode } from '#contract/errors.ts';
import { largestBody } from '#contract/routes.ts';
import type { Result } from '#core/result.ts';
import { strictPolicy } from '../content-security-policy.ts';
import { limitBody } from '../limit-body.ts';
import { addressOf } from '../limits/address-of.ts';
import { createLimits } from '../limits/limits.ts';
import { jsonResponse, refusal, type Body } from '../json-response.ts';
import { createSecurityHeaders } from '../security-headers.ts';
import type { LockerOptions } from './options.ts';
import { createSessionFinder, type Asker } from './who-asks.ts';

export type Refusal = { readonly tag: ErrorCode | 'space-unknown'; readonly at?: number };
export type Routing = ReturnType<typeof createRouting>;

/** How the routes of lockers are asked and answered. */
export function createRouting(options: LockerOptions, { tls }: { readonly tls: boolean }) {
  const ownHeaders = { ...createSecurityHeaders({ policy: strictPolicy, tls }), 'cache-control': 'no-store' };

  // A locker that is gone is told like a session that is over: the next one cannot be opened either.
  const refuse = ({ tag, at }: Refusal) =>
    refusal(tag === 'space-unknown' ? 'no-session' : tag, { tls, ...(at !== undefined && { at }) });
  const badRequest = () => refuse({ tag: 'bad-request' });
  const empty = (headers: Record<string, string> = {}) =>
    new Response(null, { status: 204, headers: { ...ownHeaders, ...headers } });
  const say = (body: Body) => jsonResponse(body, { status: 200, tls });
  const sayBytes = (bytes: Uint8Array<ArrayBuffer>, headers: Record<string, string>) =>
    new Response(bytes, {
      headers: {
        ...ownHeaders,
        'content-type': 'application/octet-stream',
        'content-length': String(bytes.length),
        ...headers,
      },
    });
  const done = (result: Result<unknown, Refusal>) => (result.ok ? empty() : refuse(result.error));
  const saying = (result: Result<Body, Refusal>) => (result.ok ? say(result.value) : refuse(result.error));

  const app = new Hono();
  const findSession = createSessionFinder(options);
  const limits = options.limits && createLimits(options.limits, options.now);
  const from = ({ env, req }: Context) =>
    addressOf(env, req.header('x-forwarded-for'), { isBehindProxy: options.limits?.isBehindProxy === true });
  /** Null when nobody has to wait. */
  const refuseFor = (seconds = 0) => (seconds > 0 ? refuse({ tag: 'too-many', at: seconds }) : null);
  if (limits)
    app.on('POST', '/api/*', async (context, next) => refuseFor(limits.ask(from(context), context.req.path)) ?? next());

  const post = (path: string, answer: (context: Context) => Promise<Response>, maxSize = largestBody) =>
    app.post(
      path,
      limitBody({ maxSize, onError: () => refusal('body-too-large', { tls, headers: { connection: 'close' } }) }),
      answer,
    );
  /** For what only a device of the space may ask. */
  const postAsDevice = (
    path: string,
    answer: (asker: Asker, context: Context) => Promise<Response>,
    maxSize?: number,
  ) =>
    post(
      path,
      async (context) => {
        const session = await findSession(context.req.header('authorization'));
        return session.ok ? answer(session.value.asker, context) : refuse(session.error);
      },
      maxSize,
    );

  const refuseLocker = (context: Context) => refuseFor(limits?.makeLocker(from(context)));
  const refuseSealed = (space: string) => refuseFor(limits?.addSealed(space));

  return {
    app,
    refuseLocker,
    refuseSealed,
    refuse,
    badRequest,
    empty,
    say,
    sayBytes,
    done,
    saying,
    post,
    postAsDevice,
  };
}
