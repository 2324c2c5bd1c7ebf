import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Answer, Step } from './practice.ts';
import { stepIdOf } from './references.ts';
import { keepsAnything, keptAnswers, scopeOf } from './run-answers.ts';
import { answerNow, runReduce, startRun, stepsOf } from './run.ts';
import type { RunEvent, RunState } from './run.ts';
import { lifetimeOf } from './step-kinds/write.ts';
import type { WriteAnswer } from './step-kinds/write.ts';
import { practiceOf } from './testing/sample-practice.ts';
import { anyRun } from './testing/sample-run.ts';
import type { Json } from './testing/sample-step.ts';

const write = (prompt: string, text: string): RunEvent => ({
  type: 'answer',
  event: { kind: 'write', type: 'text', prompt, text },
});
const toggle = (id: string): RunEvent => ({ type: 'answer', event: { kind: 'pick', type: 'toggle', id } });
const NEXT: RunEvent = { type: 'next' };

const keptAfter = (
  steps: readonly Json[],
  events: readonly RunEvent[],
  more: Json = {},
  setups: Record<string, Answer> = {},
) => {
  const practice = practiceOf(steps, more);
  return keptAnswers(
    practice,
    events.reduce((state, event) => runReduce(practice, state, event), startRun(practice, setups)),
  );
};

