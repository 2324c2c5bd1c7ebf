import { Hono } from 'hono';
import { routes, type Health } from '#contract/routes.ts';
import { strictPolicy } from './content-security-policy.ts';
import { jsonResponse, refusal } from './json-response.ts';
import type { createMetrics, Gauge } from './metrics.ts';
import { createSecurityHeaders } from './security-headers.ts';
import type { StoreSize } from './store/measure-store.ts';

export type MetricsSources = {
  readonly metrics: ReturnType<typeof createMetrics>;
  readonly health: Health;
  /** Undefined where no lockers are carried. */
  readonly store?: { readonly measure: () => Promise<StoreSize>; readonly streams: () => number } | undefined;
  /** Milliseconds that only go forward. */
  readonly now: () => number;
};

/** Between two looks at every space lies so long at least. */
const MEASURED_EVERY_MS = 5 * 60_000;

/** What stands on a port of its own, for whoever watches the machine: sums, and nothing of anybody. */
export function createMetricsApp({ metrics, health, store, now }: MetricsSources): Hono {
  let measured: { readonly at: number; readonly size: StoreSize } | undefined;

  async function measure(): Promise<StoreSize | undefined> {
    if (store === undefined || (measured !== undefined && now() - measured.at < MEASURED_EVERY_MS))
      return measured?.size;
    try {
      measured = { at: now(), size: await store.measure() };
    } catch {
      // The numbers of the process are worth the more when the database is away.
    }
    return measured?.size;
  }

  async function gauges(): Promise<readonly Gauge[]> {
    const { rss, heapUsed } = process.memoryUsage();
    const size = await measure();
    return [
      { name: 'process_resident_memory_bytes', about: 'Memory that the process takes.', value: rss },
      { name: 'ballast_heap_bytes', about: 'Of it, what JavaScript uses.', value: heapUsed },
      { name: 'ballast_uptime_seconds', about: 'Since the process started.', value: Math.round(process.uptime()) },
      ...(store ? [{ name: 'ballast_streams', about: 'Devices that follow a locker.', value: store.streams() }] : []),
      ...(size
        ? [
            { name: 'ballast_lockers', about: 'Lockers, looked at now and then.', value: size.spaces },
            { name: 'ballast_locker_bytes', about: 'What all of them hold.', value: size.bytes },
          ]
        : []),
    ];
  }

  const app = new Hono();
  app.get('/metrics', async () => {
    const headers = {
      ...createSecurityHeaders({ policy: strictPolicy, tls: false }),
      'cache-control': 'no-store',
      'content-type': 'text/plain; version=0.0.4; charset=utf-8',
    };
    return new Response(metrics.text(await gauges()), { headers });
  });
  app.get(routes.health, () => jsonResponse(health, { status: 200, tls: false }));
  app.all('*', () => refusal('not-found', { tls: false }));
  return app;
}
