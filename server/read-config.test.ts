import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readConfig } from './read-config.ts';

test('listens on this machine only, without TLS, unless told otherwise', () => {
  const config = readConfig({}, '/srv/ballast');
  expect(config).toMatchObject({
    ok: true,
    value: { host: '127.0.0.1', port: 4321, dataDir: '/srv/ballast/data', tls: false },
  });
});

test('takes every setting from the environment', () => {
  const env = {
    HOST: '::',
    PORT: '0',
    BALLAST_DATA: '../d',
    BALLAST_WEB: 'w',
    BALLAST_TLS: '1',
    BALLAST_APP_ORIGINS: 'https://a.example, http://localhost:5173',
  };
  expect(readConfig(env, '/srv/ballast')).toEqual({
    ok: true,
    value: {
      host: '::',
      port: 0,
      dataDir: '/srv/d',
      webDir: '/srv/ballast/w',
      tls: true,
      appOrigins: ['https://a.example', 'http://localhost:5173'],
    },
  });
});

test('carries lockers only when it is told who may make one', () => {
  const env = { DATABASE_URL: 'postgresql://db/ballast', BALLAST_LOCKER_MB: '50' };
  expect(readConfig(env, '/srv')).toMatchObject({ ok: true, value: { dataDir: '/srv/data' } });
  expect(readConfig(env, '/srv')).not.toHaveProperty('value.lockers');
  expect(readConfig({ ...env, BALLAST_LOCKERS: 'voucher' }, '/srv')).toHaveProperty('value.lockers', {
    policy: 'voucher',
    databaseUrl: 'postgresql://db/ballast',
    largestSpace: 50_000_000,
    months: 24,
    limits: { rate: 1, isBehindProxy: false },
    mostStreams: 20_000,
  });
});

test('limits how often is asked, by more, by less or not at all', () => {
  const limitsOf = (env: Record<string, string>) => {
    const config = readConfig({ BALLAST_LOCKERS: 'open', ...env }, '/srv');
    return config.ok ? config.value.lockers?.limits : config.error;
  };
  expect(limitsOf({ BALLAST_RATE: '2.5', BALLAST_PROXY: '1' })).toEqual({ rate: 2.5, isBehindProxy: true });
  expect(limitsOf({ BALLAST_RATE: '0' })).toBe(undefined);
});

test('shows numbers only when it is told where, and then on this machine only', () => {
  expect(readConfig({ BALLAST_METRICS_HOST: '0.0.0.0' }, '/srv')).not.toHaveProperty('value.metrics');
  expect(readConfig({ BALLAST_METRICS_PORT: '9464' }, '/srv')).toHaveProperty('value.metrics', {
    host: '127.0.0.1',
    port: 9464,
  });
});

test.each([
  ['PORT', ''],
  ['PORT', '65536'],
  ['PORT', '-1'],
  ['PORT', '80a'],
  ['PORT', '1e3'],
  ['PORT', ' 80'],
  ['HOST', ''],
  ['HOST', 'http://x/'],
  ['BALLAST_TLS', 'yes'],
  ['BALLAST_LOG', 'xml'],
  ['BALLAST_METRICS_PORT', ''],
  ['BALLAST_METRICS_HOST', 'http://x'],
  ['BALLAST_APP_ORIGINS', ''],
  ['BALLAST_APP_ORIGINS', '*'],
  ['BALLAST_APP_ORIGINS', 'https://*.example'],
  ['BALLAST_APP_ORIGINS', 'https://a.example/'],
  ['BALLAST_APP_ORIGINS', 'https://a.example,b.example'],
  ['BALLAST_DATA', ''],
  ['BALLAST_LOCKERS', ''],
  ['BALLAST_LOCKERS', 'everyone'],
  ['BALLAST_LOCKER_MB', '0'],
  ['BALLAST_STREAMS', '0'],
  ['DATABASE_URL', 'mysql://x'],
  ['BALLAST_LOCKER_MONTHS', '-1'],
  ['BALLAST_LOCKER_MONTHS', '1.5'],
  ['BALLAST_RATE', ''],
  ['BALLAST_RATE', '-1'],
  ['BALLAST_RATE', 'none'],
  ['BALLAST_PROXY', 'yes'],
])('refuses %s="%s"', (name, value) => {
  expect(readConfig({ [name]: value }, '/srv/ballast')).toMatchObject({
    ok: false,
    error: [{ tag: 'bad-setting', name }],
  });
});

test('refuses a data folder that is a file', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'ballast-config-')), 'data');
  writeFileSync(file, '');
  expect(readConfig({ BALLAST_DATA: file }, '/')).toMatchObject({ ok: false, error: [{ name: 'BALLAST_DATA' }] });
});

test('tells all that is wrong at once', () => {
  const config = readConfig({ PORT: 'x', BALLAST_TLS: 'x' }, '/');
  expect(config.ok ? [] : config.error.map(({ name }) => name)).toEqual(['PORT', 'BALLAST_TLS']);
});
