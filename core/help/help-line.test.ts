import { expect, test } from 'vitest';
import { dialled } from './help-line.ts';

test.each([
  ['112', '112'],
  ['70 201 201', '70201201'],
  ['+47 22 40 00 40', '+4722400040'],
  [' +45-12 34 56 78', '+4512345678'],
  ['(12) 34.56/78 hverdage', '12345678'],
])('dials %s as %s', (written, wanted) => {
  expect(dialled(written)).toBe(wanted);
});

test('dials nothing where no number stands', () => {
  expect(dialled('spørg Kim')).toBeNull();
  expect(dialled('+1')).toBeNull();
  expect(dialled('')).toBeNull();
  expect(dialled('12 34 56 78 eller 87 65 43 21')).toBeNull();
});
