import { expect, test } from 'vitest';
import { createMemoryStore } from './memory-store.ts';
import { bytesIn, draft, linesOf, lock, own, secret, startOver, unlocked } from './sample-session.ts';

const DAY = 86_400_000;
const NOW = 1_795_300_000_000;

test('erases what was written to last some days when the day has come, out of the stored bytes too, and nothing else', async () => {
  const kept = createMemoryStore();
  const { api } = await startOver(kept);
  await api.choose(lock, secret, own);
  await api.put({ ...draft(1, 'lasts'), kind: 'entry' });
  await api.put({ ...draft(2, 'lasts a month'), kind: 'entry', eraseOn: '2026-12-21' });
  const early = await unlocked(kept, () => NOW + 20 * DAY);
  await early.session.loading?.all;
  await early.session.queue;
  expect(await linesOf(early.api)).toEqual(['lasts a month', 'lasts']);

  const before = await bytesIn(kept);
  const late = await unlocked(kept, () => NOW + 40 * DAY);
  await late.session.loading?.all;
  await late.session.queue;
  expect(await linesOf(late.api)).toEqual(['lasts']);
  expect(await bytesIn(kept)).not.toBe(before);
  const again = await unlocked(kept, () => NOW + 41 * DAY);
  expect(await linesOf(again.api)).toEqual(['lasts']);
});
