import { Hono } from 'hono';
import { largestBody, routes } from '#contract/routes.ts';
import { strictPolicy } from '../content-security-policy.ts';
import { refusal } from '../json-response.ts';
import { limitBody } from '../limit-body.ts';
import { createSecurityHeaders } from '../security-headers.ts';
import type { Live } from './live.ts';
import type { LockerOptions } from './options.ts';
import { createSessionFinder } from './who-asks.ts';

/** After so many seconds a device that found no room may come again. */
const COME_AGAIN_S = 60;

/** Answers `live`: an answer that stays open, as Server-Sent Events. */
export function createLiveApp(options: LockerOptions, live: Live, { tls }: { readonly tls: boolean }): Hono {
  const app = new Hono();
  const findSession = createSessionFinder(options);
  app.post(
    routes.live,
    limitBody({
      maxSize: largestBody,
      onError: () => refusal('body-too-large', { tls, headers: { connection: 'close' } }),
    }),
    async ({ req }) => {
      const session = await findSession(req.header('authorization'));
      if (!session.ok) return refusal(session.error.tag, { tls });
      await req.text();
      const followed = live.follow(session.value);
      if (!followed.ok)
        return refusal('too-many', { tls, at: COME_AGAIN_S, headers: { 'retry-after': String(COME_AGAIN_S) } });
      return new Response(followed.value, {
        headers: {
          ...createSecurityHeaders({ policy: strictPolicy, tls }),
          'cache-control': 'no-store',
          'content-type': 'text/event-stream',
          // Otherwise nginx keeps the events until there are enough of them.
          'x-accel-buffering': 'no',
        },
      });
    },
  );
  return app;
}
