import { sql } from 'kysely';
import pg from 'pg';
import { createListeners, type Notices } from './notices.ts';

const CHANNEL = 'ballast_spaces';
const SHORTEST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 5_000;
/** A connection whose other end is gone says nothing by itself. */
const BEAT_MS = 15_000;
const PATIENCE_MS = 10_000;

/** Hears through a connection of its own, made when somebody listens and made again whenever it is lost. */
export function createPostgresNotices(url: string): Notices & { readonly close: () => Promise<void> } {
  const { listen, hear, count } = createListeners();
  let client: pg.Client | undefined;
  let again: NodeJS.Timeout | undefined;
  let pause = SHORTEST_PAUSE_MS;
  let closed = false;

  async function connect(): Promise<void> {
    const made = new pg.Client({
      connectionString: url,
      connectionTimeoutMillis: PATIENCE_MS,
      query_timeout: PATIENCE_MS,
      application_name: 'ballast notices',
    });
    client = made;
    const beat = setInterval(() => void made.query('select 1').catch(lose), BEAT_MS);
    function lose(): void {
      clearInterval(beat);
      if (client !== made) return;
      client = undefined;
      void made.end().catch(() => undefined);
      if (closed) return;
      again = setTimeout(() => void connect(), pause);
      pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
    }
    made.on('error', lose);
    made.on('end', lose);
    made.on('notification', ({ payload }) => payload?.split(' ').forEach(hear));
    try {
      await made.connect();
      await made.query(`listen ${CHANNEL}`);
      pause = SHORTEST_PAUSE_MS;
      hear(null);
    } catch {
      lose();
    }
  }

  return {
    async tell(writer, spaces) {
      // A notice carries 8,000 bytes at most, and no act touches so many spaces.
      if (spaces.length === 0) return;
      await sql`select pg_notify(${CHANNEL}, ${spaces.join(' ')})`.execute(writer);
    },
    listen(heard) {
      if (count() === 0 && client === undefined && again === undefined) void connect();
      return listen(heard);
    },
    async close() {
      closed = true;
      clearTimeout(again);
      const last = client;
      client = undefined;
      await last?.end().catch(() => undefined);
    },
  };
}
