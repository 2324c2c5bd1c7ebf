import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { faultsOfStep } from '../testing/sample-faults.ts';
import { CIRCLE_MAX, SAYS, turns, turnsScenes } from './turns.ts';
import type { TurnsAnswer, TurnsStep } from './turns.ts';

const json = { kind: 'turns', form: 'pair', roles: ['teller', 'listener'], minutes: 3 };

describe('parsing turns', () => {
  it.each([
    ['a pair', {}],
    ['a pair in several rounds, with words around them', { rounds: 4, says: ['open', 'swap', 'close'], listen: true }],
    ['a circle', { form: 'circle', roles: ['speaker'], rounds: 3 }],
  ])('takes %s', (_what, change) => {
    expect(faultsOfStep({ ...json, ...change })).toEqual([]);
  });

  it.each([
    [{ form: 'crowd' }, 'it form: needs one of: pair, circle'],
    [{ form: undefined }, 'it form: needs one of: pair, circle'],
    [{ roles: ['teller'] }, 'it roles: needs 2 to 2 ids, has 1'],
    [{ form: 'circle', roles: [] }, 'it roles: needs 1 to 2 ids, has 0'],
    [{ rounds: 3 }, 'it rounds: is even in a pair, so that both have had each role'],
    [{ rounds: 0 }, 'it rounds: needs a whole number from 1 to 8'],
    [{ form: 'circle', roles: ['speaker'], rounds: 1.5 }, 'it rounds: needs a whole number from 1 to 8'],
    [{ minutes: undefined }, 'it minutes: needs a number from 0.5 to 30'],
    [{ minutes: 31 }, 'it minutes: needs a number from 0.5 to 30'],
    [{ says: ['hello'] }, 'it says: needs some of: open, swap, close'],
    [{ says: [] }, 'it says: needs some of: open, swap, close'],
    [{ roles: ['open', 'listener'], says: ['open'] }, 'it: has an id twice: open'],
    [{ listen: 'yes' }, 'it listen: is true or left out'],
    [{ notes: true }, 'it notes: is not a known field here'],
  ])('refuses %j: %s', (change, fault) => {
    expect(faultsOfStep({ ...json, ...change })).toContain(fault);
  });
});

describe('turns', () => {
  const says = fc.subarray([...SAYS]);
  const base = { id: 'it', kind: 'turns' as const, minutes: 3 };
  const pairs: fc.Arbitrary<TurnsStep> = fc
    .record({ rounds: fc.constantFrom(2, 4, 6, 8), says })
    .map((own) => ({ ...base, form: 'pair', roles: ['teller', 'listener'], ...own }));
  const circles: fc.Arbitrary<TurnsStep> = fc
    .record({ rounds: fc.integer({ min: 1, max: 8 }), says })
    .map((own) => ({ ...base, form: 'circle', roles: ['speaker'], ...own }));
  const persons = (step: TurnsStep, people: number) =>
    turnsScenes(step, people).flatMap((scene) => (scene.scene === 'turn' ? [scene.person] : []));

  it('give each of a pair each role equally often', () => {
    fc.assert(
      fc.property(pairs, (step) => {
        const tellers = persons(step, 2);
        const listeners = tellers.map((person) => 1 - person);
        for (const person of [0, 1])
          for (const role of [tellers, listeners])
            expect(role.filter((other) => other === person)).toHaveLength(step.rounds / 2);
      }),
    );
  });

  it('reach everyone in a circle, once a round and in the same order', () => {
    fc.assert(
      fc.property(circles, fc.integer({ min: 2, max: CIRCLE_MAX }), (step, people) => {
        const round = Array.from({ length: people }, (_, person) => person);
        expect(persons(step, people)).toEqual(Array.from({ length: step.rounds }, () => round).flat());
      }),
    );
  });

  it('go scene by scene to the close and back to the opening', () => {
    fc.assert(
      fc.property(fc.oneof(pairs, circles), fc.integer({ min: 2, max: CIRCLE_MAX }), (step, people) => {
        const scenes = turnsScenes(step, step.form === 'pair' ? 2 : people);
        expect(scenes[0]?.scene === 'open').toBe(step.says.includes('open'));
        expect(scenes.at(-1)?.scene === 'close').toBe(step.says.includes('close'));
        let answer = turns.apply(step, turns.start(step, []), { kind: 'turns', type: 'people', people }, []);
        let met = 1;
        for (let next = turns.advance?.(step, answer, []); next; next = turns.advance?.(step, answer, [])) {
          answer = next;
          met += 1;
        }
        expect(met).toBe(scenes.length);
        for (let last = turns.retreat?.(step, answer, []); last; last = turns.retreat?.(step, answer, []))
          answer = last;
        expect(answer.at).toBe(0);
      }),
    );
  });

  it('let the number of people be set in a circle, before it has begun', () => {
    const circle: TurnsStep = { ...base, form: 'circle', roles: ['speaker'], rounds: 1, says: [] };
    const set = (answer: TurnsAnswer, people: number) =>
      turns.apply(circle, answer, { kind: 'turns', type: 'people', people }, []);
    expect(set({ people: 4, at: 0 }, 7)).toEqual({ people: 7, at: 0 });
    const begun = { people: 4, at: 1 };
    expect(set(begun, 7)).toBe(begun);
  });

  it('keep and give on nothing of what was said', () => {
    const step = { ...base, form: 'pair' as const, roles: [], rounds: 2, says: [] };
    expect(turns.keeps(step, { people: 2, at: 1 })).toBeNull();
    expect(turns.gives(step, { people: 2, at: 1 }, [])).toEqual([]);
  });
});
