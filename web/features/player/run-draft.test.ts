import { expect, test } from 'vitest';
import { practiceOf } from '#core/practice/testing/sample-practice.ts';
import { runReduce, startRun } from '#core/practice/run.ts';
import type { RunEvent } from '#core/practice/run.ts';
import { readDraft, runToDraft } from './run-draft.ts';

const write = (prompt: string, text: string): RunEvent => ({
  type: 'answer',
  event: { kind: 'write', type: 'text', prompt, text },
});
const lasting: RunEvent = { type: 'answer', event: { kind: 'write', type: 'lifetime', lifetime: 'close' } };
const step = (id: string, more = {}) => ({ id, kind: 'write', prompts: [`${id}-what`], ...more });

const after = (practice: ReturnType<typeof practiceOf>, events: readonly RunEvent[]) =>
  events.reduce((state, event) => runReduce(practice, state, event), startRun(practice));

test('puts no words away that the helper asked to have erased when she closes', () => {
  const practice = practiceOf([step('one', { choose: true }), step('two')]);
  const state = after(practice, [write('one-what', 'a'), lasting, { type: 'next' }, write('two-what', 'b')]);
  expect(JSON.stringify(runToDraft(practice, state)?.answers)).toContain('"b"');
  expect(JSON.stringify(runToDraft(practice, state)?.answers)).not.toContain('"a"');
});

test('puts nothing away of what was practised aloud', () => {
  const stimuli = [1, 2, 3].map((level) => ({ id: `say-${level}`, level }));
  const practice = practiceOf([{ id: 'drill', kind: 'rehearse', stimuli, look: ['breath'] }, step('after')]);
  const felt: RunEvent = { type: 'answer', event: { kind: 'rehearse', type: 'felt', felt: 'hard' } };
  const state = after(practice, [{ type: 'next' }, felt, { type: 'next' }]);
  expect(Object.keys(state.answers)).toEqual(['drill']);
  expect(runToDraft(practice, state)?.answers).toEqual({});
});

test('puts no card away that the practice would not keep', () => {
  const practice = practiceOf([step('one', { scope: 'private' })], {
    scope: 'self-erasing',
    endings: ['done', 'tell'],
  });
  const state = after(practice, [
    { type: 'next' },
    { type: 'ending', ending: 'tell' },
    { type: 'card', text: 'on the card' },
  ]);
  expect(JSON.stringify(state)).toContain('on the card');
  expect(JSON.stringify(runToDraft(practice, state))).not.toContain('on the card');
});

test('takes a run of this version up where it was left', () => {
  const practice = practiceOf([step('one'), step('two')]);
  const state = after(practice, [write('one-what', 'a'), { type: 'next' }]);
  expect(readDraft(practice, JSON.parse(JSON.stringify(state)))).toEqual({ state, isOfOtherVersion: false });
});

test('takes the words of an older version into a run from the first step, and says so', () => {
  const older = practiceOf([step('one'), step('gone'), step('two')]);
  const state = after(older, [write('one-what', 'a'), { type: 'next' }, write('gone-what', 'b'), { type: 'next' }]);
  const practice = { ...practiceOf([step('one'), step('two')]), version: older.version + 1 };
  const found = readDraft(practice, JSON.parse(JSON.stringify(state)));
  expect(found).toMatchObject({ isOfOtherVersion: true, state: { at: 'one', version: practice.version } });
  expect(found?.state.answers).toEqual({ one: state.answers.one });
});

test('takes up a run of an older version in which nothing is written: it waits, and can be finished or given up', () => {
  const practice = { ...practiceOf([step('one'), step('two')]), version: 2 };
  const state = { ...after(practiceOf([step('one'), step('two')]), [{ type: 'next' }]), version: 1 };
  expect(readDraft(practice, state)).toMatchObject({ isOfOtherVersion: true, state: { at: 'one', answers: {} } });
});

test('takes nothing up of another practice, nor of what is no run', () => {
  const practice = practiceOf([step('one')]);
  for (const value of [undefined, null, 3, 'x', [], {}, { ...startRun(practice), practice: 'other' }])
    expect(readDraft(practice, value)).toBeNull();
});
