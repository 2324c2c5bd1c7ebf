import fc from 'fast-check';
import { expect, test } from 'vitest';
import { besideLast, looksNewestFirst } from './early-signs.ts';
import { anyRunOf, runOn } from './sample-entries.ts';

test('gives each look of one practice, newest first, own words with what they say', () => {
  const entries = [
    runOn('2026-10-01', 'load-signs', { signs: { picked: ['replay'], own: [] } }),
    runOn('2026-11-18', 'load-signs', {
      signs: { picked: ['replay', 'own_1', 'own_2'], own: [{ id: 'own_1', text: 'I hum' }] },
    }),
    runOn('2026-11-19', 'how-close-am-i', { words: { picked: ['counting'], own: [] } }),
    runOn('2026-11-20', 'load-signs', { signs: { picked: [], own: [], none: true } }),
  ];
  expect(looksNewestFirst(entries, 'load-signs')).toEqual([
    { day: '2026-11-18', signs: [{ id: 'replay' }, { id: 'own_1', text: 'I hum' }], marks: {} },
    { day: '2026-10-01', signs: [{ id: 'replay' }], marks: {} },
  ]);
});

test('gives the marks between the poles, only those that are places', () => {
  const lately = { marks: { sleep: 0, patience: 4, warmth: 5, joy: '2', body: 1.5 } };
  expect(looksNewestFirst([runOn('2026-11-18', 'how-close-am-i', { lately })], 'how-close-am-i')).toEqual([
    { day: '2026-11-18', signs: [], marks: { sleep: 0, patience: 4 } },
  ]);
});

test('tells what is still there, what is there only now, and what was there only then', () => {
  const before = {
    day: '2026-10-01',
    marks: {},
    signs: [{ id: 'sleep' }, { id: 'own_1', text: 'i hum' }, { id: 'replay' }],
  };
  const now = {
    day: '2026-11-18',
    marks: {},
    signs: [{ id: 'sleep' }, { id: 'own_2', text: 'I hum' }, { id: 'own_1', text: 'I am late' }],
  };
  expect(besideLast(now, before)).toEqual({
    still: [{ id: 'sleep' }, { id: 'own_2', text: 'I hum' }],
    onlyNow: [{ id: 'own_1', text: 'I am late' }],
    onlyBefore: [{ id: 'replay' }],
  });
});

test('never throws, whatever was kept', () => {
  fc.assert(
    fc.property(
      fc.array(anyRunOf('how-close-am-i', ['words', 'lately'])),
      (runs) => void looksNewestFirst(runs, 'how-close-am-i'),
    ),
  );
});
