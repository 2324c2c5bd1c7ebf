import { expect, test } from 'vitest';
import { runOn } from './sample-entries.ts';
import { smallActs } from './small-acts.ts';

test('gives what was chosen at the end of a practice, newest first, and nothing else', () => {
  const card = (text: unknown, when?: string) => ({ '~card': { text: text as string, ...(when && { when }) } });
  const entries = [
    runOn('2026-11-18', 'body-budget', card('Walk home'), { ending: 'small-act' }),
    runOn('2026-11-20', 'prevention-list', card('Call her', 'tonight'), { ending: 'small-act' }),
    runOn('2026-11-20', 'vik', card('Ask for time'), { ending: 'request' }),
    runOn('2026-11-20', 'vik', card(' '), { ending: 'small-act' }),
    runOn('2026-11-20', 'vik', card(7), { ending: 'small-act' }),
    runOn('2026-11-20', 'vik', {}, { ending: 'small-act' }),
  ];
  expect(smallActs(entries).map(({ entry: _entry, ...act }) => act)).toEqual([
    { day: '2026-11-20', practice: 'prevention-list', text: 'Call her', when: 'tonight' },
    { day: '2026-11-18', practice: 'body-budget', text: 'Walk home' },
  ]);
});
