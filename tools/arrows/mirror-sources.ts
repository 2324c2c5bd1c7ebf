import { cpSync, existsSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'svelte/compiler';

const folders = ['bench', 'content', 'contract', 'core', 'server', 'tests', 'tools', 'vault', 'web'];

/**
 * Copies the sources into an empty folder, says what to look at there, and lays the script of every component beside
 * it as `X.svelte.script.ts`: dependency-cruiser sees components only after the compiler has dropped their type
 * imports; a script it sees whole.
 */
export function mirrorSources(root: string, mirror: string): string[] {
  const present = folders.filter((folder) => existsSync(join(root, folder)));
  for (const folder of present) cpSync(join(root, folder), join(mirror, folder), { recursive: true });
  const configs = readdirSync(root).filter((file) => file.endsWith('.config.ts') || file.endsWith('.config.js'));
  for (const file of ['package.json', ...configs]) cpSync(join(root, file), join(mirror, file));
  symlinkSync(join(root, 'node_modules'), join(mirror, 'node_modules'), 'dir');
  for (const folder of present)
    for (const name of readdirSync(join(mirror, folder), { recursive: true, encoding: 'utf8' }))
      if (name.endsWith('.svelte')) layScriptBeside(join(mirror, folder, name));
  return [...present, ...configs];
}

function layScriptBeside(component: string): void {
  const source = readFileSync(component, 'utf8');
  const { instance, module } = parse(source, { modern: true, filename: component });
  const scripts = [module, instance].flatMap((script) => {
    if (!script) return [];
    const { start, end } = script.content as unknown as { start: number; end: number };
    return [source.slice(start, end)];
  });
  writeFileSync(`${component}.script.ts`, scripts.join('\n'));
}

/** The file a violation is about, whichever of the two it was seen in. */
export const mirroredName = (path: string): string => path.replace(/\.svelte\.script\.ts$/, '.svelte');
