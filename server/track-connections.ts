import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { Server as NetServer, type Socket } from 'node:net';

/**
 * Counts the requests open on every connection, so that a stop can tell idle connections from busy ones. Returns the
 * way to stop: no new connection, idle ones ended, busy ones ended once their answers are sent, all cut after `graceMs`.
 *
 * Node's own `server.close()` and `closeIdleConnections()` take a connection for idle as soon as its answer is written,
 * also while most of it still waits to be sent, and cut it off there (seen in Node 24.21). So neither is called.
 */
export function trackConnections(server: Server): (options: { graceMs: number }) => Promise<void> {
  const openRequests = new Map<Socket, number>();
  let stopping = false;

  server.on('connection', (socket: Socket) => {
    openRequests.set(socket, 0);
    socket.once('close', () => openRequests.delete(socket));
  });
  server.on('request', ({ socket }: IncomingMessage, response: ServerResponse) => {
    openRequests.set(socket, (openRequests.get(socket) ?? 0) + 1);
    response.once('close', () => {
      const left = (openRequests.get(socket) ?? 1) - 1;
      if (openRequests.has(socket)) openRequests.set(socket, left);
      if (stopping && left === 0) socket.destroySoon();
    });
  });

  return ({ graceMs }) =>
    new Promise((resolve) => {
      stopping = true;
      const cut = setTimeout(() => openRequests.forEach((_, socket) => socket.destroy()), graceMs);
      NetServer.prototype.close.call(server, () => {
        clearTimeout(cut);
        resolve();
      });
      openRequests.forEach((open, socket) => open === 0 && socket.destroySoon());
    });
}
