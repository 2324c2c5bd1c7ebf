import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';

const KEPT = new Set([
  'main',
  'nav',
  'h1',
  'h2',
  'h3',
  'p',
  'ul',
  'ol',
  'li',
  'dl',
  'dt',
  'dd',
  'a',
  'button',
  'label',
]);

/** The fonts of the app, under the addresses of the app. */
function fontFiles(webDir: string): { readonly text: string; readonly heading: string } {
  const assets = '_app/immutable/assets';
  const find = (start: string) => readdirSync(join(webDir, assets)).find((name) => name.startsWith(start));
  const [text, heading] = [find('source-sans-3-'), find('alegreya-')];
  if (text === undefined || heading === undefined) throw new Error('The build does not hold the two fonts.');
  return { text: `/${assets}/${text}`, heading: `/${assets}/${heading}` };
}

/** The text of a page in its own order, with the bare elements that carry it. */
function textOf(html: string): string {
  const body = /<body[^>]*>([\s\S]*)<\/body>/.exec(html)?.[1] ?? '';
  const bare = body
    .replaceAll(/<!--[\s\S]*?-->/g, '')
    .replaceAll(/<(script|svg|style)\b[\s\S]*?<\/\1\s*>/g, '')
    .replaceAll(/<(\/?)([a-z][a-z0-9]*)\b[^>]*>/g, (_, slash: string, name: string) =>
      KEPT.has(name) ? `<${slash}${name}>` : ' ',
    );
  return bare.replaceAll(/\s+/g, ' ').trim();
}

/** A page with the same text and the same two fonts as `html`: no script, no picture, its few lines of CSS inside. */
export function toPlainPage(html: string, fonts: { readonly text: string; readonly heading: string }): string {
  const face = (family: string, weight: string, url: string) =>
    `@font-face{font-family:${family};font-weight:${weight};src:url(${url}) format('woff2');font-display:swap}`;
  const style = [
    face('Text', '200 900', fonts.text),
    face('Heading', '700', fonts.heading),
    'body{max-width:34rem;margin:auto;padding:1rem;font:1.125rem/1.5 Text,sans-serif}',
    'h1,h2{font:700 2rem/1.2 Heading,serif}',
  ].join('');
  const lang = /<html lang="([a-z]+)"/.exec(html)?.[1] ?? 'en';
  return (
    `<!doctype html><html lang="${lang}"><meta charset="utf-8"><title>Plain</title>` +
    `<meta name="viewport" content="width=device-width"><style>${style}</style><body>${textOf(html)}</body></html>`
  );
}

/** Writes the plain twin of the page at `path` (as `/da/break/`) and says where it is served. */
export function writePlainPage(webDir: string, path: string): string {
  const html = readFileSync(join(webDir, path, 'index.html'), 'utf8');
  const twin = `/plain${path}`;
  const plain = Buffer.from(toPlainPage(html, fontFiles(webDir)));
  mkdirSync(join(webDir, twin), { recursive: true });
  writeFileSync(join(webDir, twin, 'index.html'), plain);
  writeFileSync(join(webDir, twin, 'index.html.br'), brotliCompressSync(plain));
  return twin;
}
