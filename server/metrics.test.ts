import { expect, test } from 'vitest';
import { createMetricsApp } from './metrics-app.ts';
import { createMetrics } from './metrics.ts';

test('counts answers by how long they took', () => {
  const metrics = createMetrics('1.2.3');
  for (const seconds of [0.001, 0.02, 0.02, 3, 60]) metrics.add({ route: 'push', status: 200, seconds });
  metrics.add({ route: 'push', status: 409, seconds: 0.001 });
  const lines = metrics.text([]).split('\n');
  for (const line of [
    'ballast_info{version="1.2.3"} 1',
    '# TYPE ballast_request_seconds histogram',
    'ballast_requests_total{route="push",status="2xx"} 5',
    'ballast_requests_total{route="push",status="4xx"} 1',
    'ballast_request_seconds_bucket{route="push",le="0.005"} 2',
    'ballast_request_seconds_bucket{route="push",le="0.025"} 4',
    'ballast_request_seconds_bucket{route="push",le="10"} 5',
    'ballast_request_seconds_bucket{route="push",le="+Inf"} 6',
    'ballast_request_seconds_count{route="push"} 6',
  ])
    expect(lines).toContain(line);
});

test('looks at all lockers rarely, and goes on without them while the database is away', async () => {
  let [now, looks, isAway] = [0, 0, false];
  const measure = () => {
    looks += 1;
    return isAway ? Promise.reject(new Error('away')) : Promise.resolve({ spaces: looks, bytes: 10 * looks });
  };
  const app = createMetricsApp({
    metrics: createMetrics('1'),
    health: { server: 'ballast', version: '1' },
    store: { measure, streams: () => 7 },
    now: () => now,
  });
  const numbers = async () =>
    (await (await app.request('/metrics')).text()).match(/^ballast_(streams|locker\w+) \d+$/gm);
  expect(await numbers()).toEqual(['ballast_streams 7', 'ballast_lockers 1', 'ballast_locker_bytes 10']);
  await numbers();
  expect(looks).toBe(1);
  now += 6 * 60_000;
  isAway = true;
  expect(await numbers()).toEqual(['ballast_streams 7', 'ballast_lockers 1', 'ballast_locker_bytes 10']);
  isAway = false;
  expect(await numbers()).toEqual(['ballast_streams 7', 'ballast_lockers 3', 'ballast_locker_bytes 30']);
});
