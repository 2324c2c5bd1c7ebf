import type { Page, Request } from 'playwright-core';

/** In bytes, as they came over the wire. */
export type Loaded = { readonly path: string; readonly body: number; readonly withHeaders: number };

/**
 * What the page and its Workers request from the network from now on; what the service worker holds already is not
 * counted. Call what it returns once the network is idle.
 */
export function watchTraffic(page: Page): () => Promise<readonly Loaded[]> {
  const finished: Request[] = [];
  page.on('requestfinished', (request) => finished.push(request));
  return async () => (await Promise.all(finished.map(toLoaded))).flat();
}

async function toLoaded(request: Request): Promise<Loaded[]> {
  const [{ responseBodySize, responseHeadersSize: headers }, response] = await Promise.all([
    request.sizes(),
    request.response(),
  ]);
  if (response?.fromServiceWorker()) return [];
  // Of a Worker's script the browser tells no size; the server told one.
  const body = responseBodySize || Number((await response?.allHeaders())?.['content-length'] ?? 0);
  return [{ path: new URL(request.url()).pathname, body, withHeaders: body + headers }];
}
