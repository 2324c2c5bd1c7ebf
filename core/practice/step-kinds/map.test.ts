import { describe, expect, it } from 'vitest';
import { faultsOfStep } from '../testing/sample-faults.ts';
import { SLOT_MAX, map } from './map.ts';
import type { MapAnswer, MapEvent, MapStep } from './map.ts';

const json = { kind: 'map', figure: 'ring', slots: [{ id: 'centre', token: 'text' }] };
const slot = (change: object) => ({ slots: [{ id: 'centre', token: 'text', ...change }] });

describe('parsing a map', () => {
  it.each([
    ['slots', {}],
    ['slots in groups', { groups: ['near', 'far'], ...slot({ group: 'near', max: 3, ask: true }) }],
    [
      'initials and counts',
      {
        slots: [
          { id: 'who', token: 'initial' },
          { id: 'how', token: 'count' },
        ],
      },
    ],
  ])('takes %s', (_what, change) => {
    expect(faultsOfStep({ ...json, ...change })).toEqual([]);
  });

  it.each([
    [{ figure: undefined }, 'it figure: a map needs a figure'],
    [{ figure: 'Ring' }, 'it figure: needs an id in lower case with hyphens'],
    [{ slots: [] }, 'it slots: needs a list that is not empty'],
    [{ slots: ['centre'] }, 'it: is not an object'],
    [slot({ id: undefined }), 'it id: needs an id in lower case with hyphens'],
    [slot({ token: 'name' }), 'it token: needs one of: text, initial, count'],
    [slot({ max: 0 }), 'it max: needs a whole number from 1 to 12'],
    [slot({ max: 2.5 }), 'it max: needs a whole number from 1 to 12'],
    [slot({ ask: 'once' }), 'it ask: is true or left out'],
    [slot({ group: 'near' }), 'it slots: centre has an unknown group'],
    [slot({ name: 'x' }), 'it name: is not a known field here'],
    [{ groups: ['near'] }, 'it groups: needs 2 to 8 ids, has 1'],
    [{ slots: [json.slots[0], json.slots[0]] }, 'it: has an id twice: centre'],
    [{ items: ['one'] }, 'it items: is not a known field here'],
  ])('refuses %j: %s', (change, fault) => {
    expect(faultsOfStep({ ...json, ...change })).toContain(fault);
  });
});

describe('a map', () => {
  const step: MapStep = {
    id: 'it',
    kind: 'map',
    figure: 'ring',
    groups: ['near', 'far'],
    slots: [
      { id: 'what', token: 'text', group: 'near', ask: true },
      { id: 'who', token: 'initial', max: 2 },
      { id: 'many', token: 'count', group: 'near' },
    ],
  };
  const answerTo = (...events: MapEvent[]): MapAnswer =>
    events.reduce((answer, event) => map.apply(step, answer, event, []), map.start(step, []));
  const add = (to: string, text: string): MapEvent => ({ kind: 'map', type: 'add', slot: to, text });
  const count = (by: 1 | -1): MapEvent => ({ kind: 'map', type: 'count', slot: 'many', by });

  it('takes initials of at most three signs, so that no name fits', () => {
    expect(answerTo(add('who', ' Maria ')).texts.who).toEqual(['Mar']);
    const edited = answerTo(add('who', 'M'), { kind: 'map', type: 'edit', slot: 'who', index: 0, text: 'Maria' });
    expect(edited.texts.who).toEqual(['Mar']);
  });

  it('takes no more than a slot holds', () => {
    expect(answerTo(add('who', 'a'), add('who', 'b'), add('who', 'c')).texts.who).toEqual(['a', 'b']);
    expect(answerTo(...Array.from({ length: SLOT_MAX + 3 }, () => count(1))).counts.many).toBe(SLOT_MAX);
    expect(answerTo(count(1), count(-1), count(-1)).counts.many).toBe(0);
  });

  it('counts only where stones stand for persons, and writes only where words do', () => {
    expect(answerTo({ kind: 'map', type: 'count', slot: 'what', by: 1 })).toEqual(answerTo());
    expect(answerTo(add('many', 'words'))).toEqual(answerTo());
  });

  it('gives on what stands in a slot or in a group', () => {
    const answer = answerTo(add('what', 'rest'), add('who', 'ab'), count(1));
    expect(map.gives(step, answer, []).map(({ id }) => id)).toEqual(['what_0', 'who_0', 'many']);
    expect(map.gives(step, answer, [], 'near').map(({ id }) => id)).toEqual(['what_0', 'many']);
    expect(map.gives(step, answer, [], 'who')).toEqual([{ id: 'who_0', step: 'it', text: 'ab' }]);
  });

  it('asks once for what it wants filled, until it is', () => {
    expect(map.missing?.(step, answerTo(), [])).toEqual(['what']);
    expect(map.missing?.(step, answerTo(add('what', 'rest')), [])).toEqual([]);
  });

  it('keeps nothing when everything was taken away again', () => {
    const removed = answerTo(
      add('what', 'rest'),
      { kind: 'map', type: 'remove', slot: 'what', index: 0 },
      count(1),
      count(-1),
    );
    expect(map.keeps(step, removed)).toBeNull();
    expect(map.keeps(step, answerTo(count(1)))).toEqual({ texts: {}, counts: { many: 1 } });
  });
});
