import fc from 'fast-check';
import { parsePractice } from '../parse-practice.ts';
import type { Practice } from '../practice.ts';
import { SCOPES } from '../step.ts';
import { sampleSteps } from './sample-step.ts';
import type { Json, SampleStep } from './sample-step.ts';

/** Which earlier step is meant, and which of its ids; resolved when the steps before are known. */
type Pointer = { step: number; selector: number | undefined; not: boolean };
type StepSeed = {
  step: SampleStep;
  scope: string | undefined;
  when: Pointer[];
  from: Pointer[];
  forEach: Pointer | undefined;
  setup: boolean;
  repeat: boolean;
  livesOnFrom: boolean;
};

const sometimes = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.oneof({ arbitrary: fc.constant(undefined), weight: 3 }, { arbitrary: value, weight: 1 });
const rarely = fc.integer({ min: 0, max: 3 }).map((n) => n === 0);
const pointer: fc.Arbitrary<Pointer> = fc.record({
  step: fc.nat(20),
  selector: fc.option(fc.nat(20), { nil: undefined }),
  not: rarely,
});
const pointers = fc.oneof(
  { arbitrary: fc.constant<Pointer[]>([]), weight: 2 },
  fc.array(pointer, { minLength: 1, maxLength: 2 }),
);

const stepSeed: fc.Arbitrary<StepSeed> = fc.record({
  step: fc.oneof(...Object.values(sampleSteps)),
  scope: sometimes(fc.constantFrom(...SCOPES)),
  when: pointers,
  from: pointers,
  forEach: sometimes(pointer),
  setup: rarely,
  repeat: rarely,
  livesOnFrom: fc.boolean(),
});

type Giver = { id: string; kind: string; ids: string[]; setup: boolean };
const SILENT = ['guide', 'turns', 'pool', 'rehearse'];

function resolve({ step, selector, not }: Pointer, earlier: readonly Giver[], mayNegate: boolean): string[] {
  const givers = earlier.filter((giver) => !SILENT.includes(giver.kind));
  const giver = givers[step % Math.max(1, givers.length)];
  if (!giver) return [];
  const id = selector === undefined ? undefined : giver.ids[selector % Math.max(1, giver.ids.length)];
  return [`${mayNegate && not ? '!' : ''}${giver.id}${id === undefined ? '' : `.${id}`}`];
}

/** A step shows what it takes over beside its own, so the names of cards differ; the first step has the plain ones. */
function withNamesOf(id: string, index: number, { own, ids }: SampleStep): { own: Json; ids: string[] } {
  if (index === 0) return { own, ids };
  const named = JSON.stringify({ own, ids }).replace(/"([a-z]+-\d+(-of-\d+)?)"/g, `"$1-in-${id}"`);
  return JSON.parse(named) as { own: Json; ids: string[] };
}

function toSteps(seeds: readonly StepSeed[], unit = ''): Json[] {
  const earlier: Giver[] = [];
  return seeds.map((seed, index) => {
    const id = `step-${index}${unit}`;
    const when = seed.when.flatMap((one) => resolve(one, earlier, true));
    const from = seed.from.flatMap((one) => resolve(one, earlier, false));
    const forEach = seed.forEach ? resolve(seed.forEach, earlier, false)[0] : undefined;
    const leftOut = seed.livesOnFrom && from.length > 0 ? (seed.step.livesOnFrom ?? '') : '';
    const named = withNamesOf(id, index, seed.step);
    const { [leftOut]: gone, ...own } = named.own;
    const ids = named.ids.filter((other) => !(Array.isArray(gone) && gone.includes(other)));
    const takesFrom = [...from, ...(forEach ? [forEach] : [])].map((reference) => reference.split('.')[0]);
    const isKept = (own.lifetime ?? 'keep') === 'keep' && own.choose === undefined;
    const setup = seed.setup && isKept && earlier.every((giver) => giver.setup || !takesFrom.includes(giver.id));
    earlier.push({ id, kind: seed.step.kind, ids, setup });
    return {
      id,
      kind: seed.step.kind,
      ...own,
      ...(seed.scope && seed.step.kind !== 'rehearse' ? { scope: seed.scope } : {}),
      ...(when.length > 0 ? { when } : {}),
      ...(from.length > 0 ? { from } : {}),
      ...(forEach ? { forEach } : {}),
      ...(setup ? { setup } : {}),
      ...(seed.repeat ? { repeat: true } : {}),
    };
  });
}

const steps = fc.array(stepSeed, { minLength: 1, maxLength: 6 });

/** For tests: practice.json of every form that the format knows; `parsePractice` takes each. */
export const anyPracticeJson: fc.Arbitrary<Json> = fc
  .record({
    scope: fc.constantFrom(...SCOPES),
    endings: fc.subarray(['done', 'small-act', 'tell', 'request']),
    steps,
    units: sometimes(fc.array(steps, { minLength: 1, maxLength: 2 })),
  })
  .map(({ scope, endings, steps: list, units }) => ({
    id: 'a-practice',
    version: 1,
    people: [1, 12],
    minutes: 5,
    place: ['day'],
    moment: ['day'],
    levels: ['me'],
    section: 'A',
    scope,
    endings: [...new Set(['done', ...endings, ...(scope === 'private' || scope === 'self-erasing' ? ['tell'] : [])])],
    ...(units
      ? { units: units.map((unit, index) => ({ id: `week-${index}`, steps: toSteps(unit, `-of-${index}`) })) }
      : { steps: toSteps(list) }),
    sources: ['a-source'],
    retired: ['gone'],
  }));

/** For tests: what `parsePractice` makes of json that is known to be right. */
export function practiceFrom(json: unknown): Practice {
  const read = parsePractice(json, 'practice.json');
  if (!read.ok) throw new Error(read.error.map((fault) => JSON.stringify(fault)).join('\n'));
  return read.value;
}

export const anyPractice: fc.Arbitrary<Practice> = anyPracticeJson.map(practiceFrom);

/** For tests: a practice of these steps (or of the `units` in `more`), private unless said otherwise. */
export const practiceOf = (list: readonly Json[], more: Json = {}): Practice =>
  practiceFrom({
    id: 'a-practice',
    version: 1,
    people: [1, 12],
    minutes: 5,
    place: ['day'],
    moment: ['day'],
    levels: ['me'],
    section: 'A',
    scope: 'private',
    endings: ['done', 'tell'],
    ...(more.units === undefined ? { steps: list } : {}),
    sources: ['a-source'],
    ...more,
  });
