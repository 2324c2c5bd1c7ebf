import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { faultsOfStep } from '../testing/sample-faults.ts';
import { anyRun } from '../testing/sample-run.ts';
import { stepIdOf } from '../references.ts';
import { stepsOf } from '../run.ts';
import { isClosedBy, pick } from './pick.ts';
import type { PickAnswer, PickEvent, PickStep } from './pick.ts';

const json = { kind: 'pick', items: [{ id: 'sleep' }] };
const item = (change: object) => ({ items: [{ id: 'sleep', ...change }] });

describe('parsing a pick', () => {
  it.each([
    ['items', {}],
    ['levels and flags, one or several', item({ level: 'me', flag: ['doctor', 'request'] })],
    ['groups', { groups: ['body', 'mind'], ...item({ group: 'body' }) }],
    ['marks, a most and own items', { marks: ['want', 'do'], max: 2, own: true }],
    ['a gate', { close: { on: ['sleep'], to: 'help-now' } }],
  ])('takes %s', (_what, change) => {
    expect(faultsOfStep({ ...json, ...change })).toEqual([]);
  });

  it.each([
    [{ items: undefined }, 'it items: needs a list that is not empty'],
    [{ items: ['sleep'] }, 'it: is not an object'],
    [item({ id: 'Sleep' }), 'it id: needs an id in lower case with hyphens'],
    [item({ level: 'boss' }), 'it level: needs some of: me, team, leader, organisation'],
    [item({ flag: [] }), 'it flag: needs some of: doctor, request, costs'],
    [item({ text: 'Sleep' }), 'it text: is not a known field here'],
    [item({ group: 'body' }), 'it items: sleep has an unknown group'],
    [{ items: [{ id: 'sleep' }, { id: 'sleep' }] }, 'it: has an id twice: sleep'],
    [{ groups: ['body'] }, 'it groups: needs 2 to 8 ids, has 1'],
    [{ groups: ['sleep', 'mind'] }, 'it: has an id twice: sleep'],
    [{ max: 0 }, 'it max: needs a whole number from 1 to 60'],
    [{ max: 1.5 }, 'it max: needs a whole number from 1 to 60'],
    [{ marks: ['want'] }, 'it marks: needs 2 to 4 ids, has 1'],
    [{ own: false }, 'it own: is true or left out'],
    [{ close: { on: ['noise'], to: 'help-now' } }, 'it close: noise is not an item here'],
    [{ close: { on: [], to: 'help-now' } }, 'it on: needs 1 to 20 ids, has 0'],
    [{ close: { on: ['sleep'] } }, 'it to: needs an id in lower case with hyphens'],
    [{ close: { on: ['sleep'], to: 'help-now', at: 1 } }, 'it at: is not a known field here'],
    [{ cards: ['one'] }, 'it cards: is not a known field here'],
  ])('refuses %j: %s', (change, fault) => {
    expect(faultsOfStep({ ...json, ...change })).toContain(fault);
  });
});