describe('what a run leaves', () => {
  it('holds nothing of a step that leaves nothing or erases itself, nor of a guide, of turns, of a pool, of a rehearsal', () => {
    const allKept = ({ entry, setup }: ReturnType<typeof keptAnswers>) => Object.entries({ ...entry, ...setup });
    fc.assert(
      fc.property(anyRun, ({ practice, states }) => {
        for (const state of states) {
          const kept = allKept(keptAnswers(practice, state));
          expect(kept.length === 0 || keepsAnything(practice)).toBe(true);
          for (const [key, answer] of kept) {
            const step = stepsOf(practice, state).find(({ id }) => id === stepIdOf(key)) as Step;
            expect(['private', 'shared', 'open', 'aggregate']).toContain(scopeOf(practice, step));
            expect(['guide', 'turns', 'pool', 'rehearse']).not.toContain(step.kind);
            expect(step.kind === 'write' && lifetimeOf(step, answer as WriteAnswer) === 'close').toBe(false);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it.each<Json>([
    { kind: 'guide', passages: ['rest'] },
    { kind: 'turns', form: 'circle', roles: ['speaker'], minutes: 1 },
    { kind: 'pool', items: ['calm'], minimum: 5, weeks: 1, answer: 7 },
    { kind: 'rehearse', stimuli: [1, 2, 3].map((level) => ({ id: `say-${level}`, level })), look: ['breath'] },
  ])('is nothing at all where a practice is only $kind', (step) => {
    expect(keepsAnything(practiceOf([{ id: 'it', ...step }]))).toBe(false);
  });

  it('holds no words but those of the step they were written in', () => {
    const steps = [
      { id: 'closed', kind: 'write', lifetime: 'close', prompts: ['what'] },
      { id: 'erased', kind: 'pick', scope: 'self-erasing', own: true, items: [{ id: 'one' }] },
      { id: 'order', kind: 'rank', from: ['erased', 'closed'] },
      { id: 'each', kind: 'write', forEach: 'erased', prompts: ['more'] },
    ];
    const kept = keptAfter(steps, [
      write('what', 'a secret'),
      NEXT,
      { type: 'answer', event: { kind: 'pick', type: 'own', text: 'a secret' } },
      NEXT,
      { type: 'answer', event: { kind: 'rank', type: 'choose', id: 'own_erased_1' } },
      { type: 'answer', event: { kind: 'rank', type: 'choose', id: 'what' } },
      NEXT,
      write('more', 'to keep'),
    ]);
    expect(Object.keys(kept.entry ?? {})).toEqual(['order', 'each#own_erased_1']);
    expect(JSON.stringify(kept)).not.toContain('a secret');
  });

  it('is nothing when nothing was said', () => {
    fc.assert(
      fc.property(anyRun, ({ practice, states }) => {
        const first = states[0] as RunState;
        expect(keptAnswers(practice, first)).toEqual({ entry: null, setup: null });
      }),
    );
  });

  it('leaves out what was written under an answer that was taken back', () => {
    const steps = [
      { id: 'list', kind: 'pick', items: [{ id: 'one' }, { id: 'two' }] },
      { id: 'order', kind: 'rank', from: 'list' },
      { id: 'each', kind: 'write', forEach: 'list', prompts: ['what'] },
    ];
    const choose = (id: string): RunEvent => ({ type: 'answer', event: { kind: 'rank', type: 'choose', id } });
    const back: RunEvent = { type: 'back' };
    const filled = [
      toggle('one'),
      toggle('two'),
      NEXT,
      choose('two'),
      choose('one'),
      NEXT,
      write('what', 'first'),
      NEXT,
      write('what', 'second'),
    ];
    const kept = keptAfter(steps, [...filled, back, back, back, toggle('two')]);
    expect(kept.entry).toEqual({
      list: { picked: ['one'], own: [] },
      order: { order: ['one'], own: [] },
      'each#one': { texts: { what: 'first' } },
    });
  });

  it('asks for the shortest lifetime that any text has', () => {
    const steps = [
      { id: 'month', kind: 'write', lifetime: 30, prompts: ['what'] },
      { id: 'week', kind: 'write', lifetime: 7, prompts: ['what'] },
      { id: 'longer', kind: 'write', prompts: ['what'] },
    ];
    expect(keptAfter(steps, [write('what', 'a'), NEXT, NEXT, write('what', 'c')]).eraseAfterDays).toBe(30);
    expect(keptAfter(steps, [write('what', 'a'), NEXT, write('what', 'b')]).eraseAfterDays).toBe(7);
    expect(keptAfter(steps, [NEXT, NEXT, write('what', 'c')])).not.toHaveProperty('eraseAfterDays');
  });
});

describe('what is made once', () => {
  const steps = [
    { id: 'door', kind: 'pick', setup: true, own: true, items: [{ id: 'keys' }, { id: 'coat' }] },
    { id: 'line', kind: 'write', prompts: ['what'] },
  ];
  const made = { door: { picked: ['keys'], own: [] } };
  const OPEN: RunEvent = { type: 'open-setup', step: 'door' };
  const practice = practiceOf(steps);
  const play = (events: readonly RunEvent[]) =>
    events.reduce((state, event) => runReduce(practice, state, event), startRun(practice, made));

  it('is kept apart from the entry', () => {
    expect(keptAfter(steps, [toggle('keys'), NEXT, write('what', 'home')])).toEqual({
      setup: { door: { picked: ['keys'], own: [] } },
      entry: { line: { texts: { what: 'home' } } },
    });
  });

  it('is passed over the next time, and not kept again', () => {
    expect(startRun(practice, made).at).toBe('line');
    expect(keptAfter(steps, [write('what', 'home')], {}, made).setup).toBeNull();
  });

  it('can be opened and changed, and what was changed outlives opening it again', () => {
    const changed = play([OPEN, toggle('coat'), NEXT, OPEN]);
    expect(changed).toMatchObject({ at: 'door', phase: 'steps' });
    expect(keptAnswers(practice, changed).setup).toEqual({ door: { picked: ['keys', 'coat'], own: [] } });
  });

  it('says so when it was emptied, and is asked for again the next time', () => {
    const { setup } = keptAnswers(practice, play([OPEN, toggle('keys')]));
    expect(setup).toEqual({ door: { picked: [], own: [] } });
    expect(startRun(practice, setup ?? {}).at).toBe('door');
  });

  it('is opened from the steps and from the endings, and nowhere else', () => {
    expect(play([{ type: 'next' }, OPEN])).toMatchObject({ at: 'door', phase: 'steps' });
    for (const away of [
      [{ type: 'worse' }],
      [{ type: 'enough' }],
      [NEXT, { type: 'ending', ending: 'tell' }],
    ] as RunEvent[][]) {
      const state = play(away);
      expect(runReduce(practice, state, OPEN)).toBe(state);
    }
  });

  it('is shown again, filled, when it is a map', () => {
    const map = practiceOf([
      { id: 'ring', kind: 'map', setup: true, figure: 'ring', slots: [{ id: 'centre', token: 'text' }] },
    ]);
    expect(startRun(map, { ring: { texts: { centre: ['rest'] }, counts: {} } }).at).toBe('ring');
  });

  it('is made once for each card where a step is repeated', () => {
    const each = practiceOf([
      { id: 'list', kind: 'pick', setup: true, items: [{ id: 'one' }, { id: 'two' }] },
      { id: 'note', kind: 'write', setup: true, forEach: 'list', prompts: ['what'] },
    ]);
    const note = { texts: { what: 'made' } };
    const start = startRun(each, { list: { picked: ['one', 'two'], own: [] }, 'note#one': note });
    expect(start.at).toBe('note#two');
    const opened = runReduce(each, start, { type: 'open-setup', step: 'note#one' });
    expect([opened.at, answerNow(each, opened)]).toEqual(['note#one', note]);
  });
});

describe('a step that is done again', () => {
  it('keeps each round, and gives on the words of all of them', () => {
    const practice = practiceOf([
      { id: 'list', kind: 'pick', repeat: true, own: true, items: [{ id: 'one' }] },
      { id: 'order', kind: 'rank', from: 'list' },
    ]);
    const own = (text: string): RunEvent => ({ type: 'answer', event: { kind: 'pick', type: 'own', text } });
    const choose = (id: string): RunEvent => ({ type: 'answer', event: { kind: 'rank', type: 'choose', id } });
    const state = [
      own('sea'),
      { type: 'again' } as const,
      own('wood'),
      toggle('one'),
      NEXT,
      choose('own_list_1_2'),
      choose('own_list_1'),
    ].reduce((at, event) => runReduce(practice, at, event), startRun(practice));
    expect(keptAnswers(practice, state).entry).toEqual({
      list: { picked: ['own_list_1'], own: [{ id: 'own_list_1', text: 'sea' }] },
      'list~2': { picked: ['one', 'own_list_1'], own: [{ id: 'own_list_1', text: 'wood' }] },
      order: { order: ['own_list_1_2', 'own_list_1'], own: [] },
    });
  });
});
