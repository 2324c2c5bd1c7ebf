import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fillingEvents } from './filling-events.ts';
import { answerNow, currentStep, givenNow, runReduce, shownSteps } from './run.ts';
import type { RunState, Shown } from './run.ts';
import { isClosedBy } from './step-kinds/pick.ts';
import type { PickAnswer } from './step-kinds/pick.ts';
import { anyPractice, practiceOf } from './testing/sample-practice.ts';
import { anyRun } from './testing/sample-run.ts';
import { fillEverything, fillNothing, walkPractice } from './walk.ts';

describe('walking a practice', () => {
  it.each([
    ['everything filled', fillEverything],
    ['nothing filled', fillNothing],
  ])('comes to its end with %s, by every ending it has', (_way, fill) => {
    fc.assert(
      fc.property(anyPractice, (practice) => {
        for (const unit of practice.units?.map(({ id }) => id) ?? [undefined])
          for (const ending of practice.endings) {
            const last = walkPractice(practice, fill(ending), unit === undefined ? {} : { unit }).at(-1);
            expect([last?.phase, last?.left]).toEqual(['ended', ending]);
          }
      }),
    );
  });

  it('meets every step that is shown, and leaves none unanswered that can be answered', () => {
    fc.assert(
      fc.property(anyPractice, (practice) => {
        const states = walkPractice(practice, fillEverything());
        const last = states.at(-1);
        if (!last) throw new Error('a walk has a first state');
        const met = new Set(states.map(({ at }) => at));
        const shown = shownSteps(practice, last);
        for (const { key } of shown) expect(met).toContain(key);
        const isTold = ({ step }: Shown) =>
          step.kind === 'pool' ||
          step.kind === 'rehearse' ||
          step.kind === 'guide' ||
          (step.kind === 'turns' && step.form === 'pair');
        const isOnlyGate = ({ step }: Shown) =>
          step.kind === 'pick' && step.close && step.items.length === 1 && !step.own;
        for (const { key } of shown.filter((item) => !isTold(item) && !isOnlyGate(item)))
          expect(Object.keys(last.answers)).toContain(key);
      }),
    );
  });

  it('stops at what never ends', () => {
    const practice = practiceOf([{ id: 'page', kind: 'write', prompts: ['what'] }]);
    expect(() => walkPractice(practice, { answers: () => [], ending: 'request' })).toThrow('a-practice does not end');
  });
});

describe('answers that fill a step', () => {
  it('each fit, wherever the run stands, and never close the practice', () => {
    fc.assert(
      fc.property(anyRun, ({ practice, states }) => {
        const first = states[0] as RunState;
        const shown = currentStep(practice, first);
        fc.pre(shown !== undefined && !first.setups[shown.key]);
        let state = first;
        for (const event of fillingEvents(shown.step, givenNow(practice, first))) {
          const after = runReduce(practice, state, { type: 'answer', event });
          expect(after, JSON.stringify(event)).not.toBe(state);
          state = after;
        }
        const answer = answerNow(practice, state);
        expect(shown.step.kind === 'pick' && isClosedBy(shown.step, answer as PickAnswer)).toBe(false);
      }),
    );
  });
});
