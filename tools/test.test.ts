import { cpSync, mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { runProgram } from './run-program.ts';

const passing = `import { test } from 'vitest'; test('passes', () => {});`;
const failing = `import { test } from 'vitest'; test('fails', () => { throw new Error('on purpose'); });`;
const crashing = `import { test } from 'vitest'; test('ends its runner', () => { process.kill(process.ppid, 'SIGKILL'); });`;
const config = `export default { test: { projects: [
  { test: { name: 'unit', include: ['unit/*.test.ts'] } },
  { test: { name: 'browser', include: ['browser/*.test.ts'] } },
] } };`;

/** Runs the real program in a small project of its own. */
async function runTests(check: string, files: Record<string, string>) {
  const root = mkdtempSync(join(tmpdir(), 'ballast-tests-'));
  const write = (name: string, text: string) => {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  };
  for (const name of ['test.ts', 'run-program.ts', 'count-tests.ts']) {
    cpSync(join(import.meta.dirname, name), join(root, 'tools', name));
  }
  symlinkSync(join(import.meta.dirname, '../node_modules'), join(root, 'node_modules'));
  write('package.json', JSON.stringify({ type: 'module', scripts: { check } }));
  write('vitest.config.ts', config);
  for (const [name, text] of Object.entries(files)) write(name, text);

  const { code, output } = await runProgram(process.execPath, ['tools/test.ts'], { cwd: root, output: 'collect' });
  return { code, lastLine: output.trimEnd().split('\n').at(-1), output };
}

test('ends with 0 and the sum when all is well', { timeout: 60_000 }, async () => {
  const { code, lastLine } = await runTests('node -e 0', { 'unit/a.test.ts': passing, 'browser/a.test.ts': passing });
  expect([code, lastLine]).toEqual([0, '3 passed, 0 failed']);
});

test('runs every step, and ends with 1 and the sum, when some fail or crash', { timeout: 60_000 }, async () => {
  const { code, lastLine, output } = await runTests('node -e "process.abort()"', {
    'unit/a.test.ts': passing,
    'unit/b.test.ts': failing,
    'browser/a.test.ts': crashing,
  });
  expect([code, lastLine]).toEqual([1, '1 passed, 3 failed']);
  expect(output).toMatch(/^check {4}0 passed, 1 failed\nunit {5}1 passed, 1 failed\nbrowser {2}0 passed, 1 failed$/m);
});
