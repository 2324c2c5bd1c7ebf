import { encodeFrames } from '#contract/frames.ts';
import { routes } from '#contract/routes.ts';
import { NO_HASH } from '#vault/public/hash.ts';
import type { sampleDevice } from '#server/lockers/sample-device.ts';
import { known } from '../known.ts';
import { openKeepAliveLine, toRequest } from './keep-alive-line.ts';

export type Device = Awaited<ReturnType<typeof sampleDevice>>;

/** Seals and signs beforehand what a device will push, one operation a request, from where its chain ends. */
export function createPusher(device: Device, start = { seq: 0, hash: NO_HASH }) {
  let { seq, hash } = start;
  const next = async (): Promise<Uint8Array> => {
    const operation = await device.seal('operation', ++seq, hash);
    ({ hash } = operation);
    return encodeFrames([await device.signHead(operation), operation.bytes]);
  };
  return {
    next,
    async nextRequests(count: number): Promise<readonly Buffer[]> {
      const requests: Buffer[] = [];
      for (let n = 0; n < count; n++) requests.push(toRequest(routes.push, device.authorization(), await next()));
      return requests;
    },
  };
}

/** `perSecond`: pushes that were answered. The rest: how long one took, in ms. */
export type Pushed = { readonly perSecond: number; readonly p50: number; readonly p99: number };

/**
 * Every device sends its next as soon as its last is answered; the devices are spread evenly over the servers. Lines are
 * opened anew each time, before the clock starts: a server closes those that are quiet for some seconds.
 */
export async function pushAll(urls: readonly URL[], requests: readonly (readonly Buffer[])[]): Promise<Pushed> {
  const lines = await Promise.all(
    requests.map((_, device) => openKeepAliveLine(known(urls[device % urls.length], 'server'))),
  );
  const took: number[] = [];
  const start = performance.now();
  await Promise.all(
    lines.map(async (line, device) => {
      for (const request of known(requests[device], 'such device')) {
        const asked = performance.now();
        const status = await line.ask(request);
        if (status !== 200) throw new Error(`A push was answered by ${status}.`);
        took.push(performance.now() - asked);
      }
    }),
  );
  const seconds = (performance.now() - start) / 1_000;
  for (const line of lines) line.close();
  took.sort((a, b) => a - b);
  const at = (part: number) => known(took[Math.min(took.length - 1, Math.floor(took.length * part))], 'push');
  return { perSecond: took.length / seconds, p50: at(0.5), p99: at(0.99) };
}
