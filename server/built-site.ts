import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { getMimeType } from 'hono/utils/mime';
import { err, ok, type Result } from '#core/result.ts';
import type { Encoding } from './choose-encoding.ts';
import { argon2WorkerPolicy, filePolicy, findApis, pagePolicy } from './content-security-policy.ts';

type Variant = { readonly bytes: Uint8Array<ArrayBuffer>; readonly etag: string };

export type SiteFile = {
  readonly contentType: string;
  readonly cacheControl: string;
  /** Null for a file to which no policy can apply. */
  readonly policy: string | null;
  readonly variants: ReadonlyMap<Encoding, Variant>;
};

/** Path as in a decoded URL → what to answer there. `redirects` holds the other spelling of every page's path. */
export type BuiltSite = {
  readonly files: ReadonlyMap<string, SiteFile>;
  readonly redirects: ReadonlyMap<string, string>;
  readonly notFoundPage: SiteFile | undefined;
};

export type NoBuiltSite = { readonly tag: 'no-built-site'; readonly webDir: string };

const encodingByEnding: Record<string, Encoding> = { '.br': 'br', '.gz': 'gzip' };
const notFoundPath = '/404.html';

/**
 * Reads the whole built app into memory (a few megabytes). So a request can only ever name a file that was there at
 * the start, pages and the hashes in their policies cannot drift apart, and a new build never changes a running server.
 */
export function loadBuiltSite(webDir: string): Result<BuiltSite, NoBuiltSite> {
  const names = listFiles(webDir);
  if (!names.has('index.html')) return err({ tag: 'no-built-site', webDir });
  // All pages are built for the same.
  const apis = findApis(readFileSync(join(webDir, 'index.html'), 'utf8'));
  const files = new Map<string, SiteFile>();
  const redirects = new Map<string, string>();
  for (const name of names) {
    if (!isServed(name, names)) continue;
    const path = pathOf(name);
    files.set(path, readSiteFile(webDir, name, { names, apis }));
    const otherSpelling = path.endsWith('/') ? path.slice(0, -1) : `${path}/`;
    if (isPage(name) && otherSpelling !== '') redirects.set(otherSpelling, path);
  }
  return ok({ files, redirects, notFoundPage: files.get(notFoundPath) });
}

export function listFiles(webDir: string): Set<string> {
  try {
    const entries = readdirSync(webDir, { recursive: true, withFileTypes: true });
    const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    return new Set(paths.map((path) => path.slice(join(webDir, sep).length).replaceAll(sep, '/')));
  } catch {
    return new Set();
  }
}

export function isServed(name: string, names: ReadonlySet<string>): boolean {
  const isHidden = name.split('/').some((part) => part.startsWith('.'));
  const isCompressedCopy = Object.keys(encodingByEnding).some(
    (ending) => name.endsWith(ending) && names.has(name.slice(0, -ending.length)),
  );
  return !isHidden && !isCompressedCopy && !name.endsWith('.map');
}

const isPage = (name: string) => name.endsWith('.html') && `/${name}` !== notFoundPath;

// A page that is `index.html` in a folder has relative links that hold only with the slash, any other only without it.
export function pathOf(name: string): string {
  if (!isPage(name)) return `/${name}`;
  return `/${name}`.replace(/\/index\.html$/, '/').replace(/\.html$/, '');
}

type Surroundings = { readonly names: ReadonlySet<string>; readonly apis: readonly string[] };

function readSiteFile(webDir: string, name: string, { names, apis }: Surroundings): SiteFile {
  const read = (file: string) => new Uint8Array(readFileSync(join(webDir, file)));
  const identity = read(name);
  const variants = new Map<Encoding, Variant>([['identity', toVariant(identity)]]);
  for (const [ending, encoding] of Object.entries(encodingByEnding)) {
    if (names.has(name + ending)) variants.set(encoding, toVariant(read(name + ending)));
  }
  return {
    contentType: contentTypeOf(name),
    // Only files whose name holds the hash of their content can be kept without asking again.
    cacheControl: name.startsWith('_app/immutable/') ? 'public, max-age=31536000, immutable' : 'no-cache',
    policy: policyOf(name, identity, apis),
    variants,
  };
}

const toVariant = (bytes: Uint8Array<ArrayBuffer>): Variant => ({
  bytes,
  etag: `"${createHash('sha256').update(bytes).digest('base64url')}"`,
});

function contentTypeOf(name: string): string {
  return getMimeType(name) ?? 'application/octet-stream';
}

// Scripts and styles obey the policy of the page that loads them; of scripts, only those of Workers have their own.
const isPassive = (name: string): boolean =>
  /\.(css|js|json|png|webmanifest|woff2)$/.test(name) && !/(^|\/)(workers\/|service-worker\.js$)/.test(name);

function policyOf(name: string, bytes: Uint8Array, apis: readonly string[]): string | null {
  if (name.endsWith('.html')) return pagePolicy(new TextDecoder().decode(bytes), apis);
  if (isPassive(name)) return null;
  return /argon2[^/]*\.js$/.test(name) ? argon2WorkerPolicy : filePolicy(apis);
}
