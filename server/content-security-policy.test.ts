import { describe, expect, test } from 'vitest';
import { argon2WorkerPolicy, filePolicy, findApis, pagePolicy, strictPolicy } from './content-security-policy.ts';
import { sha256Source } from './write-sample-site.ts';

test('is the strict policy for a page without inline code', () => {
  const html = '<html><script src="/a.js"></script><link rel="stylesheet" href="/a.css"></html>';
  expect(pagePolicy(html)).toBe(strictPolicy);
});

test.each([
  ['a bare script', '<script>run()</script>', 'run()'],
  ['a module', '<script type="module">import "./a.js"</script>', 'import "./a.js"'],
  ['an attribute with an angle bracket', '<script data-note="a > b">run()</script>', 'run()'],
  ['an attribute that ends in src', '<script data-x=src>run()</script>', 'run()'],
  ['upper case', '<SCRIPT>run()</SCRIPT >', 'run()'],
  ['line breaks', '<script\n>\n\trun()\n</script\n>', '\n\trun()\n'],
  ['line ends of Windows', '<script>a()\r\nb()</script>', 'a()\nb()'],
  ['an import map', '<script type="importmap">{}</script>', '{}'],
])('allows %s by its hash', (_, html, code) => {
  expect(pagePolicy(`<body>${html}</body>`)).toContain(`script-src 'self' ${sha256Source(code)};`);
});

test('names equal scripts once, and every different one', () => {
  const policy = pagePolicy('<script>a()</script><script>b()</script><script>a()</script>');
  expect(policy).toContain(`script-src 'self' ${sha256Source('a()')} ${sha256Source('b()')};`);
});

test.each(['<script type="application/json">{"a":1}</script>', '<script type=application/ld+json>{"a":1}</script>'])(
  'leaves out data, which never runs: %s',
  (html) => {
    expect(pagePolicy(html)).toBe(strictPolicy);
  },
);

test('never allows unsafe inline code, whatever the page asks for', () => {
  const html = `<a onclick="run()" style="color:red">x</a><script>run()</script><style>a{}</style>`;
  expect(pagePolicy(html)).not.toMatch(/unsafe-(inline|eval)/);
});

describe('an app that asks another server', () => {
  const meta = (sources: string) =>
    `<head><meta http-equiv="content-security-policy" content="default-src 'none'; connect-src ${sources}; worker-src 'self'"></head>`;
  const api = 'https://api.example.org:8443';

  test('may ask that one, from its pages and its Workers, and no other', () => {
    expect(findApis(meta(`'self' ${api}`))).toEqual([api]);
    expect(pagePolicy('<p>', [api])).toContain(`connect-src 'self' ${api}; `);
    expect(filePolicy([api])).toBe(pagePolicy('<p>', [api]));
    expect(argon2WorkerPolicy).toContain("connect-src 'self'; ");
    expect(filePolicy([])).toBe(strictPolicy);
  });

  test.each([
    ["'self'"],
    ["'self' * https: data: 'unsafe-inline'"],
    ["'self' https://a.example/path"],
    ["'self' https://*.a.example"],
  ])('is not read out of %s', (sources) => expect(findApis(meta(sources))).toEqual([]));

  test('is not read out of anything but the policy of the page', () => {
    expect(findApis(`<p>connect-src ${api}</p><meta name="x" content="connect-src ${api}">`)).toEqual([]);
  });
});
