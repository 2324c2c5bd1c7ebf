import { createHash } from 'node:crypto';

// SvelteKit hides the element that announces a new page to screen readers by a style attribute, always this one
// (@sveltejs/kit, runtime/components/root.svelte). Should it change, every browser test fails on the console error.
const announcerStyle = "'sha256-S8qMpvofolR8Mpjy4kQvEm7m1q8clzU4dfDH0AmvZjo='";

// https://www.w3.org/TR/CSP3/. `frame-ancestors` works only as a header, hence no <meta> in the pages.
const directives = {
  'default-src': ["'none'"],
  'script-src': ["'self'"],
  'style-src': ["'self'"],
  'style-src-attr': ["'unsafe-hashes'", announcerStyle],
  'img-src': ["'self'", 'data:'],
  'font-src': ["'self'"],
  'connect-src': ["'self'"],
  'worker-src': ["'self'"],
  'manifest-src': ["'self'"],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
  'frame-ancestors': ["'none'"],
};

const attributes = String.raw`(?:\s+[^\s"'>/=]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+))?)*\s*`;
const inlineScript = new RegExp(String.raw`<script(${attributes})>([\s\S]*?)</script\s*>`, 'gi');
const inlineStyle = new RegExp(String.raw`<style(${attributes})>([\s\S]*?)</style\s*>`, 'gi');
const loadsOrIsData = /\ssrc\s*=|\stype\s*=\s*["']?application\/(?:\w+\+)?json/i;

/** For everything that is neither part of the app nor the Argon2id Worker. */
export const strictPolicy = policy({});

/** For Workers and pictures of the app. `apis`: other origins that the app was built to ask. */
export const filePolicy = (apis: readonly string[]): string => policy({ 'connect-src': apis });

/** For the Worker that runs Argon2id as WebAssembly. No other file may compile any. */
export const argon2WorkerPolicy = policy({ 'script-src': ["'wasm-unsafe-eval'"] });

/** The policy of a file, and the hashes of the page's own inline scripts and styles. */
export function pagePolicy(html: string, apis: readonly string[] = []): string {
  const scripts = [...html.matchAll(inlineScript)].filter(([, attrs = '']) => !loadsOrIsData.test(attrs));
  const styles = [...html.matchAll(inlineStyle)];
  return policy({
    'script-src': scripts.map(([, , code = '']) => hashSource(code)),
    'style-src': styles.map(([, , css = '']) => hashSource(css)),
    'connect-src': apis,
  });
}

/** The origins besides its own that a page may ask, as the policy says that the build wrote into it. */
export function findApis(html: string): readonly string[] {
  const [own = ''] = /<meta\s[^>]*http-equiv="content-security-policy"[^>]*>/i.exec(html) ?? [];
  const [, sources = ''] = /[\s";]connect-src\s([^;"]*)/.exec(own) ?? [];
  return sources.split(' ').filter((source) => /^https?:\/\/[\w.[\]:-]+$/.test(source));
}

function policy(more: Partial<Record<keyof typeof directives, readonly string[]>>): string {
  return Object.entries(directives)
    .map(([name, sources]) => [name, ...sources, ...new Set(more[name as keyof typeof directives])].join(' '))
    .join('; ');
}

// The browser hashes the text as the HTML parser leaves it, with line ends normalised.
function hashSource(text: string): string {
  const digest = createHash('sha256').update(text.replaceAll('\r\n', '\n')).digest('base64');
  return `'sha256-${digest}'`;
}
