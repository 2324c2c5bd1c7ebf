import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { faultsOf, faultsOfStep, practiceJson } from '../testing/sample-faults.ts';
import { LOOP_MAX, loop, nextAct, toldActs } from './loop.ts';
import type { LoopAnswer, LoopEvent, LoopStep } from './loop.ts';

const json = { kind: 'loop', sides: ['me', 'other'] };

describe('parsing a loop', () => {
  it.each([
    ['two sides', {}],
    ['a least number of acts', { least: 4 }],
    ['a start that can be moved', { start: true }],
    ['being made once', { setup: true }],
  ])('takes %s', (_what, change) => {
    expect(faultsOfStep({ ...json, ...change })).toEqual([]);
  });

  it.each([
    [{ sides: undefined }, 'it sides: needs a list of ids in lower case with hyphens'],
    [{ sides: ['me'] }, 'it sides: needs 2 to 2 ids, has 1'],
    [{ sides: ['me', 'other', 'third'] }, 'it sides: needs 2 to 2 ids, has 3'],
    [{ sides: ['me', 'me'] }, 'it sides: has an id twice'],
    [{ least: 1 }, 'it least: needs a whole number from 2 to 8'],
    [{ least: 9 }, 'it least: needs a whole number from 2 to 8'],
    [{ least: 2.5 }, 'it least: needs a whole number from 2 to 8'],
    [{ start: 'me' }, 'it start: is true or left out'],
    [{ motives: true }, 'it motives: is not a known field here'],
  ])('refuses %j: %s', (change, fault) => {
    expect(faultsOfStep({ ...json, ...change })).toContain(fault);
  });

  it('offers the acts of each side to later steps, and of nobody else', () => {
    const after = (from: string) =>
      faultsOf(
        practiceJson({
          steps: [
            { id: 'ring', ...json },
            { id: 'exit', kind: 'rank', from, max: 1 },
          ],
        }),
      );
    expect(after('ring.me')).toEqual([]);
    expect(after('ring')).toEqual([]);
    expect(after('ring.boss')).toEqual(['exit from: ring.boss names nothing that step ring can give']);
  });
});

