import { describe, expect, it } from 'vitest';
import { faultsOfStep } from '../testing/sample-faults.ts';
import { pool } from './pool.ts';
import type { PoolStep } from './pool.ts';

const json = { kind: 'pool', items: ['calm', 'noise'], minimum: 5, weeks: 2, answer: 14 };

describe('parsing a pool', () => {
  it.each([
    ['the floor', {}],
    ['more than the floor', { minimum: 8 }],
  ])('takes %s', (_what, change) => {
    expect(faultsOfStep({ ...json, ...change })).toEqual([]);
  });

  it.each([
    [{ minimum: 4 }, 'it minimum: needs a whole number from 5 to 50'],
    [{ minimum: 5.5 }, 'it minimum: needs a whole number from 5 to 50'],
    [{ minimum: undefined }, 'it minimum: needs a whole number from 5 to 50'],
    [{ items: [] }, 'it items: needs 1 to 30 ids, has 0'],
    [{ items: ['calm', 'calm'] }, 'it items: has an id twice'],
    [{ weeks: 0 }, 'it weeks: needs a whole number from 1 to 12'],
    [{ answer: '14' }, 'it answer: needs a whole number from 1 to 60'],
    [{ answer: undefined }, 'it answer: needs a whole number from 1 to 60'],
    [{ own: true }, 'it own: is not a known field here'],
    [{ prompts: ['what'] }, 'it prompts: is not a known field here'],
  ])('refuses %j: %s', (change, fault) => {
    expect(faultsOfStep({ ...json, ...change })).toContain(fault);
  });
});

describe('a pool', () => {
  it('takes, gives and keeps nothing on one device', () => {
    const step: PoolStep = { ...json, id: 'it', kind: 'pool' };
    const answer = pool.start(step, []);
    expect(answer).toEqual({});
    expect(pool.apply(step, answer, { kind: 'pool', item: 'calm' } as never, [])).toBe(answer);
    expect(pool.gives(step, answer, [])).toEqual([]);
    expect(pool.keeps(step, answer)).toBeNull();
  });
});
