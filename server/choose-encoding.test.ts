import { expect, test } from 'vitest';
import { chooseEncoding } from './choose-encoding.ts';

const all = () => true;

test.each([
  [undefined, 'identity'],
  ['', 'identity'],
  ['br', 'br'],
  ['BR', 'br'],
  ['gzip, deflate, br, zstd', 'br'],
  ['gzip;q=1.0, br;q=0.5', 'gzip'],
  ['br;q=0, gzip', 'gzip'],
  ['br;q=0, gzip;q=0', 'identity'],
  ['*', 'br'],
  ['*;q=0', 'identity'],
  ['br;q=0, *', 'gzip'],
  ['identity, br;q=0.5', 'identity'],
  ['gzip;q=nonsense', 'identity'],
  ['zstd', 'identity'],
  [',,;q=1,', 'identity'],
])('answers "%s" with %s', (header, encoding) => {
  expect(chooseEncoding(header, all)).toBe(encoding);
});

test('never chooses an encoding that is not at hand', () => {
  expect(chooseEncoding('br, gzip', (encoding) => encoding === 'gzip')).toBe('gzip');
  expect(chooseEncoding('br, gzip', (encoding) => encoding === 'identity')).toBe('identity');
});
