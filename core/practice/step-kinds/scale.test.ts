import { describe, expect, it } from 'vitest';
import { faultsOfStep } from '../testing/sample-faults.ts';
import { SCALE_PLACES, poleOfPlace, scale } from './scale.ts';
import type { ScaleAnswer, ScaleStep } from './scale.ts';

const json = { kind: 'scale', scales: ['near'], poles: ['low', 'mid', 'high'] };

describe('parsing a scale', () => {
  it('takes scales between three poles', () => {
    expect(faultsOfStep(json)).toEqual([]);
  });

  it.each([
    [{ scales: [] }, 'it scales: needs 1 to 6 ids, has 0'],
    [{ scales: ['a', 'b', 'c', 'd', 'e', 'f', 'g'] }, 'it scales: needs 1 to 6 ids, has 7'],
    [{ poles: ['low', 'high'] }, 'it poles: needs 3 to 3 ids, has 2'],
    [{ poles: undefined }, 'it poles: needs a list of ids in lower case with hyphens'],
    [{ scales: ['low'] }, 'it: has an id twice: low'],
    [{ cutoff: 3 }, 'it cutoff: is not a known field here'],
  ])('refuses %j: %s', (change, fault) => {
    expect(faultsOfStep({ ...json, ...change })).toContain(fault);
  });
});

describe('a scale', () => {
  const step: ScaleStep = { ...json, id: 'it', kind: 'scale', scales: ['near', 'far'] };
  const mark = (answer: ScaleAnswer, place: number | null, name = 'near') =>
    scale.apply(step, answer, { kind: 'scale', type: 'mark', scale: name, place }, []);

  it.each([0, 1, 2, 3, 4])('takes the place %i, and lets it be taken back', (place) => {
    const marked = mark({ marks: {} }, place);
    expect(marked).toEqual({ marks: { near: place } });
    expect(mark(marked, null)).toEqual({ marks: {} });
  });

  it.each([-1, SCALE_PLACES, 1.5, Number.NaN])('leaves it as it was at %d', (place) => {
    const before = { marks: { near: 2 } };
    expect(mark(before, place)).toBe(before);
  });

  it('gives on a scale by its name or by the pole it stands nearest', () => {
    const answer = mark(mark({ marks: {} }, 0), 4, 'far');
    expect(scale.gives(step, answer, []).map(({ id }) => id)).toEqual(['near', 'far']);
    expect(scale.gives(step, answer, [], 'high').map(({ id }) => id)).toEqual(['far']);
    expect(scale.gives(step, answer, [], 'near').map(({ id }) => id)).toEqual(['near']);
    expect([0, 1, 2, 3, 4].map(poleOfPlace)).toEqual([0, 0, 1, 2, 2]);
  });

  it('keeps only what was marked', () => {
    expect(scale.keeps(step, { marks: {} })).toBeNull();
    expect(scale.keeps(step, { marks: { near: 0 } })).toEqual({ marks: { near: 0 } });
  });
});
