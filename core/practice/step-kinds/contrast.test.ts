import { describe, expect, it } from 'vitest';
import { faultsOfStep } from '../testing/sample-faults.ts';
import { contrast, contrastRows, openColumns } from './contrast.ts';
import type { ContrastAnswer, ContrastEvent, ContrastStep } from './contrast.ts';

const json = { kind: 'contrast', columns: ['said', 'did'], rows: ['first'] };

describe('parsing a contrast', () => {
  it.each([
    ['rows', {}],
    ['rows of its own', { rows: undefined, own: true }],
    ['rows taken over', { rows: undefined, from: 'list' }],
    ['three columns', { columns: ['said', 'did', 'next'] }],
    ['a given column', { given: 'said' }],
    ['a sentence that can be carried', { carry: { from: 'said', to: 'did' } }],
  ])('takes %s', (_what, change) => {
    expect(faultsOfStep({ ...json, ...change })).toEqual([]);
  });

  it.each([
    [{ columns: ['said'] }, 'it columns: needs 2 to 3 ids, has 1'],
    [{ columns: ['a', 'b', 'c', 'd'] }, 'it columns: needs 2 to 3 ids, has 4'],
    [{ columns: 'said' }, 'it columns: needs a list of ids in lower case with hyphens'],
    [{ rows: undefined }, 'it rows: needs rows, from or own'],
    [{ rows: ['said'] }, 'it: has an id twice: said'],
    [{ given: 'thought' }, 'it given: is not a column'],
    [{ carry: { from: 'said', to: 'thought' } }, 'it to: needs one of: said, did'],
    [{ carry: { from: 'said' } }, 'it to: needs one of: said, did'],
    [{ carry: { from: 'said', to: 'said' } }, 'it carry: goes from one column that the helper fills to another'],
    [
      { given: 'said', carry: { from: 'said', to: 'did' } },
      'it carry: goes from one column that the helper fills to another',
    ],
    [{ carry: { from: 'said', to: 'did', by: 'hand' } }, 'it by: is not a known field here'],
    [{ carry: 'said' }, 'it: is not an object'],
    [{ own: 'yes' }, 'it own: is true or left out'],
    [{ cards: ['one'] }, 'it cards: is not a known field here'],
  ])('refuses %j: %s', (change, fault) => {
    expect(faultsOfStep({ ...json, ...change })).toContain(fault);
  });
});

describe('a contrast', () => {
  const step: ContrastStep = {
    id: 'it',
    kind: 'contrast',
    columns: ['said', 'did', 'next'],
    rows: ['first'],
    given: 'said',
    carry: { from: 'did', to: 'next' },
    own: true,
  };
  const given = [{ id: 'one', step: 'list' }];
  const answerTo = (...events: ContrastEvent[]): ContrastAnswer =>
    events.reduce((answer, event) => contrast.apply(step, answer, event, given), contrast.start(step, given));
  const text = (row: string, column: string, said: string): ContrastEvent => ({
    kind: 'contrast',
    type: 'text',
    row,
    column,
    text: said,
  });

  it('shows what it takes over, then its own rows, then those of the helper', () => {
    const answer = answerTo({ kind: 'contrast', type: 'own', text: ' mine ' });
    expect(contrastRows(step, answer, given)).toEqual([
      { id: 'one', step: 'list' },
      { id: 'first', step: 'it' },
      { id: 'own_it_1', step: 'it', text: 'mine' },
    ]);
    expect(openColumns(step)).toEqual(['did', 'next']);
  });

  it('leaves the column that is given as it is', () => {
    expect(answerTo(text('one', 'said', 'no'))).toEqual(answerTo());
  });

  it('carries a sentence over only when there is one', () => {
    expect(answerTo({ kind: 'contrast', type: 'carry', row: 'one' })).toEqual(answerTo());
    const carried = answerTo(text('one', 'did', 'stayed'), { kind: 'contrast', type: 'carry', row: 'one' });
    expect(carried.cells.one).toEqual({ did: 'stayed', next: 'stayed' });
  });

  it('gives on the last thing said in each row, or what stands in the column asked for', () => {
    const answer = answerTo(text('one', 'did', 'stayed'), text('first', 'next', 'ask'), text('first', 'did', 'left'));
    expect(contrast.gives(step, answer, given)).toEqual([
      { id: 'one', step: 'list', text: 'stayed' },
      { id: 'first', step: 'it', text: 'ask' },
    ]);
    expect(contrast.gives(step, answer, given, 'did').map((card) => card.text)).toEqual(['stayed', 'left']);
  });

  it('asks for the empty side of a row only when the other is filled', () => {
    expect(contrast.missing?.(step, answerTo(), given)).toEqual([]);
    expect(contrast.missing?.(step, answerTo(text('one', 'did', 'stayed')), given)).toEqual(['next']);
  });

  it('never gives a dropped row its name or its words to another', () => {
    const own: ContrastEvent = { kind: 'contrast', type: 'own', text: 'mine' };
    const answer = answerTo(
      own,
      text('own_it_1', 'did', 'stayed'),
      { kind: 'contrast', type: 'drop-own', id: 'own_it_1' },
      own,
    );
    expect(answer.own).toEqual([{ id: 'own_it_2', text: 'mine' }]);
    expect(answer.cells).toEqual({});
  });

  it('keeps rows that say something and are still there', () => {
    expect(contrast.keeps(step, answerTo(text('one', 'did', ' ')), given)).toBeNull();
    const answer = { ...answerTo(text('one', 'did', 'stayed'), text('first', 'did', 'left')), row: 1 };
    expect(contrast.keeps(step, answer, [])).toEqual({ row: 0, cells: { first: { did: 'left' } }, own: [] });
  });
});
