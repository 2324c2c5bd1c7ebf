import { expect, test } from 'vitest';
import { cameFrom, noteVisit } from './came-from.ts';

test('leads to Now when nothing was visited, and back past the pages one only passes through', () => {
  expect(cameFrom('da')).toBe('/da/');
  for (const path of ['/da/long/', '/da/unlock/', '/da/help/', '/da/break/', '/da/keep/']) noteVisit(path);
  expect(cameFrom('da')).toBe('/da/long/');
});

test('leads back in the language that was chosen meanwhile', () => {
  noteVisit('/da/practice/diary/');
  expect(cameFrom('nb')).toBe('/nb/practice/diary/');
});
