import { join } from 'node:path';
import { runProgram } from './run-program.ts';

/** `npm run check [-- name …]`: one line a check, and the output of those that failed. */
type Check = {
  readonly name: string;
  /** Run one after the other with this Node, until one fails. */
  readonly programs: readonly (readonly [file: string, ...args: string[]])[];
  /** Its last line says how it stands. */
  readonly sumsUp?: true;
};

const packages = 'node_modules';
/** tsconfig.json extends what SvelteKit writes: a fresh clone does not have it yet. */
const writeConfig = [`${packages}/@sveltejs/kit/svelte-kit.js`, 'sync'] as const;
const checks: readonly Check[] = [
  { name: 'format', programs: [[`${packages}/prettier/bin/prettier.cjs`, '--check', '--log-level', 'warn', '.']] },
  { name: 'lint', programs: [writeConfig, [`${packages}/oxlint/bin/oxlint`, '--type-aware', '--deny-warnings']] },
  {
    name: 'types',
    programs: [
      writeConfig,
      // Also reports what is wrong in plain .ts files, since it is given the tsconfig.
      [`${packages}/svelte-check/bin/svelte-check`, '--tsgo', '--tsconfig', './tsconfig.json', '--fail-on-warnings'],
      // Left out of that one, as SvelteKit wants it.
      [`${packages}/@typescript/native/bin/tsc`, '-p', 'web/service-worker'],
      // core again, without the types of a browser and of Node.
      [`${packages}/@typescript/native/bin/tsc`, '-p', 'tools/arrows/tsconfig.core.json'],
    ],
  },
  { name: 'arrows', programs: [['tools/arrows/main.ts']], sumsUp: true },
  { name: 'dead code', programs: [[`${packages}/knip/bin/knip.js`]] },
  { name: 'content', programs: [['tools/check-content/main.ts']], sumsUp: true },
  { name: 'coverage', programs: [['tools/coverage/main.ts', '--check']] },
];

const root = join(import.meta.dirname, '..');
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !checks.some((check) => check.name === name));
if (unknown.length > 0) {
  process.stderr.write(
    `no such check: ${unknown.join(', ')}; there are ${checks.map(({ name }) => name).join(', ')}\n`,
  );
  process.exit(2);
}
const failures: string[] = [];

for (const { name, programs, sumsUp } of checks.filter((check) => asked.length === 0 || asked.includes(check.name))) {
  let failed = false;
  let output = '';
  for (const [file, ...args] of programs) {
    const run = await runProgram(process.execPath, [join(root, file), ...args], { cwd: root, output: 'collect' });
    output += run.output;
    failed = run.code !== 0;
    if (failed) break;
  }
  const remark = sumsUp ? `  ${output.trimEnd().split('\n').at(-1) ?? ''}` : '';
  process.stdout.write(`${failed ? 'FAILED' : 'ok    '} ${name}${remark}\n`);
  if (failed) failures.push(`\n== ${name}\n${output.trimEnd()}\n`);
}

for (const failure of failures) process.stdout.write(failure);
process.exitCode = failures.length > 0 ? 1 : 0;