describe('a loop', () => {
  const step: LoopStep = { id: 'it', kind: 'loop', sides: ['me', 'other'], least: 2, start: true };
  const answerTo = (...events: LoopEvent[]): LoopAnswer =>
    events.reduce((answer, event) => loop.apply(step, answer, event, []), loop.start(step, []));
  const add = (text: string): LoopEvent => ({ kind: 'loop', type: 'add', text });
  const remove = (nth: number): LoopEvent => ({ kind: 'loop', type: 'remove', id: `own_it_${nth}` });
  const move = (nth: number, by: 1 | -1): LoopEvent => ({ kind: 'loop', type: 'move', id: `own_it_${nth}`, by });
  const begin = (by: 1 | -1): LoopEvent => ({ kind: 'loop', type: 'start', by });
  const said = (answer: LoopAnswer) => toldActs(answer).map(({ side, text }) => `${side} ${text}`);
  const ids = (answer: LoopAnswer) => toldActs(answer).map(({ id }) => id);

  const anyEvent: fc.Arbitrary<LoopEvent> = fc.oneof(
    { arbitrary: fc.constantFrom('ask', 'sigh', 'leave', ' ').map(add), weight: 4 },
    fc.integer({ min: 1, max: 12 }).map(remove),
    fc.tuple(fc.integer({ min: 1, max: 12 }), fc.constantFrom(1, -1)).map(([nth, by]) => move(nth, by)),
    fc.constantFrom(1, -1).map((by) => begin(by)),
    fc
      .integer({ min: 1, max: 12 })
      .map((nth): LoopEvent => ({ kind: 'loop', type: 'edit', id: `own_it_${nth}`, text: 'else' })),
  );
  const anyEvents = fc.array(anyEvent, { maxLength: 40 });

  it('takes turns by itself, the first side first', () => {
    expect(said(answerTo(add(' ask '), add('sigh'), add('ask louder'), add('leave')))).toEqual([
      'me ask',
      'other sigh',
      'me ask louder',
      'other leave',
    ]);
  });

  it('asks for the other side where two acts of one side meet, and puts it between them', () => {
    const torn = answerTo(add('a'), add('b'), add('c'), add('d'), remove(2));
    expect(said(torn)).toEqual(['me a', 'me c', 'other d']);
    expect(nextAct(step, torn)).toEqual({ at: 1, side: 'other' });
    expect(said(loop.apply(step, torn, add('e'), []))).toEqual(['me a', 'other e', 'me c', 'other d']);
  });

  it.each<[string, LoopEvent[], string[]]>([
    ['later by one', [begin(1)], ['other b', 'me c', 'other d', 'me a']],
    ['earlier by one', [begin(-1)], ['other d', 'me a', 'other b', 'me c']],
    ['once round', [begin(1), begin(1), begin(1), begin(1)], ['me a', 'other b', 'me c', 'other d']],
    ['and then an act is added at the end', [begin(1), add('e')], ['other b', 'me c', 'other d', 'me a', 'other e']],
    ['and then the first is taken away', [begin(1), remove(2)], ['me c', 'other d', 'me a']],
    ['and then an act before the start is taken away', [begin(-1), remove(1)], ['other d', 'other b', 'me c']],
    ['and then one goes up past its own', [begin(1), move(4, -1)], ['other d', 'me c', 'other b', 'me a']],
  ])('is told from another act: %s', (_how, events, story) => {
    expect(said(answerTo(add('a'), add('b'), add('c'), add('d'), ...events))).toEqual(story);
  });

  it('keeps its start where nothing is said of moving it', () => {
    const { start: _start, ...fixed } = step;
    const answer = answerTo(add('a'), add('b'));
    expect(loop.apply(fixed, answer, begin(1), [])).toBe(answer);
  });

  it('moves an act only past one of the same side, and no further than the story goes', () => {
    const four = answerTo(add('a'), add('b'), add('c'), add('d'));
    expect(said(loop.apply(step, four, move(3, -1), []))).toEqual(['me c', 'other b', 'me a', 'other d']);
    for (const event of [move(1, -1), move(2, -1), move(3, 1), move(4, 1), move(9, 1)])
      expect(loop.apply(step, four, event, [])).toBe(four);
  });

  it('is no longer than eight acts, and comes round when as many are laid as it asks for', () => {
    fc.assert(
      fc.property(anyEvents, (events) => {
        let answer = answerTo(...events);
        expect(answer.acts.length).toBeLessThanOrEqual(LOOP_MAX);
        for (let more = 0; more < LOOP_MAX && loop.missing?.(step, answer, []).length; more += 1)
          answer = loop.apply(step, answer, add('more'), []);
        const told = toldActs(answer);
        expect(told.map(({ side }) => side)).toEqual(
          told.map((_, at) => ((told[0]?.side === 'me') === (at % 2 === 0) ? 'me' : 'other')),
        );
        expect(told.length % 2).toBe(0);
      }),
    );
  });

  it('tells the story as before but for what was done to it', () => {
    const sides = (answer: LoopAnswer) => toldActs(answer).map(({ side }) => side);
    /** The story that an event leaves alone, as seen from before and from after it. */
    const untouched: Record<LoopEvent['type'], (before: LoopAnswer, after: LoopAnswer) => [string[], string[]]> = {
      add: (before, after) => [ids(before), ids(after).filter((id) => ids(before).includes(id))],
      remove: (before, after) => [ids(before).filter((id) => ids(after).includes(id)), ids(after)],
      edit: (before, after) => [ids(before), ids(after)],
      start: (before, after) => [before.acts.map(({ id }) => id), after.acts.map(({ id }) => id)],
      move: (before, after) => [sides(before), sides(after)],
    };
    fc.assert(
      fc.property(anyEvents, anyEvent, (events, event) => {
        const before = answerTo(...events);
        const after = loop.apply(step, before, event, []);
        const [was, is] = untouched[event.type](before, after);
        expect(is).toEqual(was);
        expect(Math.abs(after.acts.length - before.acts.length)).toBeLessThanOrEqual(1);
        expect(new Set(ids(after)).size).toBe(after.acts.length);
        expect(after.acts[after.start]?.id).toBe(ids(after)[0]);
      }),
    );
  });

  it('gives no act the name of another, even after one was taken away', () => {
    fc.assert(
      fc.property(anyEvents, (events) => {
        const named: string[] = [];
        let answer = answerTo();
        for (const event of events) {
          const before = new Set(answer.acts.map(({ id }) => id));
          answer = loop.apply(step, answer, event, []);
          named.push(...answer.acts.map(({ id }) => id).filter((id) => !before.has(id)));
        }
        expect(named).toEqual([...new Set(named)]);
      }),
    );
  });

  it('asks once for what it lacks: so many acts as it says, and a ring that closes', () => {
    const asks = (least: number, ...events: LoopEvent[]) => loop.missing?.({ ...step, least }, answerTo(...events), []);
    expect(asks(2)).toEqual(['me']);
    expect(asks(2, add('a'))).toEqual(['other']);
    expect(asks(2, add('a'), add('b'))).toEqual([]);
    expect(asks(4, add('a'), add('b'))).toEqual(['me']);
    expect(asks(2, add('a'), add('b'), add('c'))).toEqual(['other']);
  });

  it('gives on the acts of the side asked for, in the order of the story', () => {
    const answer = answerTo(add('a'), add('b'), add('c'));
    expect(loop.gives(step, answer, [], 'me')).toEqual([
      { id: 'own_it_1', step: 'it', text: 'a' },
      { id: 'own_it_3', step: 'it', text: 'c' },
    ]);
    const later = loop.apply(step, answer, begin(1), []);
    expect(loop.gives(step, later, []).map(({ text }) => text)).toEqual(['b', 'c', 'a']);
  });

  it('changes the words of an act, but not to none', () => {
    const answer = answerTo(add('a'));
    const edit = (text: string) => loop.apply(step, answer, { kind: 'loop', type: 'edit', id: 'own_it_1', text }, []);
    expect(said(edit(' b '))).toEqual(['me b']);
    expect(edit('  ')).toBe(answer);
  });

  it('keeps nothing when every act was taken away', () => {
    expect(loop.keeps(step, answerTo(add('a'), remove(1)))).toBeNull();
    expect(loop.keeps(step, answerTo(add('a')))).toEqual({
      acts: [{ id: 'own_it_1', side: 'me', text: 'a' }],
      start: 0,
    });
  });
});
