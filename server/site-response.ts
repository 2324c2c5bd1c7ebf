import type { SiteFile } from './built-site.ts';
import { chooseEncoding } from './choose-encoding.ts';
import { strictPolicy } from './content-security-policy.ts';
import { createSecurityHeaders } from './security-headers.ts';

/** Answers GET with one file of the app in the best encoding asked for, or with 304 when the browser has it already. */
export function siteResponse(request: Request, file: SiteFile, options: { status: 200 | 404; tls: boolean }): Response {
  const encoding = chooseEncoding(request.headers.get('accept-encoding') ?? undefined, (name) =>
    file.variants.has(name),
  );
  const variant = file.variants.get(encoding);
  if (variant === undefined) throw new Error('a file of the app has no uncompressed form');
  const vary = [...(file.variants.size > 1 ? ['accept-encoding'] : []), ...(options.status === 404 ? ['accept'] : [])];
  const headers: Record<string, string> = {
    ...createSecurityHeaders({ policy: file.policy, tls: options.tls }),
    'cache-control': file.cacheControl,
    ...(vary.length > 0 ? { vary: vary.join(', ') } : {}),
    ...(options.status === 200 ? { etag: variant.etag } : {}),
  };
  if (options.status === 200 && hasSameTag(request.headers.get('if-none-match'), variant.etag)) {
    return new Response(null, { status: 304, headers });
  }
  headers['content-type'] = file.contentType;
  headers['content-length'] = String(variant.bytes.byteLength);
  if (encoding !== 'identity') headers['content-encoding'] = encoding;
  return new Response(variant.bytes, { status: options.status, headers });
}

// Weak comparison: https://www.rfc-editor.org/rfc/rfc9110#section-13.1.2
function hasSameTag(ifNoneMatch: string | null, etag: string): boolean {
  if (ifNoneMatch === null) return false;
  return ifNoneMatch.split(',').some((tag) => tag.trim() === '*' || tag.trim().replace(/^W\//, '') === etag);
}

/** Sends the browser to the other spelling of a page's path, with or without the slash at its end. */
export function redirectResponse(location: string, { tls }: { tls: boolean }): Response {
  const headers = createSecurityHeaders({ policy: strictPolicy, tls });
  return new Response(null, { status: 308, headers: { ...headers, 'cache-control': 'no-cache', location } });
}
