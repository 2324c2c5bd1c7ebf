import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';

export const sampleScript = `\n\t\timport("./_app/immutable/entry/start.a1b2c3.js");\n\t`;
export const sampleStyle = 'body{margin:0}';

const page = (title: string) =>
  `<!doctype html><html lang="da"><head><title>${title}</title><style>${sampleStyle}</style></head><body>` +
  `<script type="application/json" data-sveltekit-fetched>{"a":1}</script>` +
  `<script>${sampleScript}</script><script type="module" src="./_app/immutable/entry/app.js"></script></body></html>`;

const compressed: Record<string, string> = {
  'index.html': page('Ballast'),
  '404.html': page('Not here'),
  'da.html': page('Nu'),
  'da/day.html': page('Dagen'),
  'nb/dagen/index.html': page('Dagen'),
  'en/two words.html': page('Two words'),
  'service-worker.js': 'self.addEventListener("fetch", () => {});',
  'manifest.webmanifest': '{"name":"Ballast"}',
  '_app/version.json': '{"version":"1"}',
  '_app/immutable/entry/start.a1b2c3.js': 'export const start = () => "start";'.repeat(20),
  '_app/immutable/workers/argon2-worker-a1b2c3.js': 'postMessage(1);',
  '_app/immutable/workers/vault.worker-a1b2c3.js': 'postMessage(2);',
  'favicon.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
  '_app/immutable/assets/app.a1b2c3.css': sampleStyle,
};

const plain: Record<string, string> = {
  '_app/immutable/assets/sans.a1b2c3.woff2': 'font',
  '_app/immutable/assets/argon2-worker-a1b2c3.css': 'body{}',
  'argon2/other.js': 'other()',
  '_app/immutable/entry/start.a1b2c3.js.map': '{"sources":["secret.ts"]}',
  '.vite/manifest.json': '{}',
  '.env': 'SECRET=1',
};

/** Writes a small build, shaped as the web app's, into a new temporary folder beside a file no request may reach. */
export function writeSampleSite(more: Record<string, string> = {}): string {
  const parent = mkdtempSync(join(tmpdir(), 'ballast-site-'));
  const webDir = join(parent, 'web');
  writeFile(join(parent, 'secret.txt'), 'outside');
  for (const [name, text] of Object.entries({ ...plain, ...more })) writeFile(join(webDir, name), text);
  for (const [name, text] of Object.entries(compressed)) {
    writeFile(join(webDir, name), text);
    writeFile(join(webDir, `${name}.br`), brotliCompressSync(text));
    writeFile(join(webDir, `${name}.gz`), gzipSync(text));
  }
  return webDir;
}

export const sha256Source = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

function writeFile(path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}
