import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answerNow, currentStep } from '../run.ts';
import { faultsOfStep } from '../testing/sample-faults.ts';
import { anyRun } from '../testing/sample-run.ts';
import { rank } from './rank.ts';
import type { RankAnswer, RankEvent, RankStep } from './rank.ts';

const json = { kind: 'rank', items: ['rest', 'talk'] };

describe('parsing a rank', () => {
  it.each([
    ['items', {}],
    ['cards taken over', { items: undefined, from: ['list.one', 'list.two'] }],
    ['both, a most and own items', { from: 'list', max: 1, own: true }],
  ])('takes %s', (_what, change) => {
    expect(faultsOfStep({ ...json, ...change })).toEqual([]);
  });

  it.each([
    [{ items: undefined }, 'it items: needs items or from'],
    [{ items: [] }, 'it items: needs 1 to 60 ids, has 0'],
    [{ items: ['rest', 'rest'] }, 'it items: has an id twice'],
    [{ items: [{ id: 'rest' }] }, 'it items: needs a list of ids in lower case with hyphens'],
    [{ items: ['one'], from: 'list' }, 'it from: one would be two different cards in this step'],
    [{ max: 0 }, 'it max: needs a whole number from 1 to 10'],
    [{ max: 2.5 }, 'it max: needs a whole number from 1 to 10'],
    [{ own: 'yes' }, 'it own: is true or left out'],
    [{ fields: ['one'] }, 'it fields: is not a known field here'],
  ])('refuses %j: %s', (change, fault) => {
    expect(faultsOfStep({ ...json, ...change })).toContain(fault);
  });
});

describe('a rank', () => {
  const step: RankStep = { id: 'it', kind: 'rank', items: ['a', 'b', 'c'], max: 2, own: true };
  const given = [{ id: 'one', step: 'list' }];
  const apply = (of: RankStep, answer: RankAnswer, ...events: RankEvent[]): RankAnswer =>
    events.reduce((now, event) => rank.apply(of, now, event, given), answer);
  const answerTo = (...events: RankEvent[]) => apply(step, rank.start(step, given), ...events);
  const choose = (id: string): RankEvent => ({ kind: 'rank', type: 'choose', id });
  const own = (text: string): RankEvent => ({ kind: 'rank', type: 'own', text });
  const move = (id: string, by: 1 | -1): RankEvent => ({ kind: 'rank', type: 'move', id, by });

  it('never holds more than its most', () => {
    fc.assert(
      fc.property(anyRun, ({ practice, states }) => {
        for (const state of states) {
          const of = currentStep(practice, state)?.step;
          const { order = [] } = answerNow(practice, state) as Partial<RankAnswer>;
          expect(order.length).toBeLessThanOrEqual(of?.kind === 'rank' ? of.max : 0);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('parks what comes after its most, and with a most of one takes the last chosen', () => {
    expect(answerTo(choose('a'), choose('one'), choose('b')).order).toEqual(['a', 'one']);
    const single = { ...step, max: 1 };
    expect(apply(single, rank.start(single, given), choose('a'), choose('b')).order).toEqual(['b']);
  });

  it('moves a card only within the order', () => {
    const both = answerTo(choose('a'), choose('b'));
    expect(apply(step, both, move('b', -1)).order).toEqual(['b', 'a']);
    expect(apply(step, both, move('b', 1))).toBe(both);
    expect(apply(step, both, move('c', 1))).toBe(both);
  });

  it('chooses an own item while there is room and parks it when there is none', () => {
    expect(answerTo(own('mine')).order).toEqual(['own_it_1']);
    const full = answerTo(choose('a'), choose('b'), own('mine'));
    expect(full).toEqual({ order: ['a', 'b'], own: [{ id: 'own_it_1', text: 'mine' }] });
    expect(apply(step, full, { kind: 'rank', type: 'park', id: 'a' }, choose('own_it_1')).order).toEqual([
      'b',
      'own_it_1',
    ]);
  });

  it('lets go of a card that is no longer given, so that its place is free', () => {
    const answer = answerTo(choose('one'), choose('a'));
    expect(rank.within?.(step, answer, [])).toEqual({ order: ['a'], own: [] });
    expect(rank.apply(step, answer, choose('b'), []).order).toEqual(['a', 'b']);
    expect(rank.keeps(step, answer, [])).toEqual({ order: ['a'], own: [] });
    expect(rank.keeps(step, answerTo(choose('one')), [])).toBeNull();
  });

  it('gives on what was chosen, in its order', () => {
    const answer = answerTo(choose('b'), choose('one'));
    expect(rank.gives(step, answer, given)).toEqual([
      { id: 'b', step: 'it' },
      { id: 'one', step: 'list' },
    ]);
    expect(rank.gives(step, answer, given, 'one')).toEqual([{ id: 'one', step: 'list' }]);
  });
});
