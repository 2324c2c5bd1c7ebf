import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { buffer } from 'node:stream/consumers';
import pg from 'pg';

/**
 * A process of its own, and the baseline of `push`: it takes any body and keeps it as it is, in one table, durably,
 * and checks nothing. What comes while the disk is being flushed shares the next transaction.
 */
type Keep = (bodies: readonly Buffer[]) => Promise<void> | void;

function keepInSqlite(folder: string): Keep {
  const db = new DatabaseSync(join(folder, 'bare.sqlite'));
  db.exec(
    'pragma journal_mode = wal; pragma synchronous = full; create table kept (id integer primary key, body blob)',
  );
  const insert = db.prepare('insert into kept (body) values (?)');
  return (bodies) => {
    db.exec('begin');
    for (const body of bodies) insert.run(body);
    db.exec('commit');
  };
}

async function keepInPostgres(url: string): Promise<Keep> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('create table bare (id bigserial primary key, body bytea)');
  return async (bodies) => {
    const places = bodies.map((_, index) => `($${index + 1})`).join(', ');
    await client.query(`insert into bare (body) values ${places}`, [...bodies]);
  };
}

const where = process.argv[2] ?? '';
const keep = where.startsWith('postgres:') ? await keepInPostgres(where) : keepInSqlite(where);
let waiting: { readonly body: Buffer; readonly response: ServerResponse }[] = [];
let isKeeping = false;

async function keepAll(): Promise<void> {
  while (waiting.length > 0) {
    const group = waiting;
    waiting = [];
    await keep(group.map(({ body }) => body));
    for (const { response } of group) {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end('{"cursor":1}');
    }
    // Whatever came meanwhile is read from the sockets first.
    await new Promise(setImmediate);
  }
  isKeeping = false;
}

const server = createServer((request, response) => {
  void buffer(request).then((body) => {
    waiting.push({ body, response });
    if (isKeeping) return;
    isKeeping = true;
    setImmediate(() => void keepAll());
  });
});
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`address  http://127.0.0.1:${(server.address() as AddressInfo).port}/\n`);
});
process.on('SIGTERM', () => process.exit(0));
