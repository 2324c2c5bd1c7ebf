import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createQuietMoment } from './quiet-moment.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const whenDone = (waiting: Promise<void>) => {
  const state = { isDone: false };
  void waiting.then(() => (state.isDone = true));
  return state;
};

test('does not wait when nobody asked', async () => {
  const waiting = whenDone(createQuietMoment().wait());
  await vi.advanceTimersByTimeAsync(0);
  expect(waiting.isDone).toBe(true);
});

test('waits on while somebody goes on asking, and then goes on itself', async () => {
  const quiet = createQuietMoment();
  quiet.note();
  const waiting = whenDone(quiet.wait());
  await vi.advanceTimersByTimeAsync(35);
  quiet.note();
  await vi.advanceTimersByTimeAsync(35);
  expect(waiting.isDone).toBe(false);
  await vi.advanceTimersByTimeAsync(35);
  expect(waiting.isDone).toBe(true);
});

test('does not wait for ever for one who never stops asking', async () => {
  const quiet = createQuietMoment();
  quiet.note();
  const waiting = whenDone(quiet.wait());
  for (let n = 0; n < 60; n++) {
    await vi.advanceTimersByTimeAsync(10);
    quiet.note();
  }
  expect(waiting.isDone).toBe(true);
  const next = whenDone(quiet.wait());
  await vi.advanceTimersByTimeAsync(0);
  expect(next.isDone).toBe(true);
});
