import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { arrows } from './arrows.ts';
import { findViolations } from './find-violations.ts';
import type { Found } from './find-violations.ts';

const root = resolve(import.meta.dirname, '../..');

type Form = 'value' | 'type' | 'both';
type Planted = { arrow: string; from: string; to: string; form: Form; says?: string };

/** One forbidden import an arrow, folder and file kind; `both` plants a value import and a type-only one. */
const planted: readonly Planted[] = [
  { arrow: 'core-knows-core', from: 'core/practice/a.ts', to: 'web/ui/plain.ts', form: 'both' },
  { arrow: 'core-knows-core', from: 'core/practice/b.ts', to: 'vault/public/header.ts', form: 'both' },
  { arrow: 'core-uses-no-library', from: 'core/space/a.ts', to: 'node:fs', form: 'both' },
  { arrow: 'core-uses-no-library', from: 'core/space/b.ts', to: 'idb', form: 'both' },
  { arrow: 'vault-knows-core-types', from: 'vault/a.ts', to: 'core/practice/run.ts', form: 'both' },
  { arrow: 'vault-knows-core-types', from: 'vault/b.ts', to: 'contract/routes.ts', form: 'both' },
  { arrow: 'vault-takes-types-only', from: 'vault/c.ts', to: 'core/space/merge.ts', form: 'value' },
  { arrow: 'vault-uses-its-crypto', from: 'vault/d.ts', to: 'idb', form: 'both' },
  { arrow: 'vault-uses-its-crypto', from: 'vault/e.ts', to: 'node:crypto', form: 'both' },
  { arrow: 'contract-knows-core-types', from: 'contract/a.ts', to: 'vault/public/header.ts', form: 'both' },
  { arrow: 'contract-takes-types-only', from: 'contract/b.ts', to: 'core/space/merge.ts', form: 'value' },
  { arrow: 'contract-uses-no-library', from: 'contract/c.ts', to: 'hono', form: 'both' },
  { arrow: 'server-cannot-read', from: 'server/a.ts', to: 'core/entry/entry.ts', form: 'both' },
  { arrow: 'server-cannot-read', from: 'server/b.ts', to: 'core/practice/run.ts', form: 'both' },
  { arrow: 'server-cannot-read', from: 'server/c.ts', to: 'vault/open.ts', form: 'both' },
  { arrow: 'server-cannot-read', from: 'server/d.ts', to: 'content/words/da.ts', form: 'both' },
  { arrow: 'server-cannot-read', from: 'server/e.ts', to: 'web/ui/plain.ts', form: 'both' },
  { arrow: 'web-knows-no-server', from: 'web/routes/a.ts', to: 'server/app.ts', form: 'both' },
  { arrow: 'web-knows-no-server', from: 'web/routes/A.svelte', to: 'server/app.ts', form: 'both' },
  { arrow: 'content-is-no-code', from: 'content/words/a.ts', to: 'web/ui/plain.ts', form: 'both' },
  { arrow: 'features-stand-alone', from: 'web/features/day/a.ts', to: 'web/features/long/weeks.ts', form: 'both' },
  { arrow: 'features-stand-alone', from: 'web/features/day/A.svelte', to: 'web/features/long/weeks.ts', form: 'both' },
  { arrow: 'ui-is-plain', from: 'web/ui/a.ts', to: 'web/adapters/clock.ts', form: 'both' },
  { arrow: 'ui-is-plain', from: 'web/ui/A.svelte', to: 'web/features/long/weeks.ts', form: 'both' },
  { arrow: 'ui-is-plain', from: 'web/figures/A.svelte', to: 'web/adapters/clock.ts', form: 'both' },
  { arrow: 'nobody-needs-tools', from: 'web/features/day/b.ts', to: 'tools/start.ts', form: 'both' },
  { arrow: 'nobody-needs-tools', from: 'web/features/day/B.svelte', to: 'tests/page.ts', form: 'both' },
  { arrow: 'nobody-needs-tools', from: 'vite.config.ts', to: 'bench/main.ts', form: 'both' },
  { arrow: 'samples-are-for-tests', from: 'core/practice/c.ts', to: 'core/practice/sample-runs.ts', form: 'both' },
  { arrow: 'samples-are-for-tests', from: 'web/steps/E.svelte', to: 'core/practice/sample-runs.ts', form: 'both' },
  { arrow: 'no-cycle', from: 'web/steps/a.ts', to: 'web/steps/b.ts', form: 'both' },
  { arrow: 'no-cycle', from: 'web/steps/A.svelte', to: 'web/steps/c.ts', form: 'value' },
  { arrow: 'arrows-end-somewhere', from: 'web/steps/d.ts', to: 'core/nowhere.ts', form: 'both' },
  { arrow: 'arrows-end-somewhere', from: 'web/steps/D.svelte', to: 'core/nowhere.ts', form: 'both' },
];

