import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isServed, listFiles, pathOf } from './built-site.ts';

export type ManifestFile = {
  /** As in a decoded URL. */
  readonly path: string;
  /** Of the file before it is compressed, hex. */
  readonly sha256: string;
  readonly size: number;
};
export type SiteManifest = { readonly files: readonly ManifestFile[] };

export const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Lists everything that a server hands out of a built app. */
export function listSite(webDir: string): SiteManifest {
  const names = listFiles(webDir);
  const served = [...names].filter((name) => isServed(name, names)).toSorted();
  return {
    files: served.map((name) => {
      const bytes = readFileSync(join(webDir, name));
      return { path: pathOf(name), sha256: sha256Of(bytes), size: bytes.length };
    }),
  };
}

/** Null when it is none. */
export function readManifest(text: string): SiteManifest | null {
  try {
    const value = JSON.parse(text) as SiteManifest;
    const isFile = ({ path, sha256, size }: ManifestFile) =>
      typeof path === 'string' && path.startsWith('/') && /^[0-9a-f]{64}$/.test(sha256) && Number.isSafeInteger(size);
    return value.files.length > 0 && value.files.every(isFile) ? value : null;
  } catch {
    return null;
  }
}
