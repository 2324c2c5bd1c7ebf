import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { circumstancesInWords, type Circumstances, type Machine } from './machine.ts';
import type { Measurement } from './measurement.ts';
import { toMarkdownTable } from './table.ts';

/** One part as it was last measured. Parts may stem from different days. */
export type PartResult = {
  readonly about: string;
  /** YYYY-MM-DD. */
  readonly day: string;
  readonly machine: Machine;
  /** Not noted yet for parts that were measured long ago. */
  readonly circumstances?: Circumstances;
  readonly measurements: readonly Measurement[];
};
export type Results = { readonly [part: string]: PartResult };

const root = join(import.meta.dirname, '..');
const resultsFile = join(root, 'bench/results.json');
const reportFile = join(root, 'docs/benchmarks.md');

const introduction = `# Benchmarks

Written by \`npm run bench\`, which builds the app, serves it with the real server and drives a real browser. Every figure
stands beside a baseline measured in the same run, round by round in turn; a figure is the middle of its rounds, with the
least and the most in brackets. Milliseconds differ from machine to machine, ratios much less. A missed target is told
here and fails nothing.`;

/** The parts just measured take the place of what stood there; the others stay as they were. */
export function writeResults(measured: Results, order: readonly string[]): void {
  const before = existsSync(resultsFile) ? (JSON.parse(readFileSync(resultsFile, 'utf8')) as Results) : {};
  const known = { ...before, ...measured };
  const results = Object.fromEntries(order.flatMap((name) => (known[name] ? [[name, known[name]]] : [])));
  writeFileSync(resultsFile, `${JSON.stringify(results, null, 2)}\n`);
  writeFileSync(reportFile, toReport(results));
}

export function toReport(results: Results): string {
  const sections = Object.entries(results).map(
    ([name, { about, day, machine, circumstances, measurements }]) =>
      `## ${name}\n\n${wrap(about)}\n\n${toMarkdownTable(measurements)}\n\n` +
      wrap(
        `Measured on ${day}: ${machine.cores} cores, Node ${machine.node}, Chromium ${machine.chromium}` +
          `${circumstances ? `; ${circumstancesInWords(circumstances)}` : ''}.`,
      ),
  );
  return `${[introduction, ...sections].join('\n\n')}\n`;
}

const WIDTH = 120;

function wrap(text: string): string {
  const [first = '', ...rest] = text.split(' ');
  const lines: string[] = [];
  let line = first;
  for (const word of rest) {
    if (line.length + 1 + word.length <= WIDTH) line += ` ${word}`;
    else {
      lines.push(line);
      line = word;
    }
  }
  return [...lines, line].join('\n');
}
