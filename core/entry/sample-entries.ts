import fc from 'fast-check';
import { CHECK_IN, checkInToAnswers, type CheckIn } from './check-in.ts';
import type { Entry, Json, JsonObject } from './entry.ts';

let count = 0;
const nextId = () => (count += 1).toString(16).padStart(32, '0');

/** For tests: a run of a practice, on a day. */
export const runOn = (day: string, practice: string, answers: JsonObject, more: Partial<Entry> = {}): Entry => ({
  id: nextId(),
  kind: 'entry',
  practice,
  version: 1,
  at: Date.parse(`${day}T12:00:00Z`),
  day,
  answers,
  ...more,
});

/** For tests: a check-in, on a day. */
export const checkInOn = (day: string, checkIn: Partial<CheckIn>, more: Partial<Entry> = {}): Entry =>
  runOn(day, CHECK_IN.practice, checkInToAnswers({ gave: [], cost: [], ...checkIn }), { ...CHECK_IN, ...more });

/** For tests: a day of two decades. */
export const anyDay = fc
  .date({ min: new Date('2015-01-01T00:00:00Z'), max: new Date('2035-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

const anyJson = fc.jsonValue() as fc.Arbitrary<Json>;

/** For tests: a run of this practice with answers of any shape, the steps it has among them. */
export const anyRunOf = (practice: string, steps: readonly string[]): fc.Arbitrary<Entry> =>
  fc
    .tuple(anyDay, fc.dictionary(fc.oneof(fc.constantFrom(...steps), fc.string()), fc.oneof(anyJson, anyShape)))
    .map(([day, answers]) => runOn(day, practice, answers));

// Shapes near the real ones find more than wholly random ones.
const anyShape: fc.Arbitrary<Json> = fc.record(
  {
    stones: fc.dictionary(fc.constantFrom('in', 'out', 'get', 'pay'), anyJson),
    counts: fc.dictionary(fc.constantFrom('begin', 'stay'), anyJson),
    marks: fc.dictionary(fc.constantFrom('sleep', 'body'), anyJson),
    texts: fc.dictionary(fc.constantFrom('body', 'small'), anyJson),
    picked: anyJson,
    order: anyJson,
    own: fc.array(fc.record({ id: anyJson, text: anyJson })),
  },
  { requiredKeys: [] },
);
