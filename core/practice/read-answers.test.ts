import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '#core/entry/entry.ts';
import type { Practice, Step } from './practice.ts';
import { CARD_KEY, readAnswers } from './read-answers.ts';
import { keptAnswers } from './run-answers.ts';
import { anyPractice, practiceOf } from './testing/sample-practice.ts';
import { anyRun } from './testing/sample-run.ts';

const stored = (answers: unknown): JsonObject => JSON.parse(JSON.stringify(answers)) as JsonObject;

/** The same practice, with nothing that erases itself, so that every card given on was kept. */
const keepingAll = ({ steps, units, ...practice }: Practice): Practice => {
  const keeping = ({ scope: _scope, ...step }: Step) => step as Step;
  return {
    ...practice,
    scope: 'private',
    steps: steps.map(keeping),
    ...(units ? { units: units.map((unit) => ({ ...unit, steps: unit.steps.map(keeping) })) } : {}),
  };
};

describe('reading answers back', () => {
  it('shows everything that a run of the same version left, as it was left', () => {
    fc.assert(
      fc.property(anyRun, ({ practice, states }) => {
        const whole = keepingAll(practice);
        for (const state of states) {
          const { entry, setup } = keptAnswers(whole, state);
          const setups = readAnswers(whole, 1, stored({ ...state.setups, ...setup }));
          expect(setups).toEqual({ shown: { ...state.setups, ...setup }, unread: {} });
          expect(readAnswers(whole, 1, stored(entry ?? {}), { setups: setups.shown })).toEqual({
            shown: entry ?? {},
            unread: {},
          });
        }
      }),
      { numRuns: 200 },
    );
  });

  it('loses nothing and throws at nothing, whatever was stored under whatever name', () => {
    const key = fc.oneof(fc.constantFrom('step-0', 'step-1', 'step-1#item-0', 'step-0~2', CARD_KEY), fc.string());
    fc.assert(
      fc.property(
        anyPractice,
        fc.dictionary(key, fc.jsonValue()),
        fc.integer({ min: 1, max: 3 }),
        (practice, json, version) => {
          const answers = stored(json);
          const { shown, unread, card } = readAnswers(practice, version, answers);
          const met = new Set([...Object.keys(shown), ...Object.keys(unread), ...(card ? [CARD_KEY] : [])]);
          expect(met).toEqual(new Set(Object.keys(answers)));
          for (const [name, raw] of Object.entries(unread)) expect(raw).toBe(answers[name]);
        },
      ),
    );
  });

  const practice = practiceOf([
    { id: 'list', kind: 'pick', own: true, marks: ['want', 'do'], items: [{ id: 'sleep' }, { id: 'talk' }] },
    { id: 'order', kind: 'rank', from: 'list' },
    { id: 'each', kind: 'write', forEach: 'order', prompts: ['what'] },
    { id: 'zones', kind: 'sort', own: true, cards: ['laws', 'rooms'], fields: ['mine', 'depends'] },
    { id: 'book', kind: 'ledger', sides: ['gives', 'costs'], suggestions: { gives: ['laughter'] } },
    { id: 'beside', kind: 'contrast', columns: ['said', 'did'], rows: ['advice'], given: 'said' },
    { id: 'near', kind: 'scale', scales: ['today'], poles: ['low', 'middle', 'high'] },
    {
      id: 'ring',
      kind: 'map',
      figure: 'ring',
      slots: [
        { id: 'centre', token: 'text' },
        { id: 'many', token: 'count' },
      ],
    },
    {
      id: 'next',
      kind: 'plan',
      fields: [
        { id: 'act', type: 'text', suggestions: ['walk'] },
        { id: 'day', type: 'date' },
      ],
    },
    { id: 'circle', kind: 'loop', sides: ['me', 'other'], start: true },
    { id: 'page', kind: 'write', prompts: ['what'] },
  ]);

  it.each<[string, string, Json, Json]>([
    [
      'a pick',
      'list',
      { picked: ['sleep', 'gone'], marked: { sleep: 'want', talk: 'never' }, own: [] },
      { picked: ['sleep'], marked: { sleep: 'want' }, own: [] },
    ],
    [
      'a sort',
      'zones',
      {
        placed: [
          ['laws', 'mine'],
          ['rooms', 'gone'],
          ['gone', 'mine'],
        ],
        parked: [],
        edited: {},
        own: [],
      },
      { placed: [['laws', 'mine']], parked: [], edited: {}, own: [] },
    ],
    [
      'a ledger',
      'book',
      { stones: { gives: [{ id: 'laughter' }, { id: 'gone' }], gone: [{ id: 'noise' }] } },
      { stones: { gives: [{ id: 'laughter' }] } },
    ],
    [
      'a contrast',
      'beside',
      { row: 0, cells: { advice: { did: 'stayed', gone: 'x' } }, own: [] },
      { row: 0, cells: { advice: { did: 'stayed' } }, own: [] },
    ],
    ['a scale', 'near', { marks: { today: 4, gone: 1 } }, { marks: { today: 4 } }],
    [
      'a map',
      'ring',
      { texts: { centre: ['rest'], gone: ['x'] }, counts: { many: 2, centre: 1 } },
      { texts: { centre: ['rest'] }, counts: { many: 2 } },
    ],
    [
      'a loop',
      'circle',
      {
        acts: [
          { id: 'own_circle_1', side: 'me', text: 'ask' },
          { id: 'own_circle_2', side: 'gone', text: 'x' },
        ],
        start: 1,
      },
      { acts: [{ id: 'own_circle_1', side: 'me', text: 'ask' }], start: 0 },
    ],
    ['a plan', 'next', { texts: { day: 'soon' }, taken: { act: 'walk' } }, { texts: {}, taken: { act: 'walk' } }],
    [
      'a write',
      'page',
      { texts: { what: 'a day', gone: 'x' }, lifetime: 'keep' },
      { texts: { what: 'a day' }, lifetime: 'keep' },
    ],
  ])('shows what is left of %s and holds the whole beside it', (_what, key, raw, left) => {
    expect(readAnswers(practice, 1, { [key]: raw })).toEqual({ shown: { [key]: left }, unread: { [key]: raw } });
  });

  it('shows a rank of own words only beside the words themselves', () => {
    const list = { picked: ['own_list_1'], marked: { own_list_1: 'want' }, own: [{ id: 'own_list_1', text: 'swim' }] };
    const order = { order: ['own_list_1'], own: [] };
    const each = { texts: { what: 'on Monday' } };
    const whole = { 'each#own_list_1': each, order, list };
    expect(readAnswers(practice, 1, whole)).toEqual({ shown: whole, unread: {} });
    const alone = { 'each#own_list_1': each, order };
    expect(readAnswers(practice, 1, alone)).toEqual({ shown: {}, unread: alone });
    expect(readAnswers(practice, 1, alone, { setups: { list } })).toEqual({ shown: alone, unread: {} });
  });

  it.each<[string, JsonObject]>([
    ['a step that is gone', { before: { texts: { what: 'a day' } } }],
    ['a step that became another kind', { page: { picked: ['sleep'], own: [] } }],
    ['a step that is no longer repeated for a card', { 'page#sleep': { texts: { what: 'a day' } } }],
    ['a step that is now repeated for a card', { each: { texts: { what: 'a day' } } }],
    ['a card that never was', { 'each#nowhere': { texts: { what: 'a day' } } }],
    ['something that is no answer', { page: 'a day', book: null, list: [1], next: 5 }],
  ])('holds %s without showing it', (_what, answers) => {
    expect(readAnswers(practice, 1, answers)).toEqual({ shown: {}, unread: answers });
  });

  it('reads the card of an ending apart from the answers', () => {
    expect(readAnswers(practice, 1, { [CARD_KEY]: { text: 'May I ask you', to: 'a colleague' } })).toEqual({
      shown: {},
      unread: {},
      card: { text: 'May I ask you', to: 'a colleague' },
    });
  });

  it('brings older answers up version by version, and leaves newer ones as they are', () => {
    const third = { ...practice, version: 3 };
    const rename =
      (from: string, to: string) =>
      ({ [from]: answer = null, ...others }: JsonObject) => ({ ...others, [to]: answer });
    const migrations = { 'a-practice': { 1: rename('sheet', 'leaf'), 2: rename('leaf', 'page') } };
    const answer = { texts: { what: 'a day' } };
    const read = (version: number, key: string) => readAnswers(third, version, { [key]: answer }, { migrations });
    for (const [version, key] of [
      [1, 'sheet'],
      [2, 'leaf'],
      [3, 'page'],
      [4, 'page'],
    ] as const)
      expect(read(version, key)).toEqual({ shown: { page: answer }, unread: {} });
    expect(read(3, 'leaf')).toEqual({ shown: {}, unread: { leaf: answer } });
    expect(read(4, 'leaf')).toEqual({ shown: {}, unread: { leaf: answer } });
  });
});
