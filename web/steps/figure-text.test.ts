import { expect, test } from 'vitest';
import type { Prose } from '#core/practice/parse-prose.ts';
import type { MapAnswer, MapStep } from '#core/practice/step-kinds/map.ts';
import type { PickStep } from '#core/practice/step-kinds/pick.ts';
import type { ScaleStep } from '#core/practice/step-kinds/scale.ts';
import { figureText } from './figure-text.ts';

const proseOf = (step: string, labels: Record<string, string>): Prose => ({
  title: 'The flower',
  invitation: 'What we do that is good',
  words: [],
  situations: [],
  steps: {
    [step]: {
      label: 'What feeds it?',
      text: [],
      items: Object.fromEntries(Object.entries(labels).map(([id, label]) => [id, { label, text: [] }])),
    },
  },
  endings: { label: 'What now?', text: [], items: {} },
});

const flower: MapStep = {
  id: 'flower',
  kind: 'map',
  figure: 'flower',
  slots: [
    { id: 'comfort', token: 'text' },
    { id: 'who', token: 'initial' },
    { id: 'love', token: 'count' },
  ],
};
const petals = proseOf('flower', { comfort: 'Comfort', who: 'Who knows?', love: 'Love' });

test.each<[string, MapAnswer, string]>([
  ['its places while nothing is laid', { texts: { comfort: [] }, counts: { love: 0 } }, 'Comfort, Who knows?, Love'],
  [
    'what lies in which place, and how much',
    { texts: { comfort: ['a blanket', 'her song'], who: ['K'] }, counts: { love: 3 } },
    'Comfort: a blanket, her song; Who knows? K; Love: 3',
  ],
])('says of a map %s', (_what, answer, said) => {
  expect(figureText(petals, flower, answer, [])).toBe(said);
});

test('says where a mark stands, and the poles before there is one', () => {
  const distance: ScaleStep = { id: 'stood', kind: 'scale', scales: ['me'], poles: ['far', 'near', 'close'] };
  const prose = proseOf('stood', { me: 'I stood', far: 'Too far', near: 'Near enough', close: 'Too close' });
  expect(figureText(prose, distance, { marks: {} }, [])).toBe('Too far, Near enough, Too close');
  expect(figureText(prose, distance, { marks: { me: 2 } }, [])).toBe('I stood: Near enough');
});

test('says what was picked, and the groups before anything is', () => {
  const signs: PickStep = {
    id: 'signs',
    kind: 'pick',
    groups: ['alarm', 'pause'],
    items: [
      { id: 'racing', group: 'alarm' },
      { id: 'calm', group: 'pause' },
    ],
  };
  const prose = proseOf('signs', { alarm: 'Alarm', pause: 'Pause', racing: 'Racing thoughts', calm: 'Calm' });
  expect(figureText(prose, signs, { picked: [], own: [] }, [])).toBe('Alarm, Pause');
  expect(figureText(prose, signs, { picked: ['racing', 'calm'], own: [] }, [])).toBe('Racing thoughts, Calm');
});
