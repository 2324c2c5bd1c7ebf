import fc from 'fast-check';
import { ENDINGS } from '../practice.ts';
import type { Practice } from '../practice.ts';
import { keptAnswers } from '../run-answers.ts';
import { answerNow, currentStep, givenNow, runReduce, startRun } from '../run.ts';
import type { RunEvent, RunState } from '../run.ts';
import { UNFIT_ANSWERS, possibleAnswers } from './sample-answers.ts';
import { anyPractice } from './sample-practice.ts';

/** What somebody does next; which answer or step is meant is known only in the state it meets. */
type Move = { does: 'answer' | 'unfit' | RunEvent['type']; nth: number };

const anyMove: fc.Arbitrary<Move> = fc.record({
  does: fc.oneof(
    { arbitrary: fc.constant<Move['does']>('answer'), weight: 10 },
    { arbitrary: fc.constantFrom<Move['does']>('next', 'next', 'back', 'skip', 'again', 'open-setup'), weight: 8 },
    { arbitrary: fc.constantFrom<Move['does']>('unfit', 'card', 'worse'), weight: 2 },
  ),
  nth: fc.nat(1000),
});

const nthOf = <T>(list: readonly T[], nth: number): T | undefined => list[nth % Math.max(1, list.length)];

/** The event that a move means in this state; undefined when there is nothing to do it to. */
export function eventOf(practice: Practice, state: RunState, { does, nth }: Move): RunEvent | undefined {
  switch (does) {
    case 'answer': {
      if (state.phase === 'endings')
        return { type: 'ending', ending: practice.endings[nth % practice.endings.length] ?? 'done' };
      if (state.phase !== 'steps') return { type: nth % 2 === 0 ? 'back' : 'finish' };
      const shown = currentStep(practice, state);
      if (!shown) return undefined;
      const event = nthOf(possibleAnswers(shown.step, answerNow(practice, state), givenNow(practice, state)), nth);
      return event && { type: 'answer', event };
    }
    case 'unfit': {
      const event = nthOf(UNFIT_ANSWERS, nth);
      return event && { type: 'answer', event };
    }
    case 'open-setup': {
      const step = nthOf(Object.keys(state.setups), nth);
      return step === undefined ? undefined : { type: does, step };
    }
    case 'ending': {
      const ending = nthOf(ENDINGS, nth);
      return ending && { type: does, ending };
    }
    case 'card':
      return { type: does, text: `words ${nth}` };
    default:
      return { type: does };
  }
}

/** Plays moves one after the other: every state met, the first included. */
export function play(practice: Practice, from: RunState, moves: readonly Move[]): RunState[] {
  const states = [from];
  for (const move of moves) {
    const state = states.at(-1) ?? from;
    const event = eventOf(practice, state, move);
    if (event) states.push(runReduce(practice, state, event));
  }
  return states;
}

export type SampleRun = { practice: Practice; states: RunState[]; state: RunState };

/** For tests: a practice, and the states of a run of it; half the runs come back to what an earlier one made once. */
export const anyRun: fc.Arbitrary<SampleRun> = fc
  .record({
    practice: anyPractice,
    earlier: fc.option(fc.array(anyMove, { maxLength: 30 })),
    moves: fc.array(anyMove, { maxLength: 40 }),
    unit: fc.nat(3),
  })
  .map(({ practice, earlier, moves, unit: nth }) => {
    const unit = nthOf(practice.units ?? [], nth)?.id;
    const first = startRun(practice, {}, unit);
    const before = earlier ? play(practice, first, earlier).at(-1) : undefined;
    const made = before ? (keptAnswers(practice, before).setup ?? {}) : {};
    const states = play(practice, startRun(practice, made, unit), moves);
    return { practice, states, state: states.at(-1) ?? first };
  });

export const anyMoves: fc.Arbitrary<Move[]> = fc.array(anyMove, { maxLength: 20 });