/** Imports that go with the arrows and must not be found. */
const allowed: readonly Omit<Planted, 'arrow'>[] = [
  { from: 'core/practice/ok.ts', to: 'core/entry/entry.ts', form: 'value' },
  { from: 'core/practice/ok.test.ts', to: 'fast-check', form: 'value' },
  { from: 'core/practice/ok.test.ts', to: 'core/practice/sample-runs.ts', form: 'value' },
  { from: 'core/practice/sample-ok.ts', to: 'fast-check', form: 'value' },
  { from: 'vault/ok.ts', to: 'core/space/merge.ts', form: 'type' },
  { from: 'vault/ok.ts', to: 'core/result.ts', form: 'value' },
  { from: 'vault/ok.ts', to: '@hpke/core', form: 'value' },
  { from: 'contract/ok.ts', to: 'core/space/merge.ts', form: 'type' },
  { from: 'server/ok.ts', to: 'vault/public/header.ts', form: 'value' },
  { from: 'server/ok.ts', to: 'contract/routes.ts', form: 'value' },
  { from: 'server/ok.ts', to: 'hono', form: 'value' },
  { from: 'web/features/day/Ok.svelte', to: 'web/features/day/parts.ts', form: 'value' },
  { from: 'web/features/day/Ok.svelte', to: 'vault/open.ts', form: 'value' },
  { from: 'tests/ok.ts', to: 'tools/start.ts', form: 'value' },
];

const isOurs = (to: string) => /^\w+\//.test(to);
const specifierOf = (to: string) => (isOurs(to) && !/^(tools|tests|bench)\//.test(to) ? `#${to}` : to);

function importLine(from: string, to: string, form: 'value' | 'type'): string {
  const up = '../'.repeat(from.split('/').length - 1) || './';
  const specifier = isOurs(to) && specifierOf(to) === to ? `${up}${to}` : specifierOf(to);
  return form === 'type' ? `import type { Thing } from '${specifier}';\n` : `import { thing } from '${specifier}';\n`;
}

/** Its own file for each form: web/ui/A.svelte becomes web/ui/A-type.svelte. */
const fileOf = (from: string, form: 'value' | 'type') => from.replace(/(?=\.)/, `-${form}`);
const formsOf = (form: Form): ('value' | 'type')[] => (form === 'both' ? ['value', 'type'] : [form]);

function write(folder: string, file: string, text: string): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), text, { flag: 'a' });
}

function writeImport(folder: string, from: string, to: string, form: 'value' | 'type'): void {
  const line = importLine(from, to, form);
  const use = form === 'type' ? 'export type Again = Thing;\n' : 'export const again = thing;\n';
  const script = `${line}${from.endsWith('.svelte') ? use.replaceAll('export ', '') : use}`;
  write(folder, from, from.endsWith('.svelte') ? `<script lang="ts">\n${script}</script>\n` : script);
}

describe('the arrows', () => {
  let folder: string;
  let found: Found;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'ballast-planted-'));
    cpSync(join(root, 'package.json'), join(folder, 'package.json'));
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'dir');
    const targets = new Set(
      [...planted, ...allowed].map(({ to }) => to).filter((to) => isOurs(to) && to !== 'core/nowhere.ts'),
    );
    for (const target of targets) write(folder, target, 'export type Thing = string;\nexport const thing = 1;\n');
    for (const { from, to, form } of planted)
      for (const one of formsOf(form)) writeImport(folder, fileOf(from, one), to, one);
    // Cycles need a way back.
    writeImport(folder, 'web/steps/b.ts', 'web/steps/a-value.ts', 'value');
    writeImport(folder, 'web/steps/b.ts', 'web/steps/a-type.ts', 'type');
    write(folder, 'web/steps/c.ts', "import A from './A-value.svelte';\nexport const again = A;\n");
    allowed.forEach(({ from, to, form }, index) => {
      for (const one of formsOf(form)) writeImport(folder, from.replace(/(?=\.)/, `-${index}`), to, one);
    });
    found = await findViolations(folder);
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const plants = planted.flatMap(({ form, ...plant }) => formsOf(form).map((one) => ({ ...plant, form: one })));

  it.each(plants)('$arrow sees the $form import of $to in $from', ({ arrow, from, form }) => {
    const file = fileOf(from, form);
    expect(
      found.violations.filter((violation) => violation.from === file).map((violation) => violation.arrow),
    ).toContain(arrow);
  });

  it('lets through what goes with the arrows', () => {
    const files = found.violations.map(({ from }) => from).filter((from) => /[/-][Oo]k-/.test(from));
    expect(files).toEqual([]);
  });

  it('has a planted violation for every arrow', () => {
    expect(new Set(planted.map(({ arrow }) => arrow))).toEqual(new Set(arrows.map(({ name }) => name)));
  });
});
