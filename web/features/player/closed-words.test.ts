import { expect, test } from 'vitest';
import { runReduce, startRun } from '#core/practice/run.ts';
import { practiceOf } from '#core/practice/testing/sample-practice.ts';
import { closedWords } from './closed-words.ts';

const practice = practiceOf([
  {
    id: 'gate',
    kind: 'pick',
    items: [{ id: 'threat' }, { id: 'other' }],
    close: { on: ['threat'], to: 'help-now' },
  },
]);
const gate = {
  label: 'Gate',
  text: [],
  items: { threat: { label: 'Threats', text: ['Tell your leader today.'] }, other: { label: 'Other', text: ['No.'] } },
};
const prose = {
  title: '',
  invitation: '',
  words: [],
  situations: [],
  steps: { gate },
  endings: { label: '', text: [], items: {} },
};

test('says again on the closed screen what stood under the choice that closed it, and nothing else', () => {
  const picked = ['threat', 'other'].reduce(
    (run, id) => runReduce(practice, run, { type: 'answer', event: { kind: 'pick', type: 'toggle', id } }),
    startRun(practice),
  );
  const closed = runReduce(practice, picked, { type: 'next' });
  expect(closed.phase).toBe('closed');
  expect(closedWords(practice, prose, closed)).toEqual(['Tell your leader today.']);
});
