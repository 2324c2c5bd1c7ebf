import { describe, expect, it } from 'vitest';
import { faultsOfStep } from '../testing/sample-faults.ts';
import { guide, guidePassages } from './guide.ts';
import type { GuideAnswer, GuideStep } from './guide.ts';

const json = { kind: 'guide', passages: ['arrive', 'look-round'] };
const inward = { inward: true, anchors: ['sound', 'feet'] };

describe('parsing a guide', () => {
  it.each([
    ['passages', {}],
    ['passages taken over', { passages: undefined, from: 'list', passagesLast: true }],
    ['a pace in time', { pace: 'time', seconds: 12 }],
    ['a breath', { pace: 'breath', breath: { in: 4, out: 6 }, minutes: [1, 2, 3], ...inward }],
    ['a timer', { pace: 'timer', minutes: [5, 10, 15] }],
    ['an inward step with other ways in', inward],
  ])('takes %s', (_what, change) => {
    expect(faultsOfStep({ ...json, ...change })).toEqual([]);
  });

  it.each([
    [{ passages: undefined }, 'it passages: needs passages or from'],
    [{ passages: [] }, 'it passages: needs 1 to 40 ids, has 0'],
    [{ passages: ['arrive', 'arrive'] }, 'it passages: has an id twice'],
    [{ passages: ['Arrive'] }, 'it passages: needs a list of ids in lower case with hyphens'],
    [{ pace: 'fast' }, 'it pace: needs one of: self, time, breath, timer'],
    [{ pace: 'time', seconds: 1 }, 'it seconds: needs a number from 3 to 120'],
    [{ pace: 'time', seconds: '8' }, 'it seconds: needs a number from 3 to 120'],
    [{ pace: 'breath' }, 'it breath: is needed for pace breath'],
    [{ pace: 'timer' }, 'it minutes: is needed for pace timer'],
    [{ minutes: 5 }, 'it minutes: needs a list of numbers from 0.5 to 60'],
    [{ minutes: [] }, 'it minutes: needs a list of numbers from 0.5 to 60'],
    [{ minutes: [0] }, 'it minutes: needs a list of numbers from 0.5 to 60'],
    [{ breath: { in: 2, out: 4 } }, 'it in: needs a number from 3 to 20'],
    [{ breath: { in: 6, out: 4 } }, 'it breath: is never shorter out than in'],
    [{ breath: { in: 4, hold: 7, out: 8 } }, 'it hold: is not a known field here'],
    [{ breath: { in: 4 } }, 'it out: needs a number from 3 to 20'],
    [{ breath: null }, 'it: is not an object'],
    [{ inward: true }, 'it anchors: an inward step needs at least two other ways in'],
    [{ inward: true, anchors: ['sound'] }, 'it anchors: an inward step needs at least two other ways in'],
    [{ inward: true, anchors: ['sound', 'arrive'] }, 'it: has an id twice: arrive'],
    [{ inward: 1 }, 'it inward: is true or left out'],
    [{ passagesLast: false }, 'it passagesLast: is true or left out'],
    [{ prompts: ['what'] }, 'it prompts: is not a known field here'],
  ])('refuses %j: %s', (change, fault) => {
    expect(faultsOfStep({ ...json, ...change })).toContain(fault);
  });
});

describe('a guide', () => {
  const given = [{ id: 'one', step: 'list' }];
  const step: GuideStep = { id: 'it', kind: 'guide', passages: ['arrive', 'rest', 'look-round'], pace: 'self' };
  const inwardStep: GuideStep = { ...step, inward: true, anchors: ['sound', 'feet'] };
  const forth = (of: GuideStep, answer: GuideAnswer, cards = [] as typeof given) => guide.advance?.(of, answer, cards);
  const back = (of: GuideStep, answer: GuideAnswer) => guide.retreat?.(of, answer, []);

  it('shows the cards it takes over after its own passages, or before them', () => {
    expect(guidePassages(step, given).map(({ id }) => id)).toEqual(['arrive', 'rest', 'look-round', 'one']);
    expect(guidePassages({ ...step, passagesLast: true }, given).map(({ id }) => id)[0]).toBe('one');
  });

  it('goes passage by passage and is then left', () => {
    expect(forth(step, { passage: 0 })).toEqual({ passage: 1 });
    expect(forth(step, { passage: 2 })).toBeNull();
    expect(back(step, { passage: 1 })).toEqual({ passage: 0 });
    expect(back(step, { passage: 0 })).toBeNull();
  });

  it('takes only the anchors and lengths that it offers', () => {
    const answer = { passage: 0 };
    expect(guide.apply(inwardStep, answer, { kind: 'guide', type: 'anchor', id: 'sound' }, [])).toEqual({
      passage: 0,
      anchor: 'sound',
    });
    expect(guide.apply(inwardStep, answer, { kind: 'guide', type: 'anchor', id: 'smell' }, [])).toBe(answer);
    const timed = { ...step, minutes: [5, 10] };
    expect(guide.apply(timed, answer, { kind: 'guide', type: 'minutes', minutes: 10 }, [])).toEqual({
      passage: 0,
      minutes: 10,
    });
    expect(guide.apply(timed, answer, { kind: 'guide', type: 'minutes', minutes: 7 }, [])).toBe(answer);
  });

  it('shows the last passage once to whoever went another way, and comes back from it', () => {
    const sound: GuideAnswer = { passage: 0, anchor: 'sound' };
    const last = { passage: 2, way: { anchor: 'sound', passage: 0 } };
    expect(forth(inwardStep, sound)).toEqual(last);
    expect(forth(inwardStep, last)).toBeNull();
    expect(back(inwardStep, last)).toEqual(sound);
    expect(back(inwardStep, sound)).toEqual({ passage: 0 });
  });

  it('goes on at once from another way when the last passage was seen already', () => {
    expect(forth(inwardStep, { passage: 2, anchor: 'feet' })).toBeNull();
    const twice = { passage: 2, anchor: 'feet', way: { anchor: 'sound', passage: 1 } };
    expect(forth(inwardStep, twice)).toBeNull();
    expect(back(inwardStep, twice)).toEqual({ passage: 2, way: { anchor: 'sound', passage: 1 } });
  });

  it.each([
    ['is no inward step', { ...inwardStep, inward: undefined }, []],
    ['ends in the breath itself', { ...inwardStep, pace: 'breath' as const }, []],
    ['ends in the timer itself', { ...inwardStep, pace: 'timer' as const }, []],
    ['ends in a card taken over', inwardStep, given],
  ])('goes on at once from another way when it %s', (_what, of, cards) => {
    expect(forth(of, { passage: 0, anchor: 'sound' }, cards)).toBeNull();
  });

  it('shows the last passage to whoever went another way past the cards taken over', () => {
    expect(forth({ ...inwardStep, passagesLast: true }, { passage: 0, anchor: 'sound' }, given)).toMatchObject({
      passage: 3,
    });
  });

  it('keeps and gives on nothing', () => {
    expect(guide.keeps(step, { passage: 2 })).toBeNull();
    expect(guide.gives(step, { passage: 2 }, given)).toEqual([]);
  });
});
