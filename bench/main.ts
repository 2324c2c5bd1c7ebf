import { checkIn } from './check-in.ts';
import { lcp } from './lcp.ts';
import { growth } from './lockers/growth.ts';
import { newDevice } from './lockers/new-device.ts';
import { push } from './lockers/push.ts';
import { serverMemory } from './lockers/server-memory.ts';
import { circumstancesInWords, countFlushes, describeMachine, loadNow } from './machine.ts';
import type { Part } from './part.ts';
import { writeResults, type PartResult } from './report.ts';
import { serveCopy } from './serve-copy.ts';
import { sizes } from './sizes.ts';
import { space } from './space.ts';
import { toTextTable } from './table.ts';

const parts: readonly Part[] = [sizes, lcp, space, checkIn, newDevice, push, serverMemory, growth];
const say = (line: string): void => void process.stdout.write(`${line}\n`);

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => parts.every((part) => part.name !== name));

if (unknown.length > 0) {
  process.stderr.write(`There is no ${unknown.join(', ')}. There are: ${parts.map(({ name }) => name).join(', ')}.\n`);
  process.exitCode = 1;
} else {
  await run(wanted.length === 0 ? parts : parts.filter(({ name }) => wanted.includes(name)));
}

async function run(chosen: readonly Part[]): Promise<void> {
  const machine = await describeMachine();
  const day = new Date().toISOString().slice(0, 10);
  const served = await serveCopy(chosen, say);
  const results: Record<string, PartResult> = {};
  try {
    for (const { name, about, measure } of chosen) {
      say(`\n${name}`);
      const before = { flushes: countFlushes(), loadBefore: loadNow() };
      const measurements = await measure(served, say);
      const circumstances = { ...before, loadAfter: loadNow() };
      results[name] = { about, day, machine, circumstances, measurements };
      say(toTextTable(measurements));
      say(circumstancesInWords(circumstances));
    }
  } finally {
    await served.stop();
  }
  writeResults(
    results,
    parts.map(({ name }) => name),
  );
}
