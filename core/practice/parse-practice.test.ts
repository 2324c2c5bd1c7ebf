import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allSteps, parsePractice } from './parse-practice.ts';
import { stepKinds } from './step-kinds/registry.ts';
import { FILE, faultsOf, faultsOfStep, practiceJson } from './testing/sample-faults.ts';
import { anyPracticeJson } from './testing/sample-practice.ts';
import { sampleSteps } from './testing/sample-step.ts';
import type { Json } from './testing/sample-step.ts';

const page = { id: 'page', kind: 'write', prompts: ['what'] };
const unitsJson = (id: string) => ({ steps: undefined, units: [{ id, steps: [page] }] });
const pickList = { id: 'list', kind: 'pick', items: [{ id: 'one', level: 'team' }, { id: 'two' }] };
const held = { id: 'held', kind: 'plan', forEach: 'list', fields: [{ id: 'when', type: 'date' }] };
const withBoard = (row: object, more: object = {}) => ({
  steps: [pickList, held],
  board: { rows: [{ from: 'list', ...row }], ...more },
});
const IDS = 'needs a list of ids in lower case with hyphens';

describe('a practice', () => {
  it('can be made of every kind of step', () => {
    expect(Object.keys(sampleSteps).sort()).toEqual(Object.keys(stepKinds).sort());
  });

  it('is read whatever it is made of', () => {
    fc.assert(
      fc.property(anyPracticeJson, (json) => {
        const read = parsePractice(json, FILE);
        if (!read.ok) throw new Error(JSON.stringify(read.error));
        expect(Object.keys(stepKinds)).toEqual(expect.arrayContaining(allSteps(read.value).map(({ kind }) => kind)));
      }),
    );
  });

  it('comes out of its own JSON unchanged', () => {
    fc.assert(
      fc.property(anyPracticeJson, (json) => {
        const read = parsePractice(json, FILE);
        if (!read.ok) throw new Error(JSON.stringify(read.error));
        const isLeftOut = (value: unknown) => Array.isArray(value) && value.length === 0;
        const text = JSON.stringify(read.value, (_key, value: unknown) => (isLeftOut(value) ? undefined : value));
        expect(parsePractice(JSON.parse(text), FILE)).toEqual(read);
      }),
    );
  });

  it('is refused, never thrown at, whatever stands in the file', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (json) => {
        expect(parsePractice(json, FILE).ok).toBe(false);
      }),
    );
  });

  it('is refused, never thrown at, when anything in it is something else', () => {
    const swap = (value: unknown, path: number, to: unknown): unknown => {
      if (typeof value !== 'object' || value === null || path === 0) return to;
      const keys = Object.keys(value);
      const key = keys[path % Math.max(1, keys.length)];
      if (key === undefined) return to;
      const swapped = swap((value as Json)[key], Math.floor(path / 7), to);
      return Array.isArray(value)
        ? value.map((item: unknown, index) => (String(index) === key ? swapped : item))
        : { ...value, [key]: swapped };
    };
    fc.assert(
      fc.property(anyPracticeJson, fc.integer({ min: 1, max: 5_000 }), fc.jsonValue(), (json, path, to) => {
        expect(() => parsePractice(swap(json, path, to), FILE)).not.toThrow();
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    [{}],
    [{ minutes: 0.5, people: [2, 12], fresh: true, related: ['another'], retired: ['once'] }],
    [{ scope: 'nothing', endings: ['done'] }],
    [{ scope: 'self-erasing', endings: ['done', 'request'] }],
    [{ surface: 'acute-break', endings: ['done'] }],
    [withBoard({})],
    [withBoard({ plan: 'held', fields: { next: 'when' }, usual: { one: 'breaks' } })],
    [{ cards: { tell: { from: 'page.what' } } }],
    [{ cards: { tell: { from: ['page', '!page.what'] } } }],
    [{ scope: 'nothing', cards: { tell: { from: 'page' } } }],
    [
      {
        steps: undefined,
        units: [
          { id: 'week-1', steps: [page] },
          { id: 'week-2', steps: [{ ...page, id: 'leaf' }] },
        ],
      },
    ],
  ])('is taken with %j', (change) => {
    expect(faultsOf(practiceJson(change))).toEqual([]);
  });

  it.each([
    [{ id: 'A Practice' }, 'id: needs an id in lower case with hyphens'],
    [{ id: undefined }, 'id: needs an id in lower case with hyphens'],
    [{ version: 0 }, 'version: needs a whole number from 1 to 10000'],
    [{ version: 1.5 }, 'version: needs a whole number from 1 to 10000'],
    [{ version: '1' }, 'version: needs a whole number from 1 to 10000'],
    [{ people: 2 }, 'people: needs [min, max]'],
    [{ people: [3, 2] }, 'people: needs [min, max]'],
    [{ people: [0, 2] }, 'people: needs [min, max]'],
    [{ minutes: 0 }, 'minutes: needs a number from 0.1 to 240'],
    [{ place: ['bench'] }, 'place: needs some of: now, day, long, meeting, us, system'],
    [{ place: [] }, 'place: needs some of: now, day, long, meeting, us, system'],
    [{ moment: undefined }, 'moment: needs some of: now, day, long'],
    [{ levels: ['boss'] }, 'levels: needs some of: me, team, leader, organisation'],
    [{ section: 'K' }, 'section: is a letter from A to J'],
    [{ section: undefined }, 'section: needs a text'],
    [{ scope: 'secret' }, 'scope: needs one of: nothing, self-erasing, private, shared, open, aggregate'],
    [{ fresh: false }, 'fresh: is true or left out'],
    [{ endings: ['finish'] }, 'endings: needs some of: done, small-act, tell, request'],
    [{ endings: ['done', 'small-act'] }, 'endings: a private practice can end in tell or request'],
    [{ scope: 'self-erasing', endings: ['done'] }, 'endings: a private practice can end in tell or request'],
    [{ cards: { done: { from: 'page' } } }, 'done: is not a known field here'],
    [{ cards: { tell: {} } }, 'from: is missing'],
    [{ cards: { tell: { from: [] } } }, 'from: needs a reference such as "step" or "step.item", or a list of them'],
    [{ cards: { tell: { from: 'page', to: 'leader' } } }, 'to: is not a known field here'],
    [{ cards: { request: { from: 'page' } } }, 'cards: request is not an ending here'],
    [{ cards: { tell: { from: 'leaf' } } }, 'cards: leaf is not an earlier step'],
    [{ cards: { tell: { from: 'page.why' } } }, 'cards: page.why names nothing that step page can give'],
    [{ cards: { tell: { from: '!page' } } }, 'cards: !page names no part that can stand empty'],
    [
      { cards: { tell: { from: 'page' } }, steps: [{ id: 'page', kind: 'guide', passages: ['what'] }] },
      'cards: page is a step that gives nothing on',
    ],
    [
      { cards: { tell: { from: 'page' } }, steps: [{ ...page, scope: 'self-erasing' }] },
      'cards: page erases itself, and a card would keep it',
    ],
    [
      { cards: { tell: { from: 'page' } }, scope: 'self-erasing' },
      'cards: page erases itself, and a card would keep it',
    ],
    [
      { cards: { tell: { from: 'page' } }, steps: [{ ...page, scope: 'nothing' }] },
      'cards: page leaves nothing, and a card would keep it',
    ],
    [
      { cards: { tell: { from: 'page' } }, steps: [{ ...page, lifetime: 'close' }] },
      'cards: page is erased when it is closed, and a card would keep it',
    ],
    [
      { cards: { tell: { from: 'page' } }, fresh: true },
      'cards: what asks for a fresh unlock is never offered for sharing',
    ],
    [
      { ...unitsJson('week-1'), cards: { tell: { from: 'page' } } },
      'cards: a practice with units ends beyond all of them',
    ],
    [{ surface: 'home' }, 'surface: needs one of: acute-break, help-now'],
    [{ sources: [] }, 'sources: needs 1 to 20 ids, has 0'],
    [{ sources: ['A deck'] }, `sources: ${IDS}`],
    [{ related: 'another' }, `related: ${IDS}`],
    [{ retired: [1] }, `retired: ${IDS}`],
    [{ title: 'A practice' }, 'title: is not a known field here'],
    [{ steps: [] }, 'steps: needs a list that is not empty'],
    [{ steps: undefined }, 'steps: needs a list that is not empty'],
    [{ units: [{ id: 'week-1', steps: [{ ...page, id: 'leaf' }] }] }, 'steps: is not a known field here'],
    [{ steps: undefined, units: [] }, 'units: needs a list that is not empty'],
    [{ steps: undefined, units: [{ id: 'week-1' }] }, 'steps: needs a list that is not empty'],
    [{ steps: undefined, units: [{ id: 'week-1', steps: [page], pace: 7 }] }, 'pace: is not a known field here'],
    [
      {
        steps: undefined,
        units: [
          { id: 'week-1', steps: [page] },
          { id: 'week-1', steps: [{ ...page, id: 'leaf' }] },
        ],
      },
      'units: has an id twice',
    ],
    [
      {
        steps: undefined,
        units: [
          { id: 'week-1', steps: [page] },
          { id: 'week-2', steps: [page] },
        ],
      },
      'page id: is used in two units; words and answers go by the id',
    ],
    [unitsJson('page'), "units: page is the id of something else too; its words would be that one's"],
    [unitsJson('what'), "units: what is the id of something else too; its words would be that one's"],
    [unitsJson('endings'), "units: endings is the id of something else too; its words would be that one's"],
    [{ ...unitsJson('week-1'), retired: ['week-1'] }, 'units: week-1 is retired and never used again'],
    [{ ...unitsJson('week-1'), surface: 'help-now' }, 'units: a surface opens at once, in one part'],
    [{ steps: [page, page] }, 'page id: is used by two steps'],
    [{ retired: ['page'] }, 'page: page is retired and never used again'],
    [{ retired: ['what'] }, 'page: what is retired and never used again'],
    [{ retired: ['feet'], steps: [{ ...page, anchors: ['feet'] }] }, 'page: feet is retired and never used again'],
    [{ steps: ['page'] }, ': is not an object'],
    [{ board: {} }, 'rows: needs a list that is not empty'],
    [{ board: { rows: [{ from: 'page' }] } }, 'from: page is no pick or map'],
    [withBoard({}, { issue: 'held' }), 'issue: held is no pick'],
    [withBoard({}, { issue: 'list' }), 'from: list has cards without one level'],
    [withBoard({}, { shared: true }), 'shared: is not a known field here'],
    [withBoard({ plan: 'list' }), 'plan: list is not repeated for list'],
    [withBoard({ plan: 'held', fields: { attended: 'when' } }), 'fields: attended is no field of it'],
    [withBoard({ plan: 'held', fields: { owner: 'when' } }), 'fields: when does not fit owner'],
    [
      withBoard({ plan: 'held', fields: { lastHeld: 'when' } }, { issue: 'list' }),
      'fields: lastHeld is no field of it',
    ],
    [withBoard({ fields: 'when' }), 'fields: needs an object of ids'],
    [withBoard({ usual: { three: 'breaks' } }), 'usual: three is not an item of that step'],
    [withBoard({ usual: { one: 'yoga' } }), 'usual: yoga is not a usual structure'],
    [withBoard({ usual: { one: 'breaks' } }, { issue: 'list' }), 'usual: what weighs is no usual structure'],
    [{ steps: [{ ...page, id: undefined }] }, 'id: needs an id in lower case with hyphens'],
  ])('is refused with %j: %s', (change, fault) => {
    expect(faultsOf(practiceJson(change))).toContain(fault);
  });

  it('tells all its faults in one go', () => {
    expect(faultsOf(practiceJson({ version: 0, steps: [{ ...page, prompts: [], help: 'yes' }] }))).toEqual([
      'version: needs a whole number from 1 to 10000',
      'page help: is true or left out',
      'page prompts: needs 1 to 6 ids, has 0',
    ]);
  });
});

describe('what every step may say', () => {
  it.each([
    [{ scope: 'nothing', setup: true, repeat: true, help: true, figure: 'ring', anchors: ['feet'], ref: 'another' }],
    [{ when: 'list' }],
    [{ when: ['list.one', '!list.two'] }],
    [{ when: ['list.one|!list.two', 'list'] }],
    [{ from: ['list.one', 'list.own'] }],
    [{ forEach: 'list' }],
    [{ setup: true, when: 'list.one' }],
  ])('is taken with %j', (change) => {
    expect(faultsOfStep({ kind: 'write', prompts: ['what'], ...change })).toEqual([]);
  });

  const REFERENCE = 'needs a reference such as "step" or "step.item", or a list of them';
  it.each([
    [{ kind: 'video' }, 'it kind: is not one of the step kinds'],
    [{ kind: undefined }, 'it kind: is not one of the step kinds'],
    [{ kind: 'toString' }, 'it kind: is not one of the step kinds'],
    [{ id: 'It' }, 'It id: needs an id in lower case with hyphens'],
    [{ scope: 'secret' }, 'it scope: needs one of: nothing, self-erasing, private, shared, open, aggregate'],
    [{ setup: false }, 'it setup: is true or left out'],
    [{ repeat: 3 }, 'it repeat: is true or left out'],
    [{ help: 'now' }, 'it help: is true or left out'],
    [{ figure: 'A ring' }, 'it figure: needs an id in lower case with hyphens'],
    [{ anchors: [] }, 'it anchors: needs 1 to 8 ids, has 0'],
    [{ anchors: ['what'] }, 'it: has an id twice: what'],
    [{ label: 'Write' }, 'it label: is not a known field here'],
    [{ when: [] }, `it when: ${REFERENCE}`],
    [{ when: 'list one' }, `it when: ${REFERENCE}`],
    [{ from: 5 }, `it from: ${REFERENCE}`],
    [{ forEach: ['list.one', 'list.two'] }, 'it forEach: takes one reference'],
    [{ when: 'list.one|' }, `it when: ${REFERENCE}`],
    [{ when: 'list.one|later' }, 'it when: later is not an earlier step'],
    [{ when: 'later' }, 'it when: later is not an earlier step'],
    [{ from: 'it' }, 'it from: it is not an earlier step'],
    [{ forEach: 'later.card' }, 'it forEach: later.card is not an earlier step'],
    [{ when: 'list.three' }, 'it when: list.three names nothing that step list can give'],
    [{ from: 'list.three' }, 'it from: list.three names nothing that step list can give'],
    [{ from: '!list' }, 'it from: only `when` can be turned round with !'],
    [{ setup: true, from: 'list' }, 'it from: list is not made once, as this step is'],
    [{ setup: true, forEach: 'list' }, 'it forEach: list is not made once, as this step is'],
    [{ forEach: '!list.one' }, 'it forEach: only `when` can be turned round with !'],
  ])('is refused with %j: %s', (change, fault) => {
    expect(faultsOfStep({ kind: 'write', prompts: ['what'], ...change })).toContain(fault);
  });

  it.each([
    { kind: 'guide', passages: ['rest'] },
    { kind: 'turns', form: 'circle', roles: ['speaker'], minutes: 1 },
    { kind: 'pool', items: ['calm'], minimum: 5, weeks: 1, answer: 7 },
    { kind: 'rehearse', stimuli: [1, 2, 3].map((level) => ({ id: `say-${level}`, level })), look: ['breath'] },
  ])('cannot hang on a $kind, which gives nothing on', (step) => {
    const steps = [
      { id: 'quiet', ...step },
      { ...page, when: 'quiet' },
    ];
    expect(faultsOf(practiceJson({ steps }))).toEqual(['page when: quiet is a step that gives nothing on']);
  });

  it('shows no two cards of the same name, however they came there', () => {
    const listOf = (id: string) => ({ id, kind: 'pick', items: [{ id: 'sleep' }] });
    const rank = { id: 'first', kind: 'rank', from: ['one', 'two'] };
    const clash = 'first from: sleep would be two different cards in this step';
    expect(faultsOf(practiceJson({ steps: [listOf('one'), listOf('two'), rank] }))).toEqual([clash]);
    const over = { id: 'two', kind: 'rank', from: 'one' };
    expect(faultsOf(practiceJson({ steps: [listOf('one'), over, rank] }))).toEqual([]);
  });
});
