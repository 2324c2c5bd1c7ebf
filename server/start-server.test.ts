import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { startServer } from './start-server.ts';

const listen = async (fetch: (request: Request) => Response | Promise<Response>) => {
  const started = await startServer({ fetch, host: '127.0.0.1', port: 0, tls: false });
  if (!started.ok) throw new Error(started.error.tag);
  return { ...started.value, port: Number(new URL(started.value.url).port) };
};

async function exchange(port: number, request: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  socket.write(request);
  let answer = '';
  for await (const chunk of socket.setEncoding('latin1')) answer += chunk as string;
  return answer;
}

test('stops although a request never ends', async () => {
  const arrived = Promise.withResolvers<void>();
  const server = await listen(() => {
    arrived.resolve();
    return new Promise<Response>(() => {});
  });
  const socket = connect(server.port, '127.0.0.1').on('error', () => {});
  socket.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n');
  await arrived.promise;
  const closed = once(socket, 'close');
  await server.stop({ graceMs: 20 });
  await closed;
  expect(socket.destroyed).toBe(true);
});

test('ends a kept connection once its request is answered, without waiting for the client', async () => {
  const arrived = Promise.withResolvers<void>();
  const answer = Promise.withResolvers<Response>();
  const server = await listen(() => {
    arrived.resolve();
    return answer.promise;
  });
  const received = exchange(server.port, 'GET / HTTP/1.1\r\nHost: localhost\r\nConnection: keep-alive\r\n\r\n');
  await arrived.promise;
  const stopped = server.stop({ graceMs: 60_000 });
  answer.resolve(new Response('done'));
  expect(await received).toMatch(/\r\n\r\ndone$/);
  await stopped;
});

test('ends a connection that waits for nothing as soon as it stops', async () => {
  const server = await listen(() => new Response('done'));
  const socket = connect(server.port, '127.0.0.1');
  socket.write('GET / HTTP/1.1\r\nHost: localhost\r\nConnection: keep-alive\r\n\r\n');
  await once(socket, 'data');
  const closed = once(socket.resume(), 'close');
  await server.stop({ graceMs: 60_000 });
  await closed;
  expect(socket.destroyed).toBe(true);
});

test('refuses a request it cannot read in the words of the contract', async () => {
  const server = await listen(() => new Response('reached'));
  const answer = await exchange(server.port, 'GET / HTTP/1.1\r\nHost: a b/c\r\nConnection: close\r\n\r\n');
  expect(answer).toMatch(/^HTTP\/1\.1 400 /);
  expect(answer).toContain("content-security-policy: default-src 'none'");
  expect(answer).toMatch(/\{"error":"bad-request"\}$/);
  await server.stop({ graceMs: 1000 });
});
