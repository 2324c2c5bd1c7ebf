import { expect, test } from 'vitest';
import { createApp, type AppOptions } from './app.ts';
import { writeSampleSite } from './write-sample-site.ts';

const appOrigin = 'https://app.example.org';
const webDir = writeSampleSite();

function start(more: Partial<AppOptions> = {}) {
  const created = createApp({
    webDir,
    version: '1.2.3',
    tls: false,
    isStopping: () => false,
    onBug: () => {},
    appOrigins: [appOrigin, 'http://localhost:5173'],
    ...more,
  });
  if (!created.ok) throw new Error(created.error.tag);
  return created.value;
}
const ask = (app: ReturnType<typeof start>, path: string, origin: string | undefined, method = 'GET') =>
  app.request(path, {
    method,
    headers: {
      ...(origin !== undefined && { origin }),
      ...(method === 'OPTIONS' && { 'access-control-request-method': 'POST' }),
    },
  });
const corsOf = ({ headers }: Response) =>
  Object.fromEntries([...headers].filter(([name]) => name.startsWith('access-control-')));

test('answers before a request what an app from a known origin may ask', async () => {
  for (const path of ['/api/pull', '/health']) {
    const answer = await ask(start(), path, appOrigin, 'OPTIONS');
    expect(answer.status).toBe(204);
    expect(corsOf(answer)).toEqual({
      'access-control-allow-origin': appOrigin,
      'access-control-allow-methods': 'GET, POST',
      'access-control-allow-headers': 'authorization, content-type',
      'access-control-max-age': '7200',
    });
    expect(answer.headers.get('content-security-policy')).toMatch(/^default-src 'none'/);
  }
});

test('lets an app from a known origin read answers and refusals, and no one else', async () => {
  const app = start();
  for (const path of ['/health', '/api/nothing']) {
    const known = await ask(app, path, 'http://localhost:5173');
    expect(corsOf(known), path).toEqual({
      'access-control-allow-origin': 'http://localhost:5173',
      'access-control-expose-headers': 'ballast-cursor, ballast-more, ballast-latest, ballast-seen, retry-after',
    });
    expect(known.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
    expect(known.headers.get('vary')).toContain('origin');
    for (const origin of ['https://evil.example', 'https://app.example.org.evil.example', 'null', '', undefined]) {
      const other = await ask(app, path, origin);
      expect(corsOf(other), origin).toEqual({});
      expect(other.headers.get('cross-origin-resource-policy')).toBe('same-origin');
      expect((await ask(app, path, origin, 'OPTIONS')).headers.get('access-control-allow-origin')).toBe(null);
    }
  }
});

test('keeps the app itself to its own origin', async () => {
  const page = await ask(start(), '/da', appOrigin);
  expect(corsOf(page)).toEqual({});
  expect(page.headers.get('cross-origin-resource-policy')).toBe('same-origin');
});

test('lets the app read also that the server stops', async () => {
  const answer = await ask(start({ isStopping: () => true }), '/health', appOrigin);
  expect(answer.status).toBe(503);
  expect(answer.headers.get('access-control-allow-origin')).toBe(appOrigin);
});

test('says nothing of origins unless it is told some', async () => {
  const answer = await ask(start({ appOrigins: [] }), '/health', appOrigin);
  expect(corsOf(answer)).toEqual({});
  expect(answer.headers.get('vary')).toBe(null);
});
