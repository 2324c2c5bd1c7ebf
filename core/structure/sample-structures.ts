import fc from 'fast-check';
import { anyDay } from '#core/entry/sample-entries.ts';
import { LEVELS } from '#core/practice/step-kinds/pick.ts';
import { RHYTHMS } from '#core/practice/step-kinds/plan.ts';
import { OBSTACLES, USUAL_STRUCTURES, type Structure } from './structure.ts';

/** For tests: supervision once a month, carried by two. */
export const supervision: Structure = {
  id: '00000000-0000-4000-8000-000000000001',
  usual: 'supervision',
  rhythm: 'month',
  owner: 'The leader',
  standIn: 'Deputy',
  lastHeld: '2026-05-04',
  next: '2026-06-04',
};

const anyText = fc
  .string({ minLength: 1, maxLength: 40 })
  .map((text) => text.trim())
  .filter((text) => text !== '');

/** For tests: something that weighs, which the leader is to answer. */
export const tooFew: Structure = {
  id: '00000000-0000-4000-8000-000000000101',
  name: 'Too few on nights',
  rhythm: 'once',
  level: 'leader',
  owner: 'The leader',
  next: '2026-06-04',
  note: 'One more on Sundays',
};

const anyIssue: fc.Arbitrary<Structure> = fc.record(
  {
    id: fc.uuid(),
    name: anyText,
    rhythm: fc.constant('once'),
    level: fc.constantFrom(...LEVELS),
    owner: anyText,
    lastHeld: anyDay,
    next: anyDay,
    note: anyText,
  },
  { requiredKeys: ['id', 'rhythm', 'name', 'level'] },
);

/** For tests: a promise with a rhythm, as it can be kept. */
export const anyPromise: fc.Arbitrary<Structure> = fc
  .record(
    {
      id: fc.uuid(),
      usual: fc.constantFrom(...USUAL_STRUCTURES),
      name: anyText,
      rhythm: fc.constantFrom(...RHYTHMS),
      owner: anyText,
      standIn: anyText,
      lastHeld: anyDay,
      next: anyDay,
      notHeld: anyDay,
      obstacle: fc.constantFrom(...OBSTACLES),
      note: anyText,
    },
    { requiredKeys: ['id', 'rhythm'] },
  )
  .filter(({ usual, name }) => usual !== undefined || name !== undefined);

/** For tests: any structure that can be kept. */
export const anyStructure: fc.Arbitrary<Structure> = fc.oneof(anyPromise, anyIssue);
