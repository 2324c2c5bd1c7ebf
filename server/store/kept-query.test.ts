import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { givenRows } from './given-rows.ts';
import { keptQuery } from './kept-query.ts';
import { connect } from './sqlite-connection.ts';

type Asked = { readonly word: string; readonly count: number };

function sumUp() {
  let built = 0;
  const ask = keptQuery(['word', 'count'], (read, rows: readonly Asked[]) => {
    built += 1;
    return read
      .with('given(word, count)', () => givenRows(rows, { word: 'text', count: 'bigint' }))
      .selectFrom('given')
      .select((row) => ['word', row('count', '*', 2).as('double'), row.val('always').as('constant')])
      .orderBy('count');
  });
  return { ask, built: () => built };
}

const rowsOf = (count: number, from: number): readonly Asked[] =>
  Array.from({ length: count }, (_, row) => ({ word: `w${from + row}`, count: from + row }));

const answerTo = (rows: readonly Asked[]) =>
  rows.map(({ word, count }) => ({ word, double: count * 2, constant: 'always' }));

test('answers each question for its own rows, and puts one together for each number of them', async () => {
  const db = connect(new DatabaseSync(':memory:'), 'reads');
  const { ask, built } = sumUp();
  for (const from of [1, 100, 200])
    for (const count of [1, 2, 64]) {
      const rows = rowsOf(count, from);
      expect(await ask(db, rows)).toEqual(answerTo(rows));
    }
  expect(built()).toBe(3);
});

test('puts together anew what has more rows than it keeps', async () => {
  const db = connect(new DatabaseSync(':memory:'), 'reads');
  const { ask, built } = sumUp();
  for (const from of [1, 1_000]) {
    const rows = rowsOf(300, from);
    expect(await ask(db, rows)).toEqual(answerTo(rows));
  }
  expect(built()).toBe(2);
});
