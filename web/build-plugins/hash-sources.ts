import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** One hash (hex) over the names and bytes of everything the web app is built from. Tests are not part of it. */
export function hashSources(root: string, sources: readonly string[]): string {
  const hash = createHash('sha256');
  for (const file of sources.flatMap((source) => listFiles(root, source)).toSorted()) {
    const bytes = readFileSync(join(root, file));
    hash.update(`${file}\0${bytes.byteLength}\0`).update(bytes);
  }
  return hash.digest('hex');
}

function listFiles(root: string, source: string): string[] {
  const stats = statSync(join(root, source), { throwIfNoEntry: false });
  if (stats === undefined) return [];
  if (!stats.isDirectory()) return [source];
  return readdirSync(join(root, source)).flatMap((name) =>
    name.startsWith('.') || name.endsWith('.test.ts') ? [] : listFiles(root, `${source}/${name}`),
  );
}
