import { expect, test } from 'vitest';
import type { MapAnswer, MapStep } from '#core/practice/step-kinds/map.ts';
import type { PickStep } from '#core/practice/step-kinds/pick.ts';
import type { ScaleStep } from '#core/practice/step-kinds/scale.ts';
import { figureValues } from './figure-values.ts';

const rings: MapStep = {
  id: 'rings',
  kind: 'map',
  figure: 'rings-round-a-meeting',
  slots: [
    { id: 'policy', token: 'text' },
    { id: 'loyalty', token: 'initial' },
    { id: 'person', token: 'count' },
  ],
};

test.each<[string, MapAnswer, object]>([
  ['nothing at first', { texts: {}, counts: {} }, { counts: [0, 0, 0], filled: [] }],
  [
    'how many texts, initials and stones lie where, and no word of them',
    { texts: { policy: ['The rota', 'The forms'], loyalty: [] }, counts: { person: 3 } },
    { counts: [2, 0, 3], filled: ['policy', 'person'] },
  ],
])('shows in a map %s', (_what, answer, values) => {
  expect(figureValues(rings, answer, [])).toEqual(values);
});

test('shows the first group that something was picked from, and which pole a mark stands nearest to', () => {
  const signs: PickStep = {
    id: 'signs',
    kind: 'pick',
    groups: ['alarm', 'start'],
    items: [
      { id: 'sleep', group: 'alarm' },
      { id: 'pace', group: 'start' },
    ],
  };
  const distance: ScaleStep = { id: 'far', kind: 'scale', scales: ['here'], poles: ['far', 'near', 'too-near'] };
  expect(figureValues(signs, { picked: ['pace'], own: [] }, [])).toEqual({ pressed: 'start' });
  expect(figureValues(distance, { marks: { here: 4 } }, [])).toEqual({ chosen: 2 });
  expect(figureValues(distance, { marks: {} }, [])).toEqual({});
});
