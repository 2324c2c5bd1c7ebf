import { fillingEvents } from './filling-events.ts';
import type { Answer, Ending, Practice, StepEvent } from './practice.ts';
import { currentStep, givenNow, runReduce, startRun } from './run.ts';
import type { RunEvent, RunState, Shown } from './run.ts';
import type { Card } from './step.ts';

export type Choose = {
  /** What is answered when a step comes into view. */
  answers: (shown: Shown, given: readonly Card[]) => readonly StepEvent[];
  ending: Ending;
};

export const fillEverything = (ending: Ending = 'done'): Choose => ({
  answers: ({ step }, given) => fillingEvents(step, given),
  ending,
});
export const fillNothing = (ending: Ending = 'done'): Choose => ({ answers: () => [], ending });

/** More scenes than any practice has: whoever walks longer has met a dead end. */
const BOUND = 5_000;

/**
 * Plays a practice (or one unit of it) from its beginning until it has ended: every state met, in order. Throws when
 * the run does not end, which is a fault of the practice or of the engine.
 */
export function walkPractice(
  practice: Practice,
  choose: Choose,
  from: { setups?: Record<string, Answer>; unit?: string } = {},
): RunState[] {
  const states = [startRun(practice, from.setups, from.unit)];
  const answered = new Set<string>();
  for (let scene = 0; scene < BOUND; scene += 1) {
    let state = states.at(-1) as RunState;
    if (state.phase === 'ended') return states;
    const shown = state.phase === 'steps' ? currentStep(practice, state) : undefined;
    if (shown && !answered.has(shown.key)) {
      answered.add(shown.key);
      for (const event of choose.answers(shown, givenNow(practice, state))) {
        state = runReduce(practice, state, { type: 'answer', event });
        states.push(state);
      }
    }
    states.push(runReduce(practice, state, onwards(state, choose.ending)));
  }
  throw new Error(`${practice.id} does not end`);
}

function onwards(state: RunState, ending: Ending): RunEvent {
  if (state.phase === 'steps') return { type: 'next' };
  return state.phase === 'endings' ? { type: 'ending', ending } : { type: 'finish' };
}
