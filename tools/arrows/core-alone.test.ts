import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const source = resolve(import.meta.dirname, '../..');
const config = 'tools/arrows/tsconfig.core.json';

describe('core without the types of a browser and of Node', () => {
  let root: string;

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'ballast-core-'));
    cpSync(join(source, config), join(root, config));
    mkdirSync(join(root, 'core'));
  });

  afterEach(() => rmSync(root, { recursive: true, force: true }));

  const compile = (text: string) => {
    writeFileSync(join(root, 'core/planted.ts'), text);
    const tsc = join(source, 'node_modules/@typescript/native/bin/tsc');
    return spawnSync(process.execPath, [tsc, '-p', config], { cwd: root, encoding: 'utf8' });
  };

  it.each(['document.title', 'localStorage', 'crypto.subtle', 'process.env', 'setTimeout(() => {}, 1)'])(
    'refuses %s',
    (expression) => {
      const { status, stdout } = compile(`export const found = ${expression};\n`);
      expect(status).not.toBe(0);
      expect(stdout).toContain('core/planted.ts');
    },
  );

  it('takes what the language itself has', () => {
    expect(compile('export const found = new Map([[1, Date.UTC(2026, 10)]]);\n').status).toBe(0);
  });
});
