import fc from 'fast-check';
import { anyDay } from '#core/entry/sample-entries.ts';
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

/** For tests: any structure that can be kept. */
export const anyStructure: fc.Arbitrary<Structure> = fc
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
