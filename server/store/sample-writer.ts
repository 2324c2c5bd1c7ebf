import { openPostgres } from './postgres.ts';
import { createPushing, type PushedOperation } from './push-operations.ts';
import { sampleChain, sampleId } from './sample-operations.ts';
import { openSqlite } from './sqlite.ts';
import { createSpace } from './spaces.ts';

/**
 * A process of its own: fifty devices write into one space as fast as they are answered, and each answer is printed
 * as `space device seq hash`. It ends when it is killed.
 */
const WRITERS = 50;
const CHAIN = 400;

async function open(where: string) {
  if (where.startsWith('postgres:')) return openPostgres(where);
  const opened = await openSqlite(where);
  if (!opened.ok) throw new Error(opened.error.tag);
  return opened.value;
}

const database = await open(process.argv[2] ?? '');
const space = sampleId();
const now = Date.now();
const push = createPushing(database);
await createSpace(database, { space, device: sampleId(), signKey: new Uint8Array(65), voucher: null, now });

async function write(first: PushedOperation, device: string): Promise<void> {
  const batch = { space, device, operations: [first] as const, signature: new Uint8Array(64), now, largestSpace: 1e9 };
  const pushed = await push(batch);
  if (!pushed.ok) throw new Error(pushed.error.tag);
  process.stdout.write(`${space} ${device} ${first.seq} ${first.hash}\n`);
}

await Promise.all(
  Array.from({ length: WRITERS }, async () => {
    const device = sampleId();
    for (const operation of sampleChain(CHAIN, 300)) await write(operation, device);
  }),
);
