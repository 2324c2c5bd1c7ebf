import { expect, test } from 'vitest';
import { linkStyles } from './link-styles.ts';

const policy = (sources: string) =>
  `<meta http-equiv="content-security-policy" content="script-src 'self' 'sha256-AbC='; style-src ${sources}; base-uri 'none'">`;
const sheet = (more: string) => `<link href="./a.css" rel="stylesheet"${more}>`;

test('a page that carries its CSS links it instead, and allows no inline CSS any more', () => {
  const inlined = `${policy("'self' 'sha256-x+y/z='")}\n\t<style>@media (width<46em){a{color:red}}\nb>i{}</style>${sheet(' disabled media="(max-width: 0)"')}`;
  expect(linkStyles(inlined)).toBe(policy("'self'") + sheet(''));
});

test('a page that links its CSS already stays as it is', () => {
  const page = `${policy("'self'")}${sheet('')}<p>text</p>`;
  expect(linkStyles(page)).toBe(page);
});
