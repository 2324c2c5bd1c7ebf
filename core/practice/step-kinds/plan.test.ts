import { describe, expect, it } from 'vitest';
import { faultsOfStep } from '../testing/sample-faults.ts';
import { FIELD_TYPES, plan } from './plan.ts';
import type { PlanAnswer, PlanEvent, PlanStep } from './plan.ts';

const json = { kind: 'plan', fields: [{ id: 'what', type: 'text' }] };
const field = (change: object) => ({ fields: [{ id: 'what', type: 'text', ...change }] });

describe('parsing a plan', () => {
  it.each([
    ['a field', {}],
    ['a field with suggestions, and a calendar', { calendar: true, ...field({ suggestions: ['walk', 'rest'] }) }],
  ])('takes %s', (_what, change) => {
    expect(faultsOfStep({ ...json, ...change })).toEqual([]);
  });

  it.each(FIELD_TYPES)('takes a field of the type %s', (type) => {
    expect(faultsOfStep({ ...json, ...field({ type }) })).toEqual([]);
  });

  it.each([
    [{ fields: undefined }, 'it fields: needs a list that is not empty'],
    [{ fields: 'what' }, 'it fields: needs a list that is not empty'],
    [{ fields: ['what'] }, 'it: is not an object'],
    [field({ type: 'number' }), 'it type: needs one of: text, time, date, rhythm, person, phone'],
    [field({ id: '' }), 'it id: needs an id in lower case with hyphens'],
    [field({ label: 'What' }), 'it label: is not a known field here'],
    [field({ suggestions: [] }), 'it suggestions: needs 1 to 20 ids, has 0'],
    [field({ suggestions: ['what'] }), 'it: has an id twice: what'],
    [{ fields: [json.fields[0], json.fields[0]] }, 'it: has an id twice: what'],
    [{ calendar: 'yes' }, 'it calendar: is true or left out'],
    [{ minutes: 5 }, 'it minutes: is not a known field here'],
  ])('refuses %j: %s', (change, fault) => {
    expect(faultsOfStep({ ...json, ...change })).toContain(fault);
  });
});

describe('a plan', () => {
  const step: PlanStep = {
    id: 'it',
    kind: 'plan',
    fields: [
      { id: 'what', type: 'text', suggestions: ['walk'] },
      { id: 'day', type: 'date' },
      { id: 'hour', type: 'time' },
      { id: 'often', type: 'rhythm' },
    ],
  };
  const answerTo = (...events: PlanEvent[]): PlanAnswer =>
    events.reduce((answer, event) => plan.apply(step, answer, event, []), plan.start(step, []));
  const text = (to: string, said: string): PlanEvent => ({ kind: 'plan', type: 'text', field: to, text: said });
  const take = (id: string | null): PlanEvent => ({ kind: 'plan', type: 'take', field: 'what', id });

  it.each([
    ['day', '2028-02-29'],
    ['day', ''],
    ['hour', '23:59'],
    ['often', 'two-weeks'],
    ['what', 'anything at all'],
  ])('takes for %s: %j', (id, said) => {
    expect(answerTo(text(id, said)).texts).toEqual({ [id]: said });
  });

  it.each([
    ['day', '2027-02-29'],
    ['day', '2027-02-30'],
    ['day', '1.2.2027'],
    ['day', 'tomorrow'],
    ['hour', '24:00'],
    ['hour', '9:30'],
    ['often', 'now and then'],
  ])('leaves %s as it was at %j', (id, said) => {
    expect(answerTo(text(id, said))).toEqual(answerTo());
  });

  it('holds either a suggestion or own words in a field', () => {
    expect(answerTo(text('what', 'swim'), take('walk'))).toEqual({ texts: {}, taken: { what: 'walk' } });
    expect(answerTo(take('walk'), text('what', 'swim'))).toEqual({ texts: { what: 'swim' }, taken: {} });
    expect(answerTo(take('walk'), take(null))).toEqual(answerTo());
  });

  it('gives on suggestions as cards of the content and own words as words', () => {
    const answer = answerTo(take('walk'), text('hour', '09:00'));
    expect(plan.gives(step, answer, [])).toEqual([
      { id: 'walk', step: 'it' },
      { id: 'hour', step: 'it', text: '09:00' },
    ]);
    expect(plan.gives(step, answer, [], 'what')).toEqual([{ id: 'walk', step: 'it' }]);
    expect(plan.gives(step, answer, [], 'hour').map((card) => card.text)).toEqual(['09:00']);
  });

  it('keeps nothing that says nothing', () => {
    expect(plan.keeps(step, answerTo(text('what', '  ')))).toBeNull();
    expect(plan.keeps(step, answerTo(take('walk')))).toEqual({ texts: {}, taken: { what: 'walk' } });
  });
});
