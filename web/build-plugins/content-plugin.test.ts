import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contentPlugin } from './content-plugin.ts';

const content = resolve('tools/check-content/samples/good/practices');

describe('the practices in a build', () => {
  let files: ReadonlyMap<string, string>;
  const root = mkdtempSync(join(tmpdir(), 'ballast-content-'));

  beforeAll(async () => {
    const modules = ['practices/da', 'practice-index/nb', 'practice-index/en'];
    writeFileSync(
      join(root, 'main.js'),
      modules.map((name) => `import('virtual:${name}').then(console.log);\n`).join(''),
    );
    const built = await build({
      root,
      logLevel: 'silent',
      configFile: false,
      plugins: [contentPlugin(content)],
      build: { write: false, rolldownOptions: { input: join(root, 'main.js') } },
    });
    const output = 'output' in built ? built.output : [];
    files = new Map(output.map((file) => [file.fileName, file.type === 'chunk' ? file.code : String(file.source)]));
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  const holding = (words: string) =>
    [...files].flatMap(([name, text]) => (name.endsWith('.js') && text.includes(words) ? [name] : []));

  it('are a file each, and those in units one for the practice and one for each unit', () => {
    const [head, ebb, flood] = ['Otte tidevand', 'Hvad får du øje på?', 'Hvad kom igen?'].map(holding);
    expect([head, ebb, flood].map((names) => names?.length)).toEqual([1, 1, 1]);
    expect(new Set([head, ebb, flood].flat()).size).toBe(3);
    expect(holding('Vandet går ud')).toEqual(head);
    expect(holding('Sig det til nogen')).toEqual(head);
    expect(holding('Hvis sten er det?').length).toBe(1);
  });

  it('are all named as files of their language, so that the service worker fetches them', () => {
    const named = JSON.parse(files.get('_app/languages.json') ?? '{}') as Record<string, string[]>;
    for (const words of ['Otte tidevand', 'Hvad får du øje på?', 'Hvad kom igen?'])
      expect(named.da).toContain(`/${holding(words)[0]}`);
  });

  it('are found by the words that are also spoken there, in a file of that language beside its own', () => {
    const named = JSON.parse(files.get('_app/languages.json') ?? '{}') as Record<string, string[]>;
    const [nb, en] = ['Åtte tidevann', 'Eight tides'].map((title) => `/${holding(title)[0]}`);
    expect(named.nb).toEqual([nb]);
    expect(named.da).toContain(nb);
    expect(named.da).not.toContain(en);
    expect(new Set(named.en)).toEqual(new Set([nb, en]));
  });

  it('lie in one file besides, to the byte, for the service worker to fetch at once', () => {
    const named = JSON.parse(files.get('_app/languages.json') ?? '{}') as Record<string, string[]>;
    const pack = JSON.parse(files.get('_app/languages/da.json') ?? '{}') as Record<string, string>;
    expect(named.da?.length).toBeGreaterThan(2);
    expect(pack).toEqual(Object.fromEntries((named.da ?? []).map((path) => [path, files.get(path.slice(1))])));
  });
});
