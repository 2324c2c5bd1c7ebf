import fc from 'fast-check';
import { expect, test } from 'vitest';
import { boardToText, newOnes, parseBoard } from './board-file.ts';
import { anyStructure, supervision, tooFew } from './sample-structures.ts';
import { NEWEST_VERSION } from './structure.ts';

const boardWith = (more: object) =>
  JSON.stringify({ ...JSON.parse(boardToText([supervision], '2026-06-30')), ...more });

test('a board that was taken as a file is read in as it was', () => {
  const anyBoard = fc.uniqueArray(anyStructure, { selector: ({ id }) => id, maxLength: 12 });
  fc.assert(
    fc.property(anyBoard, (structures) => {
      expect(parseBoard(boardToText(structures, '2026-06-30'))).toEqual({ ok: true, value: structures });
    }),
  );
});

// Frozen: files are out there. Only add to it.
test('reads a file of version 1 as it was written', () => {
  const written = `{
  "format": "ballast-board",
  "version": 1,
  "made": "2026-06-30",
  "structures": [
    {
      "id": "00000000-0000-4000-8000-000000000001",
      "usual": "supervision",
      "rhythm": "month",
      "owner": "The leader",
      "standIn": "Deputy",
      "lastHeld": "2026-05-04",
      "next": "2026-06-04"
    }
  ]
}
`;
  expect(boardToText([supervision], '2026-06-30')).toBe(written);
  expect(parseBoard(written)).toEqual({ ok: true, value: [supervision] });
});

// Frozen too.
test('reads a file of version 2 as it was written, and writes that only where something weighs', () => {
  const written = `{
  "format": "ballast-board",
  "version": 2,
  "made": "2026-06-30",
  "structures": [
    {
      "id": "00000000-0000-4000-8000-000000000101",
      "name": "Too few on nights",
      "rhythm": "once",
      "level": "leader",
      "owner": "The leader",
      "next": "2026-06-04",
      "note": "One more on Sundays"
    }
  ]
}
`;
  expect(boardToText([tooFew], '2026-06-30')).toBe(written);
  expect(parseBoard(written)).toEqual({ ok: true, value: [tooFew] });
  expect(parseBoard(boardWith({ version: 2 }))).toEqual({ ok: true, value: [supervision] });
});

test.each([
  ['not-a-board', 'Dear all'],
  ['not-a-board', '[]'],
  ['not-a-board', JSON.stringify({ format: 'ballast-export', version: 1 })],
  ['newer-board', boardWith({ version: NEWEST_VERSION + 1, levels: [] })],
  ['bad-board', boardWith({ version: '1' })],
  ['bad-board', boardWith({ made: 'in June' })],
  ['bad-board', boardWith({ attended: ['A. B.'] })],
  ['bad-board', boardWith({ structures: {} })],
  ['bad-board', boardWith({ structures: [tooFew] })],
  ['bad-board', boardWith({ structures: [{ ...supervision, attended: ['A. B.'] }] })],
  ['bad-board', boardWith({ structures: [supervision, supervision] })],
])('says %s of what it cannot take in', (type, text) => {
  expect(parseBoard(text)).toEqual({ ok: false, error: { type } });
});

test('takes in nothing twice, and leaves what is here as it is', () => {
  const other = { ...supervision, id: '00000000-0000-4000-8000-000000000002' };
  expect(newOnes([{ ...supervision, rhythm: 'year' }, other], [supervision])).toEqual([other]);
});
