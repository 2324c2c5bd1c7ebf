import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { startServer } from '../start-server.ts';
import { addressOf } from './address-of.ts';

const from = (remoteAddress: string | undefined) => ({ incoming: { socket: { remoteAddress } } });
const direct = { isBehindProxy: false };
const behind = { isBehindProxy: true };

test.each([
  ['the socket', from('192.0.2.1'), undefined, direct, '192.0.2.1'],
  ['the socket, whatever a header says', from('192.0.2.1'), '198.51.100.9', direct, '192.0.2.1'],
  ['what the proxy says', from('127.0.0.1'), '198.51.100.9', behind, '198.51.100.9'],
  ['what the proxy says last', from('127.0.0.1'), '203.0.113.5, 198.51.100.9', behind, '198.51.100.9'],
  ['what the proxy says, with its port', from('127.0.0.1'), '198.51.100.9:4711', behind, '198.51.100.9'],
  ['what the proxy says, in brackets', from('127.0.0.1'), '[2001:db8::1]:4711', behind, '2001:db8:0:0::/64'],
  ['the proxy itself, when it says nothing', from('127.0.0.1'), undefined, behind, '127.0.0.1'],
  ['the proxy itself, when it says nothing of use', from('127.0.0.1'), 'unknown', behind, '127.0.0.1'],
  ['nobody', undefined, undefined, direct, ''],
  ['nobody, once the connection is gone', from(undefined), undefined, direct, ''],
])('counts %s', (_, connection, forwardedFor, options, address) => {
  expect(addressOf(connection, forwardedFor, options)).toBe(address);
});

test('finds the address of a real connection', async () => {
  const app = new Hono().get('/', ({ env, text }) => text(addressOf(env, undefined, direct)));
  const started = await startServer({ fetch: app.fetch, host: '127.0.0.1', port: 0, tls: false });
  const server = started.ok ? started.value : null;
  expect(await (await fetch(server?.url ?? '')).text()).toBe('127.0.0.1');
  await server?.stop({ graceMs: 1_000 });
});
