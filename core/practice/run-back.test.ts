import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Practice } from './practice.ts';
import { keptAnswers } from './run-answers.ts';
import { answerNow, runReduce, startRun } from './run.ts';
import type { RunEvent, RunState } from './run.ts';
import { practiceOf } from './testing/sample-practice.ts';
import { anyRun } from './testing/sample-run.ts';

/** Where a run stands: the place, and everything that is shown there. */
const place = (practice: Practice, { at, phase, trail, answers, ...state }: RunState) => {
  const { [at]: _here, ...elsewhere } = answers;
  return { at, phase, trail, elsewhere, here: answerNow(practice, { ...state, at, phase, trail, answers }) };
};
const send = (practice: Practice, from: RunState, ...events: RunEvent[]): RunState =>
  events.reduce((state, event) => runReduce(practice, state, event), from);
const pick = (id: string): RunEvent => ({ type: 'answer', event: { kind: 'pick', type: 'toggle', id } });
const write = (prompt: string, text: string): RunEvent => ({
  type: 'answer',
  event: { kind: 'write', type: 'text', prompt, text },
});
const NEXT = { type: 'next' } as const;
const BACK = { type: 'back' } as const;

describe('back', () => {
  it.each(['next', 'skip'] as const)('after %s stands where it stood, with the answers it had', (type) => {
    fc.assert(
      fc.property(anyRun, ({ practice, states }) => {
        for (const state of states.filter(({ phase }) => phase === 'steps')) {
          const there = runReduce(practice, state, { type });
          const again = runReduce(practice, there, BACK);
          const { elsewhere: _entered, ...here } = place(practice, again);
          const { elsewhere: _before, ...before } = place(practice, state);
          expect(here).toEqual(before);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('leads to the beginning from everywhere, and what would be kept is the same there', () => {
    fc.assert(
      fc.property(anyRun, ({ practice, states }) => {
        for (const state of states.filter(({ phase }) => phase !== 'ended')) {
          let at = state;
          for (let earlier = runReduce(practice, at, BACK); earlier !== at; earlier = runReduce(practice, at, BACK))
            at = earlier;
          expect(at.trail).toEqual([]);
          expect(at.at).toBe(startRun(practice, state.setups, state.unit).at);
          expect(keptAnswers(practice, at)).toEqual(keptAnswers(practice, state));
        }
      }),
    );
  });

  it('keeps the words of a step that an answer hides, and shows them again with it', () => {
    const practice = practiceOf([
      { id: 'signs', kind: 'pick', items: [{ id: 'alarm' }] },
      { id: 'more', kind: 'write', when: 'signs.alarm', prompts: ['what'] },
    ]);
    const written = send(practice, startRun(practice), pick('alarm'), NEXT, write('what', 'the phone rang'));
    const hidden = send(practice, written, BACK, pick('alarm'));
    expect(keptAnswers(practice, hidden).entry).toBeNull();
    const shown = send(practice, hidden, pick('alarm'), NEXT);
    expect(answerNow(practice, shown)).toEqual({ texts: { what: 'the phone rang' } });
  });

  it('goes passage by passage through a guide and begins it anew from the front', () => {
    const practice = practiceOf([
      { id: 'door', kind: 'pick', setup: true, items: [{ id: 'in' }] },
      { id: 'calm', kind: 'guide', passages: ['one', 'two', 'three'] },
    ]);
    const atThree = send(practice, startRun(practice, { door: { picked: ['in'], own: [] } }), NEXT, NEXT);
    expect(answerNow(practice, atThree)).toEqual({ passage: 2 });
    expect(answerNow(practice, send(practice, atThree, BACK))).toEqual({ passage: 1 });
    const roundabout = send(practice, atThree, { type: 'open-setup', step: 'door' }, NEXT);
    expect(answerNow(practice, roundabout)).toEqual({ passage: 0 });
    expect(send(practice, roundabout, BACK).at).toBe('door');
  });

  it('stands at the last passage or row that is there when an earlier step gives fewer than before', () => {
    const steps = [{ id: 'door', kind: 'pick', setup: true, items: [{ id: 'in' }, { id: 'out' }, { id: 'home' }] }];
    const made = { door: { picked: ['in', 'out', 'home'], own: [] } };
    const fewer: RunEvent[] = [NEXT, NEXT, { type: 'open-setup', step: 'door' }, pick('out'), pick('home'), BACK];
    const guide = practiceOf([...steps, { id: 'go', kind: 'guide', from: 'door' }]);
    expect(answerNow(guide, send(guide, startRun(guide, made), ...fewer))).toEqual({ passage: 0 });
    const contrast = practiceOf([...steps, { id: 'go', kind: 'contrast', from: 'door', columns: ['then', 'now'] }]);
    expect(answerNow(contrast, send(contrast, startRun(contrast, made), ...fewer))).toMatchObject({ row: 0 });
  });

  it('leads through the last passage to the other way that was gone, and on to the next step', () => {
    const practice = practiceOf([
      {
        id: 'calm',
        kind: 'guide',
        passages: ['arrive', 'rest', 'look-round'],
        inward: true,
        anchors: ['feet', 'sound'],
      },
      { id: 'page', kind: 'write', prompts: ['what'] },
    ]);
    const anchored = send(practice, startRun(practice), {
      type: 'answer',
      event: { kind: 'guide', type: 'anchor', id: 'feet' },
    });
    const looking = send(practice, anchored, NEXT);
    expect(looking.at).toBe('calm');
    expect(answerNow(practice, looking)).toMatchObject({ passage: 2 });
    expect(answerNow(practice, looking)).not.toHaveProperty('anchor');
    expect(answerNow(practice, send(practice, looking, BACK))).toEqual(answerNow(practice, anchored));
    const beyond = send(practice, looking, NEXT);
    expect(beyond.at).toBe('page');
    expect(answerNow(practice, send(practice, beyond, BACK))).toEqual(answerNow(practice, looking));
    expect(send(practice, anchored, { type: 'skip' }).at).toBe('page');
  });

  it('takes a closed practice up again', () => {
    const practice = practiceOf([
      {
        id: 'gate',
        kind: 'pick',
        items: [{ id: 'danger' }, { id: 'calm' }],
        close: { on: ['danger'], to: 'help-now' },
      },
    ]);
    const closed = send(practice, startRun(practice), pick('danger'), NEXT);
    expect(closed).toMatchObject({ phase: 'closed', left: 'closed', closedTo: 'help-now' });
    const back = send(practice, closed, BACK);
    expect(back.phase).toBe('steps');
    expect(back).not.toHaveProperty('left');
    expect(back).not.toHaveProperty('closedTo');
    expect(send(practice, back, pick('danger'), NEXT).phase).toBe('endings');
  });
});
