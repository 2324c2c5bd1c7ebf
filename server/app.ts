import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import type { ErrorCode } from '#contract/errors.ts';
import { largestBody, routes } from '#contract/routes.ts';
import { ok, type Result } from '#core/result.ts';
import { loadBuiltSite, type NoBuiltSite } from './built-site.ts';
import { allowOrigins } from './cross-origin.ts';
import { healthOf } from './health.ts';
import { limitBody } from './limit-body.ts';
import { placeOfBug } from './place-of-bug.ts';
import { jsonResponse, refusal } from './json-response.ts';
import { createLiveApp } from './lockers/live-app.ts';
import type { Live } from './lockers/live.ts';
import { createLockersApp } from './lockers/lockers-app.ts';
import type { LockerOptions } from './lockers/options.ts';
import { routeOf, type Answered } from './request-counts.ts';
import { redirectResponse, siteResponse } from './site-response.ts';
import { isDiskFull } from './store/is-disk-full.ts';

export type AppOptions = {
  /** The folder of the built web app. */
  readonly webDir: string;
  readonly version: string;
  /** Whether TLS stands in front of this server. */
  readonly tls: boolean;
  /** True from the moment the server has been asked to stop. */
  readonly isStopping: () => boolean;
  /** Undefined where this server carries nothing. */
  readonly lockers?: LockerOptions | undefined;
  /** Who follows a locker; there when lockers are. */
  readonly live?: Live | undefined;
  /** From where else an app may ask this server. */
  readonly appOrigins?: readonly string[];
  /** Told of every answer, when its head is ready. */
  readonly onAnswer?: (answered: Answered) => void;
  /** Told where a bug showed, and nothing that came with the request. */
  readonly onBug: (place: string) => void;
};

const apiPaths: ReadonlySet<string> = new Set(Object.values(routes).filter((path) => path.startsWith('/api/')));

/** The server as a function from request to response: no socket, no signal, no clock. */
export function createApp(options: AppOptions): Result<Hono, NoBuiltSite> {
  const { webDir, version, tls, isStopping, lockers, live, appOrigins = [], onAnswer, onBug } = options;
  const loaded = loadBuiltSite(webDir);
  if (!loaded.ok) return loaded;
  const site = loaded.value;
  const refuse = (error: ErrorCode, headers?: Record<string, string>) => refusal(error, { tls, headers });

  const answerFromSite = (request: Request): Response => {
    const { pathname, search } = new URL(request.url);
    const path = decodePath(pathname);
    if (path === undefined) return refuse('bad-request');
    const file = site.files.get(path);
    if (file !== undefined) return siteResponse(request, file, { status: 200, tls });
    const otherSpelling = site.redirects.get(path);
    if (otherSpelling !== undefined) return redirectResponse(encodeURI(otherSpelling) + search, { tls });
    const asksForPage = request.headers.get('accept')?.includes('text/html') === true;
    if (asksForPage && site.notFoundPage) return siteResponse(request, site.notFoundPage, { status: 404, tls });
    return refuse('not-found', { vary: 'accept' });
  };

  const refuseMethod = (request: Request): Response => {
    const path = decodePath(new URL(request.url).pathname);
    if (path === undefined) return refuse('bad-request');
    if (lockers && apiPaths.has(path)) return refuse('method-not-allowed', { allow: 'POST' });
    const isKnown = path === routes.health || site.files.has(path) || site.redirects.has(path);
    return isKnown ? refuse('method-not-allowed', { allow: 'GET, HEAD' }) : refuse('not-found');
  };

  const app = new Hono();
  if (onAnswer)
    app.use(async (context, next) => {
      const began = performance.now();
      await next();
      const seconds = (performance.now() - began) / 1_000;
      onAnswer({ route: routeOf(context.req.path), status: context.res.status, seconds });
    });
  if (appOrigins.length > 0) {
    const allow = allowOrigins(new Set(appOrigins), { tls });
    app.use('/api/*', allow);
    app.use(routes.health, allow);
  }
  app.use(async (_, next) => (isStopping() ? refuse('server-stopping', { connection: 'close' }) : next()));
  // Before the limit of everything else: what is sealed may be larger.
  if (lockers) app.route('/', createLockersApp(lockers, { tls }));
  if (lockers && live) app.route('/', createLiveApp(lockers, live, { tls }));
  app.use(limitBody({ maxSize: largestBody, onError: () => refuse('body-too-large', { connection: 'close' }) }));
  const health = healthOf(version, lockers);
  app.get(routes.health, () => jsonResponse(health, { status: 200, tls }));
  if (lockers) app.get('/api/*', (c) => refuseMethod(c.req.raw));
  app.get('*', (c) => answerFromSite(c.req.raw)); // Hono answers HEAD from it too, without the body.
  app.all('*', (c) => refuseMethod(c.req.raw));
  app.onError((error, { env }) => {
    // Nobody is there any more to read what is answered.
    if (wasCutOff(env as Partial<HttpBindings> | undefined)) return refuse('bad-request');
    onBug(placeOfBug(error));
    return refuse(isDiskFull(error) ? 'server-full' : 'server-failed');
  });
  return ok(app);
}

/** Whether the client went, or was too slow, before its whole request was here. */
function wasCutOff(connection: Partial<HttpBindings> | undefined): boolean {
  const incoming = connection?.incoming;
  return incoming !== undefined && incoming.destroyed && !incoming.complete;
}

function decodePath(pathname: string): string | undefined {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return undefined;
  }
}
