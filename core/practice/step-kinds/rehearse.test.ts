import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { faultsOfStep } from '../testing/sample-faults.ts';
import { practiceOf } from '../testing/sample-practice.ts';
import { FELT, rehearse, stimulusNow } from './rehearse.ts';
import type { Felt, RehearseAnswer, RehearseStep } from './rehearse.ts';

const stimuli = [
  { id: 'late', level: 1 },
  { id: 'again', level: 1 },
  { id: 'blame', level: 2 },
  { id: 'shout', level: 3 },
  { id: 'silence', level: 3 },
];
const json = { kind: 'rehearse', stimuli, look: ['breath', 'words'] };

describe('parsing a rehearsal', () => {
  it.each([
    ['stimuli of all three levels', {}],
    ['the scope it has anyway', { scope: 'nothing' }],
    ['one question to look by', { look: ['breath'] }],
  ])('takes %s', (_what, change) => {
    expect(faultsOfStep({ ...json, ...change })).toEqual([]);
  });

  it.each([
    [{ scope: 'private' }, 'it scope: is nothing: what is practised here is never kept'],
    [{ scope: 'self-erasing' }, 'it scope: is nothing: what is practised here is never kept'],
    [{ stimuli: [] }, 'it stimuli: needs a list that is not empty'],
    [{ stimuli: stimuli.slice(0, 3) }, 'it stimuli: needs one of level 3'],
    [{ stimuli: stimuli.slice(2) }, 'it stimuli: needs one of level 1'],
    [{ stimuli: [{ id: 'late', level: 4 }] }, 'it level: needs a whole number from 1 to 3'],
    [{ stimuli: [{ id: 'late', level: 1.5 }] }, 'it level: needs a whole number from 1 to 3'],
    [{ stimuli: [{ id: 'Late', level: 1 }] }, 'it id: needs an id in lower case with hyphens'],
    [{ stimuli: [{ id: 'late', level: 1, seconds: 5 }] }, 'it seconds: is not a known field here'],
    [{ stimuli: ['late'] }, 'it: is not an object'],
    [{ stimuli: [...stimuli, stimuli[0]] }, 'it: has an id twice: late'],
    [{ look: [] }, 'it look: needs 1 to 4 ids, has 0'],
    [{ look: ['a', 'b', 'c', 'd', 'e'] }, 'it look: needs 1 to 4 ids, has 5'],
    [{ look: ['late'] }, 'it: has an id twice: late'],
    [{ record: true }, 'it record: is not a known field here'],
  ])('refuses %j: %s', (change, fault) => {
    expect(faultsOfStep({ ...json, ...change })).toContain(fault);
  });

  it('leaves nothing, whatever the practice does', () => {
    const [step] = practiceOf([{ id: 'it', ...json }], { scope: 'private' }).steps;
    expect(step?.scope).toBe('nothing');
  });
});

describe('a rehearsal', () => {
  const step = { ...json, id: 'it', scope: 'nothing' } as RehearseStep;
  const levelOf = (id: string) => stimuli.find((other) => other.id === id)?.level ?? 0;
  const answered = (answer: RehearseAnswer) => rehearse.advance?.(step, answer, []) ?? answer;
  const feel = (answer: RehearseAnswer, felt: Felt) =>
    rehearse.apply(step, answered(answer), { kind: 'rehearse', type: 'felt', felt }, []);
  const after = (...felt: Felt[]) => felt.reduce(feel, rehearse.start(step, []));
  const anyFelt = fc.array(fc.constantFrom(...FELT), { maxLength: 20 });

  it('begins with one of the gentlest', () => {
    expect(levelOf(stimulusNow(rehearse.start(step, [])))).toBe(1);
  });

  it.each<[Felt[], string]>([
    [['right'], 'again'],
    [['right', 'right'], 'late'],
    [['easy'], 'blame'],
    [['easy', 'right'], 'blame'],
    [['easy', 'easy'], 'shout'],
    [['easy', 'easy', 'easy'], 'silence'],
    [['easy', 'easy', 'easy', 'right'], 'shout'],
    [['easy', 'hard'], 'again'],
    [['hard'], 'again'],
  ])('after %j goes on with %s', (felt, next) => {
    expect(stimulusNow(after(...felt))).toBe(next);
  });

  it('goes one level at a time, up after too easy and down after too hard, and stays between one and three', () => {
    fc.assert(
      fc.property(anyFelt, fc.constantFrom(...FELT), (felt, next) => {
        const before = levelOf(stimulusNow(after(...felt)));
        const level = levelOf(stimulusNow(after(...felt, next)));
        const wanted = before + { easy: 1, right: 0, hard: -1 }[next];
        expect(level).toBe(Math.min(3, Math.max(1, wanted)));
      }),
    );
  });

  it('comes back to none while another of its level was not heard, and to none twice running if it can', () => {
    fc.assert(
      fc.property(anyFelt, (felt) => {
        const { trail } = after(...felt);
        const now = trail.at(-1) ?? '';
        const before = trail.slice(0, -1);
        const others = stimuli.filter(({ id, level }) => level === levelOf(now) && id !== now).map(({ id }) => id);
        const unheard = others.filter((id) => !before.includes(id));
        expect(before.includes(now) ? unheard : []).toEqual([]);
        expect(others.length > 0 && before.at(-1) === now).toBe(false);
      }),
    );
  });

  it('asks how it was only after the answer, and is left by going on from there', () => {
    const start = rehearse.start(step, []);
    expect(rehearse.apply(step, start, { kind: 'rehearse', type: 'felt', felt: 'hard' }, [])).toBe(start);
    const look = answered(start);
    expect(look).toEqual({ trail: ['late'], scene: 'look' });
    expect(rehearse.advance?.(step, look, [])).toBeNull();
  });

  it('leads back the way it came, to the first that was heard', () => {
    fc.assert(
      fc.property(anyFelt, (felt) => {
        let answer: RehearseAnswer | null = after(...felt);
        for (const way of [...felt].reverse()) {
          const look: RehearseAnswer | null = rehearse.retreat?.(step, answer as RehearseAnswer, []) ?? null;
          expect(
            rehearse.apply(step, look as RehearseAnswer, { kind: 'rehearse', type: 'felt', felt: way }, []),
          ).toEqual(answer);
          answer = rehearse.retreat?.(step, look as RehearseAnswer, []) ?? null;
        }
        expect(answer).toEqual(rehearse.start(step, []));
        expect(rehearse.retreat?.(step, answer as RehearseAnswer, [])).toBeNull();
      }),
    );
  });

  it('keeps nothing and gives nothing on', () => {
    const answer = after('easy', 'right', 'hard');
    expect(rehearse.keeps(step, answer)).toBeNull();
    expect(rehearse.gives(step, answer, [])).toEqual([]);
  });
});
