import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { compile } from 'svelte/compiler';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeStepKind } from './write-step-kind.ts';

const source = resolve(import.meta.dirname, '../..');

describe('writeStepKind', () => {
  let root: string;
  const read = (file: string) => readFileSync(join(root, file), 'utf8');

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'ballast-kind-'));
    for (const path of ['package.json', 'core', 'web/steps', 'tools/arrows/tsconfig.core.json'])
      cpSync(join(source, path), join(root, path), { recursive: true });
    symlinkSync(join(source, 'node_modules'), join(root, 'node_modules'), 'dir');
  });

  afterEach(() => rmSync(root, { recursive: true, force: true }));

  it('writes a core file that compiles with both registries joined', () => {
    const written = writeStepKind(root, 'letter');
    expect(written).toEqual({
      ok: true,
      value: [
        'core/practice/step-kinds/letter.ts',
        'web/steps/LetterStep.svelte',
        'core/practice/practice.ts',
        'core/practice/step-kinds/registry.ts',
        'web/steps/registry.ts',
      ],
    });
    const tsc = join(source, 'node_modules/@typescript/native/bin/tsc');
    expect(() =>
      execFileSync(process.execPath, [tsc, '-p', 'tools/arrows/tsconfig.core.json'], { cwd: root }),
    ).not.toThrow();
    expect(read('core/practice/practice.ts')).toContain(
      '  letter: { step: LetterStep; answer: LetterAnswer; event: LetterEvent };',
    );
    expect(read('web/steps/registry.ts')).toContain("import LetterStep from './LetterStep.svelte';");
    expect(read('web/steps/registry.ts')).toContain('  letter: LetterStep,');
  });

  it('writes a component that the compiler takes without a warning', () => {
    writeStepKind(root, 'letter');
    const { warnings } = compile(read('web/steps/LetterStep.svelte'), { filename: 'LetterStep.svelte' });
    expect(warnings).toEqual([]);
  });

  it('leaves a kind that is already there as it is', () => {
    const before = read('core/practice/step-kinds/write.ts');
    expect(writeStepKind(root, 'write')).toEqual({
      ok: false,
      error: { type: 'already-there', file: 'core/practice/step-kinds/write.ts' },
    });
    expect(read('core/practice/step-kinds/write.ts')).toBe(before);
  });

  it('writes nothing when a line has no place', () => {
    writeFileSync(join(root, 'web/steps/registry.ts'), 'export const stepComponents = {};\n');
    const before = read('core/practice/practice.ts');
    expect(writeStepKind(root, 'letter')).toMatchObject({ ok: false, error: { type: 'no-place-for-line' } });
    expect(read('core/practice/practice.ts')).toBe(before);
  });

  it.each(['', 'Letter', 'two-words', '../elsewhere'])('takes “%s” for no name', (kind) => {
    expect(writeStepKind(root, kind)).toEqual({ ok: false, error: { type: 'not-a-name' } });
  });
});
