import { afterEach, beforeEach, expect, test } from 'vitest';
import { routes } from '#contract/routes.ts';
import { pullEverything } from '#web/adapters/locker/adopt.ts';
import { openLine, type Line, type Transport } from '#web/adapters/locker/line.ts';
import { sampleDevice, valueOf, type SampleDevice } from './sample-device.ts';
import { sampleServer, type SampleServer } from './sample-server.ts';

let server: SampleServer;
let phone: SampleDevice;
beforeEach(async () => {
  server = await sampleServer({ largestPull: 1_500 });
  phone = await sampleDevice(server.transport);
  await phone.openLocker();
  for (let n = 1; n <= 5; n++) await phone.write(n);
  await phone.sync();
});
afterEach(() => server.close());

function lineOver(transport: Transport): Line {
  const { keyring, keys } = phone.space();
  return openLine(transport, { space: keyring.space, device: keyring.device.id, sign: keys.sign });
}

test('gives everything once and in its order, page by page', async () => {
  const pages = valueOf(await pullEverything(phone.line()));
  expect(pages.length).toBeGreaterThan(2);
  const one = await Promise.all(pages.map((_, n) => phone.line().pull(n === 0 ? 0 : pages[n - 1]!.cursor)));
  expect(one.map((page) => valueOf(page))).toEqual(pages);
  expect(pages.flatMap(({ things }) => things)).toHaveLength(6);
});

test('has asked for the next page before the first one has come', async () => {
  const { promise: isAsked, resolve } = Promise.withResolvers<void>();
  let pulls = 0;
  const held: Transport = async (path, init) => {
    if (path !== routes.pull) return server.transport(path, init);
    pulls += 1;
    if (pulls > 1) resolve();
    const answer = await server.transport(path, init);
    if (pulls > 1) return answer;
    const bytes = new Uint8Array(await answer.arrayBuffer());
    const body = new ReadableStream<Uint8Array>({
      start: async (controller) => {
        await isAsked;
        controller.enqueue(bytes);
        controller.close();
      },
    });
    return new Response(body, { headers: answer.headers });
  };
  const pages = valueOf(await pullEverything(lineOver(held)));
  expect(pages).toEqual(valueOf(await pullEverything(phone.line())));
});

test('says that the line broke when a later page breaks off', async () => {
  let pulls = 0;
  const broken: Transport = async (path, init) => {
    const answer = await server.transport(path, init);
    if (path !== routes.pull || ++pulls < 3) return answer;
    const body = new ReadableStream<Uint8Array>({ start: (controller) => controller.error(new Error('gone')) });
    return new Response(body, { headers: answer.headers });
  };
  expect(await pullEverything(lineOver(broken))).toEqual({ ok: false, error: { type: 'unreachable' } });
});
