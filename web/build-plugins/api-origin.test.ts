import { expect, test } from 'vitest';
import { readApiOrigin } from './api-origin.ts';

test.each([
  '',
  'https://ballast.example.org',
  'https://ballast.example.org:8443',
  'http://localhost:4321',
  'http://127.0.0.1:4321',
])('takes %s', (value) => expect(readApiOrigin({ BALLAST_API: value })).toBe(value));

test('is the origin of the app itself unless it is set', () => expect(readApiOrigin({})).toBe(''));

test.each([
  'ballast.example.org',
  'https://ballast.example.org/',
  'https://ballast.example.org/api',
  'http://ballast.example.org',
  'http://localhost.example.org',
  'https://*.example.org',
  "https://a.example; script-src 'unsafe-inline'",
  'https://user@a.example',
  'javascript:alert(1)',
  'null',
])('refuses %s', (value) => expect(() => readApiOrigin({ BALLAST_API: value })).toThrow('must be an origin'));
