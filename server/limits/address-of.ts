import type { HttpBindings } from '@hono/node-server';
import { networkOf } from './network-of.ts';

type Connection = { readonly incoming?: Pick<HttpBindings['incoming'], 'socket'> };

/**
 * From where a request comes, as one that is counted; empty when nobody can say. Behind a proxy it is what the proxy
 * added last to `x-forwarded-for`; everything before that may be anybody's invention.
 */
export function addressOf(
  connection: unknown,
  forwardedFor: string | undefined,
  { isBehindProxy }: { readonly isBehindProxy: boolean },
): string {
  const forwarded = isBehindProxy ? forwardedFor?.split(',').at(-1)?.trim() : undefined;
  const socket = (connection as Connection | undefined)?.incoming?.socket.remoteAddress;
  return networkOf(withoutPort(forwarded ?? '')) ?? networkOf(socket ?? '') ?? '';
}

/** Some proxies write `192.0.2.7:443` or `[2001:db8::7]:443`. */
const withoutPort = (entry: string) => /^\[(.*)\](?::\d+)?$/.exec(entry)?.[1] ?? entry.replace(/^([\d.]+):\d+$/, '$1');
