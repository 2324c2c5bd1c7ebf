import { parsePractice } from '../parse-practice.ts';
import type { Json } from './sample-step.ts';

export const FILE = 'content/practices/a-practice/practice.json';

/** For tests: a practice that is right, and what is changed about it. `undefined` takes a field away. */
export const practiceJson = (change: Json = {}): Json => ({
  id: 'a-practice',
  version: 1,
  people: [1, 1],
  minutes: 5,
  place: ['day'],
  moment: ['day'],
  levels: ['me'],
  section: 'A',
  scope: 'private',
  endings: ['done', 'tell'],
  steps: [{ id: 'page', kind: 'write', prompts: ['what'] }],
  sources: ['a-source'],
  ...change,
});

/** For tests: every fault found in the practice, as `step field: message`, without what is not there. */
export function faultsOf(json: unknown): string[] {
  const read = parsePractice(JSON.parse(JSON.stringify(json)), FILE);
  if (read.ok) return [];
  return read.error.map(({ file, step, field, message }) => {
    if (file !== FILE) throw new Error(`a fault in ${file}`);
    return `${[step, field].filter((part) => part !== undefined).join(' ')}: ${message}`;
  });
}

/** For tests: the faults of one step, behind a pick named `list` with the items `one` and `two`. */
export const faultsOfStep = (step: Json): string[] =>
  faultsOf(
    practiceJson({
      steps: [
        { id: 'list', kind: 'pick', items: [{ id: 'one' }, { id: 'two' }] },
        { id: 'it', ...step },
      ],
    }),
  );
