import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { whenSettled } from './when-settled.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('tells once that the page came to rest after the last answer', async () => {
  const then = vi.fn<() => void>();
  const noteAnswer = whenSettled(then);
  noteAnswer();
  await vi.advanceTimersByTimeAsync(100);
  noteAnswer();
  await vi.advanceTimersByTimeAsync(300);
  expect(then).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(then).toHaveBeenCalledOnce();
});

test('waits for a page that is busy between two idle moments', async () => {
  let idle = (): void => {};
  vi.stubGlobal('requestIdleCallback', (next: () => void) => (idle = next));
  const then = vi.fn<() => void>();
  whenSettled(then)();
  idle();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(then).not.toHaveBeenCalled();
  idle();
  expect(then).toHaveBeenCalledOnce();
});
