import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Answer, Practice, Step } from './practice.ts';
import { stepIdOf } from './references.ts';
import { answerNow, currentStep, givenNow, progress, runReduce, shownSteps, startRun, stepsOf } from './run.ts';
import type { RunEvent, RunState } from './run.ts';
import { contrastRows } from './step-kinds/contrast.ts';
import type { ContrastAnswer } from './step-kinds/contrast.ts';
import { guidePassages } from './step-kinds/guide.ts';
import { rankCards } from './step-kinds/rank.ts';
import type { RankAnswer } from './step-kinds/rank.ts';
import { sortCards } from './step-kinds/sort.ts';
import type { SortAnswer } from './step-kinds/sort.ts';
import type { Card } from './step.ts';
import { UNFIT_ANSWERS } from './testing/sample-answers.ts';
import { anyPractice, practiceOf } from './testing/sample-practice.ts';
import { anyMoves, anyRun, play } from './testing/sample-run.ts';

const onwards = (state: RunState, way: 'next' | 'skip'): RunEvent => {
  if (state.phase === 'steps') return { type: way };
  return state.phase === 'endings' ? { type: 'ending', ending: 'done' } : { type: 'finish' };
};

/** The most scenes that lie between any state and the end, generously. */
const boundOf = (practice: Practice, state: RunState) => 50 + 40 * shownSteps(practice, state).length;

/** The cards that a step shows beside and below each other. */
function cardsIn(step: Step, answer: Answer, given: readonly Card[]): readonly Card[] {
  if (step.kind === 'guide') return guidePassages(step, given);
  if (step.kind === 'contrast') return contrastRows(step, answer as ContrastAnswer, given);
  if (step.kind === 'rank') return rankCards(step, answer as RankAnswer, given);
  return step.kind === 'sort' ? sortCards(step, answer as SortAnswer, given) : given;
}

describe('the ways out of a run', () => {
  it.each(['next', 'skip'] as const)('ends by %s alone, wherever it stands', (way) => {
    fc.assert(
      fc.property(anyRun, ({ practice, states }) => {
        for (const from of states) {
          let state = from;
          for (let left = boundOf(practice, from); left > 0 && state.phase !== 'ended'; left -= 1)
            state = runReduce(practice, state, onwards(state, way));
          expect(state.phase).toBe('ended');
        }
      }),
    );
  });

  it('can be left with enough for now in every state', () => {
    fc.assert(
      fc.property(anyRun, ({ practice, states }) => {
        for (const state of states) {
          const { phase, left } = runReduce(practice, state, { type: 'enough' });
          expect([phase, left]).toEqual(['ended', state.phase === 'ended' ? state.left : 'enough']);
        }
      }),
    );
  });

  it('can say that it makes things worse in every state but the end, and come back', () => {
    fc.assert(
      fc.property(anyRun, ({ practice, states }) => {
        for (const state of states.filter(({ phase }) => phase !== 'ended' && phase !== 'worse')) {
          const worse = runReduce(practice, state, { type: 'worse' });
          expect([worse.phase, worse.left]).toEqual(['worse', 'worse']);
          expect(runReduce(practice, worse, { type: 'finish' }).phase).toBe('ended');
          const { at, phase, answers, trail } = runReduce(practice, worse, { type: 'back' });
          expect({ at, phase, answers, trail }).toEqual({
            at: state.at,
            phase: state.phase,
            answers: state.answers,
            trail: state.trail,
          });
        }
      }),
    );
  });
});

describe('a step that is shown only if', () => {
  const practice = practiceOf([
    { id: 'first', kind: 'pick', items: [{ id: 'a' }, { id: 'b' }, { id: 'c' }] },
    { id: 'either', kind: 'write', prompts: ['p'], when: ['first.a|!first.b', 'first'] },
  ]);
  it.each([
    [['a'], true],
    [['b'], false],
    [['a', 'b'], true],
    [['c'], true],
    [[], false],
  ])('one of two holds, with %j picked: %s', (picked, isShown) => {
    const state = { ...startRun(practice), answers: { first: { picked, own: [] } } };
    expect(shownSteps(practice, state).some(({ key }) => key === 'either')).toBe(isShown);
  });
});

