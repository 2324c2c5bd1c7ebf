import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createQuietMoment } from './quiet-moment.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const whenDone = (waiting: Promise<void>) => {
  const state = { isDone: false };
  void waiting.then(() => (state.isDone = true));
  return state;
};
const soon = () => vi.advanceTimersByTimeAsync(0);

test('does not wait when nobody asked', async () => {
  const waiting = whenDone(createQuietMoment().wait());
  await soon();
  expect(waiting.isDone).toBe(true);
});

test('waits until the page has settled, and again when it asks again', async () => {
  const quiet = createQuietMoment();
  quiet.note();
  const first = whenDone(quiet.wait());
  await vi.advanceTimersByTimeAsync(500);
  expect(first.isDone).toBe(false);
  quiet.settle();
  await soon();
  expect(first.isDone).toBe(true);

  quiet.note();
  const second = whenDone(quiet.wait());
  await soon();
  expect(second.isDone).toBe(false);
});

test('goes on at once when somebody waits for the work itself', async () => {
  const quiet = createQuietMoment();
  quiet.note();
  const waiting = whenDone(quiet.wait());
  quiet.hurry();
  await soon();
  expect(waiting.isDone).toBe(true);
});

test('does not wait for ever for one who never settles', async () => {
  const quiet = createQuietMoment();
  quiet.note();
  const waiting = whenDone(quiet.wait());
  for (let n = 0; n < 30; n++) {
    await vi.advanceTimersByTimeAsync(100);
    quiet.note();
  }
  expect(waiting.isDone).toBe(true);
  const next = whenDone(quiet.wait());
  await soon();
  expect(next.isDone).toBe(true);
});