describe('a pick', () => {
  const items = [{ id: 'a', group: 'body' }, { id: 'b' }, { id: 'c' }];
  const step: PickStep = { id: 'it', kind: 'pick', items, groups: ['body', 'mind'], own: true };
  const marking: PickStep = { ...step, marks: ['want', 'do', 'later'] };
  const answerTo = (of: PickStep, ...events: PickEvent[]): PickAnswer =>
    events.reduce((answer, event) => pick.apply(of, answer, event, []), pick.start(of, []));
  const toggle = (id: string): PickEvent => ({ kind: 'pick', type: 'toggle', id });
  const mark = (id: string, given: string | null): PickEvent => ({ kind: 'pick', type: 'mark', id, mark: given });
  const own = (text: string, given?: string): PickEvent => ({
    kind: 'pick',
    type: 'own',
    text,
    ...(given ? { mark: given } : {}),
  });
  const none: PickEvent = { kind: 'pick', type: 'none' };

  it('never holds more than its most, picked or marked', () => {
    fc.assert(
      fc.property(anyRun, ({ practice, state }) => {
        const steps = stepsOf(practice, state);
        for (const [key, answer] of Object.entries(state.answers)) {
          const of = steps.find(({ id }) => id === stepIdOf(key));
          if (of?.kind !== 'pick' || of.max === undefined) continue;
          expect((answer as PickAnswer).picked.length).toBeLessThanOrEqual(of.max);
          expect(Object.keys((answer as PickAnswer).marked ?? {}).length).toBeLessThanOrEqual(of.max);
        }
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    [1, ['c']],
    [2, ['a', 'b']],
  ])('with a most of %i holds %j after three were chosen', (max, picked) => {
    expect(answerTo({ ...step, max }, toggle('a'), toggle('b'), toggle('c')).picked).toEqual(picked);
    expect(answerTo({ ...marking, max }, mark('a', 'want'), mark('b', 'want'), mark('c', 'do')).picked).toEqual(picked);
  });

  it('changes a mark though it is full', () => {
    expect(answerTo({ ...marking, max: 1 }, mark('a', 'want'), mark('a', 'do')).marked).toEqual({ a: 'do' });
    expect(answerTo({ ...marking, max: 2 }, mark('a', 'want'), mark('b', 'do'), mark('a', 'later')).marked).toEqual({
      a: 'later',
      b: 'do',
    });
  });

  it('picks in the order of the content, own items last', () => {
    expect(answerTo(step, own('mine'), toggle('c'), toggle('a')).picked).toEqual(['a', 'c', 'own_it_1']);
  });

  it('gives an own item the mark it came with, and the last mark when it came with none', () => {
    expect(answerTo(marking, own('swim', 'want')).marked).toEqual({ own_it_1: 'want' });
    expect(answerTo(marking, own('swim')).marked).toEqual({ own_it_1: 'later' });
    expect(answerTo(marking, own('swim', 'never'))).toEqual(answerTo(marking));
  });

  it('keeps own words that find no place, so that they can be picked later', () => {
    const full = answerTo({ ...step, max: 2 }, toggle('a'), toggle('b'), own('mine'));
    expect(full).toMatchObject({ picked: ['a', 'b'], own: [{ id: 'own_it_1', text: 'mine' }] });
  });

  it('takes an own item away with its mark and never uses its name again', () => {
    const answer = answerTo(
      marking,
      own('swim', 'want'),
      { kind: 'pick', type: 'drop-own', id: 'own_it_1' },
      own('run', 'do'),
    );
    expect(answer).toMatchObject({
      picked: ['own_it_2'],
      marked: { own_it_2: 'do' },
      own: [{ id: 'own_it_2', text: 'run' }],
    });
  });

  it('takes none of these as an answer of its own, until it is taken back or something is picked', () => {
    expect(answerTo(step, toggle('a'), none)).toEqual({ picked: [], own: [], none: true });
    expect(answerTo(step, none, none)).toEqual({ picked: [], own: [] });
    expect(answerTo(step, none, toggle('a'))).toEqual({ picked: ['a'], own: [] });
    expect(answerTo(marking, mark('a', 'want'), none)).toEqual({ picked: [], own: [], none: true });
  });

  it('gives on what is picked, by item, group, mark, or the helper’s own', () => {
    const gives = (of: PickStep, answer: PickAnswer, selector?: string) =>
      pick.gives(of, answer, [], selector).map(({ id }) => id);
    const answer = answerTo(marking, mark('a', 'want'), mark('b', 'do'), own('swim', 'want'));
    expect(gives(marking, answer)).toEqual(['a', 'b', 'own_it_1']);
    expect(gives(marking, answer, 'want')).toEqual(['a', 'own_it_1']);
    expect(gives(marking, answer, 'body')).toEqual(['a']);
    expect(gives(marking, answer, 'b')).toEqual(['b']);
    expect(gives(marking, answer, 'own')).toEqual(['own_it_1']);
  });

  it('marks where there are marks and ticks where there are none', () => {
    expect(answerTo(marking, toggle('a'))).toEqual(answerTo(marking));
    expect(answerTo(step, mark('a', 'want'))).toEqual(answerTo(step));
  });

  it('closes the practice only by the items that close it', () => {
    const gate: PickStep = { ...step, close: { on: ['b'], to: 'help-now' } };
    expect(isClosedBy(gate, answerTo(gate, toggle('a')))).toBe(false);
    expect(isClosedBy(gate, answerTo(gate, toggle('a'), toggle('b')))).toBe(true);
    expect(isClosedBy(step, answerTo(step, toggle('b')))).toBe(false);
  });

  it('keeps what was picked, and that nothing was', () => {
    expect(pick.keeps(step, answerTo(step))).toBeNull();
    expect(pick.keeps(step, answerTo(step, none))).toEqual({ picked: [], own: [], none: true });
  });
});
