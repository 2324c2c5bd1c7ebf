import { sha256Of, type ManifestFile, type SiteManifest } from '../site-manifest.ts';

export type Difference = {
  readonly kind:
    | 'missing'
    | 'differs'
    /** Another answer than a file: sent on elsewhere, or refused. */
    | 'no-file'
    | 'unreachable'
    /** What is served loads something that the build does not hold. */
    | 'loads';
  readonly path: string;
  readonly what: string;
};

/** A browser asks for the first; the second is what whoever looks by hand may get. */
const ENCODINGS = ['br, gzip', 'identity'];
const AT_ONCE = 8;
/** They make a browser load what stands in no file. */
const LOADING_HEADERS = ['link', 'refresh'];

/** Fetches everything that is in the manifest from `base`, and says what is not as it was built. */
export async function compareSite({ files }: SiteManifest, base: URL): Promise<readonly Difference[]> {
  const known = new Set(files.map(({ path }) => path));
  const waiting = files.flatMap((file) => ENCODINGS.map((encoding) => ({ file, encoding })));
  const found = new Map<string, Difference>();
  async function work(): Promise<void> {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift())
      for (const difference of await compareFile(next.file, next.encoding, { known, base }))
        found.set(`${difference.kind} ${difference.path} ${difference.what}`, difference);
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return [...found.values()].toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

type Site = { readonly known: ReadonlySet<string>; readonly base: URL };

async function compareFile(
  { path, sha256 }: ManifestFile,
  encoding: string,
  site: Site,
): Promise<readonly Difference[]> {
  const url = new URL(encodeURI(path), site.base);
  try {
    const answer = await fetch(url, {
      redirect: 'manual',
      headers: { 'accept-encoding': encoding, accept: 'text/html, */*' },
    });
    const bytes = new Uint8Array(await answer.arrayBuffer());
    const loaded = LOADING_HEADERS.filter((name) => answer.headers.has(name)).map((name): Difference => ({
      kind: 'loads',
      path,
      what: `${name}: ${answer.headers.get(name) ?? ''}`,
    }));
    if (answer.status === 404) return [...loaded, { kind: 'missing', path, what: '404' }];
    if (answer.status !== 200) return [...loaded, { kind: 'no-file', path, what: String(answer.status) }];
    if (sha256Of(bytes) === sha256) return loaded;
    const strange = findLoads(new TextDecoder().decode(bytes), url).filter((one) => !isKnown(one, site));
    return [
      ...loaded,
      { kind: 'differs', path, what: `${bytes.length} bytes` },
      ...strange.map((one): Difference => ({ kind: 'loads', path, what: one.href })),
    ];
  } catch {
    return [{ kind: 'unreachable', path, what: '' }];
  }
}

const isKnown = (url: URL, { known, base }: Site) => url.origin === base.origin && known.has(decodeURI(url.pathname));

const LOADS = [
  /<(?:script|link|img|iframe|source|embed|object|base|form)\b[^>]*?\s(?:src|href|data|action)\s*=\s*["']?([^"'\s>]+)/gi,
  /\b(?:import|from|importScripts|fetch|Worker|sendBeacon)\s*\(?\s*["'`]([^"'`\s]+)["'`]/g,
  /["'`](https?:\/\/[^"'`\s]+)["'`]/g,
];

/** What a page or a script names as something to load, as far as it can be seen without running it. */
export function findLoads(text: string, from: URL): readonly URL[] {
  const named = LOADS.flatMap((pattern) => [...text.matchAll(pattern)].map(([, name = '']) => name));
  const isPath = (name: string) => /^(https?:)?\/|^\.{1,2}\//.test(name);
  const urls = named.filter(isPath).map((name) => URL.parse(name, from));
  return [...new Map(urls.flatMap((url) => (url === null ? [] : [[url.href, url] as const]))).values()];
}
