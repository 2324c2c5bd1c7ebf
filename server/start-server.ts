import { createServer, type Server, type ServerOptions } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener, RequestError } from '@hono/node-server';
import { err, ok, type Result } from '#core/result.ts';
import { refusal } from './json-response.ts';
import { trackConnections } from './track-connections.ts';

export type RunningServer = {
  readonly url: string;
  /** Takes no new connection, lets open requests finish, and cuts what is still open after `graceMs`. */
  readonly stop: (options: { graceMs: number }) => Promise<void>;
};

export type CannotListen = {
  readonly tag: 'port-in-use' | 'port-not-allowed' | 'host-not-here' | 'cannot-listen';
};

type StartOptions = {
  readonly fetch: (request: Request) => Response | Promise<Response>;
  readonly host: string;
  readonly port: number;
  readonly tls: boolean;
  /** How long headers and whole requests may take, and how often that is looked at, in ms. Unless set, as Node has it. */
  readonly timeouts?: Pick<ServerOptions, 'headersTimeout' | 'requestTimeout' | 'connectionsCheckingInterval'>;
};

/** After a restart thousands come back in the same second; with Node's own 511 the rest would wait a second and more. */
const BACKLOG = 4_096;

const tagByCode: Record<string, CannotListen['tag']> = {
  EADDRINUSE: 'port-in-use',
  EACCES: 'port-not-allowed',
  EADDRNOTAVAIL: 'host-not-here',
  ENOTFOUND: 'host-not-here',
  EAI_AGAIN: 'host-not-here',
};

export async function startServer(options: StartOptions): Promise<Result<RunningServer, CannotListen>> {
  const errorHandler = (error: unknown) =>
    refusal(error instanceof RequestError ? 'bad-request' : 'server-failed', { tls: options.tls });
  const answer = getRequestListener(options.fetch, { hostname: options.host, errorHandler });
  const server = createServer(options.timeouts ?? {}, (request, response) => void answer(request, response));
  const stop = trackConnections(server);
  return new Promise((resolve) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      resolve(err({ tag: tagByCode[error.code ?? ''] ?? 'cannot-listen' }));
    });
    server.listen({ port: options.port, host: options.host, backlog: BACKLOG }, () => {
      resolve(ok({ url: urlOf(server, options.host), stop }));
    });
  });
}

function urlOf(server: Server, host: string): string {
  const { port } = server.address() as AddressInfo;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}/`;
}
