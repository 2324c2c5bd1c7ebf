import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fillingEvents } from './filling-events.ts';
import { currentStep, givenNow, runReduce, shownSteps } from './run.ts';
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
        for (const { key, step } of shownSteps(practice, last)) {
          expect(met).toContain(key);
          const isTold =
            step.kind === 'pool' || step.kind === 'guide' || (step.kind === 'turns' && step.form === 'pair');
          const hasGate = step.kind === 'pick' && step.close && step.items.length === 1 && !step.own;
          if (!isTold && !hasGate) expect(Object.keys(last.answers)).toContain(key);
        }
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
        const [first] = states;
        const shown = first && currentStep(practice, first);
        if (!first || !shown || first.setups[shown.key]) return;
        let state = first;
        for (const event of fillingEvents(shown.step, givenNow(practice, first))) {
          const after = runReduce(practice, state, { type: 'answer', event });
          expect(after, JSON.stringify(event)).not.toBe(state);
          state = after;
        }
        const answer = state.answers[shown.key];
        if (shown.step.kind === 'pick' && answer) expect(isClosedBy(shown.step, answer as PickAnswer)).toBe(false);
      }),
    );
  });
});
