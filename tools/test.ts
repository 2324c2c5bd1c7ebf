import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { countTests, type Count } from './count-tests.ts';
import { runProgram } from './run-program.ts';

const root = join(import.meta.dirname, '..');
const reports = mkdtempSync(join(tmpdir(), 'ballast-tests-'));
const minute = 60_000;

/** The whole may take 35 minutes. What the others leave of it is the browser's. */
const end = Date.now() + 34 * minute;
const steps: readonly { name: string; limit: number; run: (signal: AbortSignal) => Promise<Count> }[] = [
  { name: 'check', limit: 3 * minute, run: runCheck },
  { name: 'unit', limit: 9 * minute, run: (signal) => runTests('unit', signal) },
  { name: 'browser', limit: 30 * minute, run: (signal) => runTests('browser', signal) },
];

const interrupted = new AbortController();
process.on('SIGINT', () => interrupted.abort());
process.on('SIGTERM', () => interrupted.abort());

const counts: Count[] = [];
const lines: string[] = [];
for (const { name, limit, run } of steps) {
  process.stdout.write(`\n== ${name}\n`);
  const left = Math.min(limit, end - Date.now());
  const tooLong = AbortSignal.timeout(left);
  const count = await run(AbortSignal.any([tooLong, interrupted.signal])).catch((error: unknown): Count => {
    process.stderr.write(`${String(error)}\n`);
    return { passed: 0, failed: 1 };
  });
  counts.push(count);
  const remark = tooLong.aborted ? ` (ended after ${Math.round(left / minute)} minutes)` : '';
  lines.push(`${name.padEnd(8)} ${summary([count])}${remark}`);
}
rmSync(reports, { recursive: true });

process.exitCode = counts.every(({ failed }) => failed === 0) ? 0 : 1;
process.stdout.write(`\n${lines.join('\n')}\n${summary(counts)}\n`);

async function runCheck(signal: AbortSignal): Promise<Count> {
  const { code } = await runProgram('npm', ['run', '--silent', 'check'], { cwd: root, output: 'show', signal });
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

async function runTests(project: string, signal: AbortSignal): Promise<Count> {
  const report = join(reports, `${project}.json`);
  const vitest = join(root, 'node_modules/vitest/vitest.mjs');
  const args = [vitest, 'run', '--project', project, '--reporter=default', '--reporter=json'];
  const { code } = await runProgram(process.execPath, [...args, `--outputFile.json=${report}`], {
    cwd: root,
    output: 'show',
    signal,
  });
  return countTests(existsSync(report) ? readFileSync(report, 'utf8') : undefined, signal.aborted ? null : code);
}

function summary(of: readonly Count[]): string {
  const sum = (key: keyof Count) => of.reduce((total, count) => total + count[key], 0);
  return `${sum('passed')} passed, ${sum('failed')} failed`;
}
