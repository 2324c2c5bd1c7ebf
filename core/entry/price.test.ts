import fc from 'fast-check';
import { expect, test } from 'vitest';
import { priceByWeek } from './price.ts';
import { anyRunOf, runOn } from './sample-entries.ts';

test('gives both sides of the price for each week in which one was written', () => {
  const book = (get: string[], pay: string[]) => ({
    book: { stones: { get: get.map((id) => ({ id })), pay: pay.map((id) => ({ id })) } },
  });
  const entries = [
    runOn('2026-11-18', 'price-ledger', book(['trusted'], [])),
    runOn('2026-10-01', 'price-ledger', book(['laughed'], ['sleep', 'watchful'])),
    runOn('2026-11-20', 'price-ledger', book([], ['sleep'])),
    runOn('2026-11-20', 'body-budget', { book: { stones: { get: [{ id: 'trusted' }] } } }),
  ];
  expect(priceByWeek(entries)).toEqual([
    { week: '2026-W40', left: [{ id: 'laughed' }], right: [{ id: 'sleep' }, { id: 'watchful' }] },
    { week: '2026-W47', left: [{ id: 'trusted' }], right: [{ id: 'sleep' }] },
  ]);
});

test('a run that laid nothing leaves no week', () => {
  expect(priceByWeek([runOn('2026-11-18', 'price-ledger', { book: { stones: {} } })])).toEqual([]);
});

test('never throws, whatever was kept', () => {
  fc.assert(fc.property(fc.array(anyRunOf('price-ledger', ['book'])), (runs) => void priceByWeek(runs)));
});
