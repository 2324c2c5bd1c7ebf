import { once } from 'node:events';
import { connect } from 'node:net';

const END_OF_HEAD = '\r\n\r\n';

/** As few steps as it can be: on the same cores, whoever asks takes time from whoever answers. */
export function toRequest(path: string, authorization: string, body: Uint8Array): Buffer {
  const head =
    `POST ${path} HTTP/1.1\r\nhost: localhost\r\nauthorization: ${authorization}\r\n` +
    `content-type: application/octet-stream\r\ncontent-length: ${body.length}${END_OF_HEAD}`;
  return Buffer.concat([Buffer.from(head, 'latin1'), body]);
}

/** One connection that stays open, for one request after the other. */
export async function openKeepAliveLine(url: URL) {
  const socket = connect(Number(url.port), url.hostname).setNoDelay(true);
  let read = Buffer.alloc(0);
  let waiting: { readonly resolve: (status: number) => void; readonly reject: (error: Error) => void } | undefined;

  socket.on('data', (data) => {
    read = read.length === 0 ? data : Buffer.concat([read, data]);
    const end = read.indexOf(END_OF_HEAD);
    if (end < 0) return;
    const head = read.toString('latin1', 0, end);
    const isChunked = /^transfer-encoding: chunked\r?$/im.test(head);
    const length = Number(/^content-length: (\d+)\r?$/im.exec(head)?.[1] ?? 0);
    const body = read.subarray(end + END_OF_HEAD.length);
    if (isChunked ? !body.toString('latin1').endsWith(`0${END_OF_HEAD}`) : body.length < length) return;
    read = Buffer.alloc(0);
    waiting?.resolve(Number(head.slice(9, 12)));
  });
  socket.on('error', (error) => waiting?.reject(error));
  socket.on('close', () => waiting?.reject(new Error('The server closed the connection.')));
  await once(socket, 'connect');

  return {
    /** The status of the answer, once all of it is here. */
    ask: (request: Buffer): Promise<number> =>
      new Promise((resolve, reject) => {
        if (socket.destroyed) throw new Error('The server has closed the connection.');
        waiting = { resolve, reject };
        socket.write(request);
      }),
    close: () => void socket.destroy(),
  };
}
