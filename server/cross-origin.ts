import type { MiddlewareHandler } from 'hono';
import { pullHeaders } from '#contract/routes.ts';
import { strictPolicy } from './content-security-policy.ts';
import { createSecurityHeaders } from './security-headers.ts';

/** No browser keeps a leave longer: https://developer.mozilla.org/docs/Web/HTTP/Reference/Headers/Access-Control-Max-Age */
const TWO_HOURS_S = 7_200;
const readable = [...Object.values(pullHeaders), 'retry-after'].join(', ');

/**
 * Lets an app that is served from one of `origins` read what this server answers: https://fetch.spec.whatwg.org/#http-cors-protocol.
 * Without credentials, since there are no cookies. To every other origin nothing is said.
 */
export function allowOrigins(origins: ReadonlySet<string>, { tls }: { readonly tls: boolean }): MiddlewareHandler {
  return async (context, next) => {
    const origin = context.req.header('origin') ?? '';
    const isKnown = origins.has(origin);
    if (isKnown && context.req.method === 'OPTIONS' && context.req.header('access-control-request-method')) {
      return new Response(null, {
        status: 204,
        headers: {
          ...createSecurityHeaders({ policy: strictPolicy, tls }),
          'cross-origin-resource-policy': 'cross-origin',
          'cache-control': 'no-store',
          vary: 'origin',
          'access-control-allow-origin': origin,
          'access-control-allow-methods': 'GET, POST',
          'access-control-allow-headers': 'authorization, content-type',
          'access-control-max-age': String(TWO_HOURS_S),
        },
      });
    }
    await next();
    const { headers } = context.res;
    headers.append('vary', 'origin');
    if (!isKnown) return;
    headers.set('access-control-allow-origin', origin);
    headers.set('access-control-expose-headers', readable);
    headers.set('cross-origin-resource-policy', 'cross-origin');
  };
}