describe('what does not fit', () => {
  it('leaves the run as it was, whatever the answer', () => {
    fc.assert(
      fc.property(anyRun, fc.constantFrom(...UNFIT_ANSWERS), ({ practice, states }, event) => {
        for (const state of states) expect(runReduce(practice, state, { type: 'answer', event })).toBe(state);
      }),
      { numRuns: 400 },
    );
  });

  it('leaves the run as it was when the event belongs to another phase', () => {
    const outOfPlace: [RunEvent, (state: RunState, practice: Practice) => boolean][] = [
      [{ type: 'next' }, ({ phase }) => phase === 'steps'],
      [{ type: 'skip' }, ({ phase }) => phase === 'steps'],
      [
        { type: 'again' },
        (state, practice) => currentStep(practice, state)?.step.repeat === true && state.phase === 'steps',
      ],
      [{ type: 'open-setup', step: 'nowhere' }, () => false],
      [{ type: 'ending', ending: 'done' }, ({ phase }) => phase === 'endings'],
      [
        { type: 'ending', ending: 'request' },
        ({ phase }, { endings }) => phase === 'endings' && endings.includes('request'),
      ],
      [
        { type: 'card', text: 'words' },
        ({ phase }) => phase === 'small-act' || phase === 'tell' || phase === 'request',
      ],
      [{ type: 'finish' }, ({ phase }) => phase !== 'steps' && phase !== 'endings' && phase !== 'ended'],
      [{ type: 'worse' }, ({ phase }) => phase !== 'worse' && phase !== 'ended'],
      [{ type: 'back' }, ({ phase }) => phase !== 'ended'],
      [{ type: 'enough' }, ({ phase }) => phase !== 'ended'],
    ];
    fc.assert(
      fc.property(anyRun, ({ practice, states }) => {
        for (const state of states)
          for (const [event] of outOfPlace.filter(([, fits]) => !fits(state, practice)))
            expect(runReduce(practice, state, event), event.type).toBe(state);
      }),
    );
  });
});

describe('a run as plain data', () => {
  it('comes out of storage as it went in and goes on the same', () => {
    fc.assert(
      fc.property(anyRun, anyMoves, ({ practice, state }, moves) => {
        const restored = JSON.parse(JSON.stringify(state)) as RunState;
        expect(restored).toStrictEqual(state);
        expect(play(practice, restored, moves)).toStrictEqual(play(practice, state, moves));
      }),
    );
  });

  it('starts whatever was stored as made once, and takes up only what fits', () => {
    const anything = fc.dictionary(fc.constantFrom('step-0', 'step-1', 'step-1#item-0', 'elsewhere'), fc.jsonValue());
    fc.assert(
      fc.property(anyPractice, anything, anyMoves, (practice, setups, moves) => {
        const start = startRun(practice, setups as never);
        for (const key of Object.keys(start.setups))
          expect(stepsOf(practice, start).map(({ id }) => id)).toContain(stepIdOf(key));
        for (const state of play(practice, start, moves)) expect(() => shownSteps(practice, state)).not.toThrow();
      }),
    );
  });
});

describe('what is shown', () => {
  it('is a list of steps of which none stands twice, and the progress stays within it', () => {
    fc.assert(
      fc.property(anyRun, ({ practice, states }) => {
        for (const state of states) {
          const keys = shownSteps(practice, state).map(({ key }) => key);
          expect(new Set(keys).size).toBe(keys.length);
          const { at, of } = progress(practice, state);
          expect(at).toBeLessThan(Math.max(1, of));
        }
      }),
    );
  });

  it('is never a passage or row that is not there, nor two cards of one name', () => {
    fc.assert(
      fc.property(anyRun, ({ practice, states }) => {
        for (const state of states) {
          const step = currentStep(practice, state)?.step;
          const given = givenNow(practice, state);
          const answer = answerNow(practice, state);
          const cards = step ? cardsIn(step, answer, given) : given;
          const names = cards.map((card) => card.id);
          expect(names).toEqual([...new Set(names)]);
          const { passage = 0, row = 0 } = answer as { passage?: number; row?: number };
          expect(Math.max(passage, row)).toBeLessThan(Math.max(1, cards.length));
        }
      }),
    );
  });

  it.each([
    ['rank', {}],
    ['guide', {}],
    ['sort', { fields: ['mine', 'depends'] }],
    ['contrast', { columns: ['then', 'now'] }],
  ])('passes over a %s that lives on what is given when nothing is given', (kind, own) => {
    const practice = practiceOf([
      { id: 'first', kind: 'pick', items: [{ id: 'one' }] },
      { id: 'second', kind, from: 'first', ...own },
    ]);
    const start = startRun(practice);
    expect(shownSteps(practice, start).map(({ key }) => key)).toEqual(['first']);
    expect(runReduce(practice, start, { type: 'next' }).phase).toBe('endings');
    const picked = runReduce(practice, start, { type: 'answer', event: { kind: 'pick', type: 'toggle', id: 'one' } });
    expect(runReduce(practice, picked, { type: 'next' }).at).toBe('second');
  });

  it('repeats a step for each card and goes on when a card was taken back', () => {
    const practice = practiceOf([
      { id: 'list', kind: 'pick', items: [{ id: 'one' }, { id: 'two' }] },
      { id: 'each', kind: 'write', forEach: 'list', prompts: ['what'] },
      { id: 'last', kind: 'write', prompts: ['more'] },
    ]);
    const toggle = (id: string): RunEvent => ({ type: 'answer', event: { kind: 'pick', type: 'toggle', id } });
    const run = (events: RunEvent[]) =>
      events.reduce((state, event) => runReduce(practice, state, event), startRun(practice));
    const both = run([toggle('one'), toggle('two'), { type: 'next' }]);
    expect(currentStep(practice, both)).toMatchObject({ key: 'each#one', subject: { id: 'one', step: 'list' } });
    expect(runReduce(practice, both, { type: 'next' }).at).toBe('each#two');
    expect(run([toggle('one'), { type: 'next' }, { type: 'next' }]).at).toBe('last');
    expect(run([{ type: 'next' }]).at).toBe('last');
  });
});
