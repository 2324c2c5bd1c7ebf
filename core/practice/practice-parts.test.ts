import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { neededWords } from './needed-words.ts';
import type { Block, Prose } from './parse-prose.ts';
import type { Practice } from './practice.ts';
import { partOfAnswers } from './part-of-answers.ts';
import { joinParts, splitPractice } from './practice-parts.ts';
import { readAnswers } from './read-answers.ts';
import { startRun, stepsOf } from './run.ts';
import { anyPractice, practiceOf } from './testing/sample-practice.ts';

/** Words for everything that needs some. */
function proseFor(practice: Practice): Prose {
  const block = (label: string): Block => ({ label, text: [`about ${label}`] });
  const steps: Prose['steps'] = {};
  for (const id of neededWords(practice).needed) {
    const [step = '', item] = id.split('.');
    const words = (steps[step] ??= { ...block(step), items: {} });
    if (item !== undefined) words.items[item] = block(id);
  }
  const { endings = { ...block('endings'), items: {} }, ...others } = steps;
  return { title: 'A practice', invitation: 'Come', words: ['a'], situations: ['b'], steps: others, endings };
}

const inUnits = anyPractice.filter(({ units }) => units !== undefined);

describe('a practice in parts', () => {
  it('is whole again when all of them are put together', () => {
    fc.assert(
      fc.property(anyPractice, (practice) => {
        const whole = { practice, prose: proseFor(practice) };
        const { head, parts } = splitPractice(whole);
        expect(head.parts === undefined ? head : joinParts(head, parts)).toEqual(whole);
      }),
    );
  });

  it('has every step and its words in one part only, and the words of its units in the head', () => {
    fc.assert(
      fc.property(inUnits, (practice) => {
        const prose = proseFor(practice);
        const { head, parts } = splitPractice({ practice, prose });
        const unitIds = (practice.units ?? []).map(({ id }) => id);
        expect(Object.keys(head.prose.steps).sort()).toEqual([...unitIds].sort());
        expect(head.practice.steps).toEqual([]);
        const inParts = parts.flatMap((part) => Object.keys(part.prose));
        expect([...inParts, ...unitIds].sort()).toEqual(Object.keys(prose.steps).sort());
        for (const { steps, prose: words } of parts)
          expect(Object.keys(words).sort()).toEqual(steps.map(({ id }) => id).sort());
      }),
    );
  });

  it('runs one unit when only that one was loaded', () => {
    fc.assert(
      fc.property(inUnits, fc.nat(), (practice, nth) => {
        const { head, parts } = splitPractice({ practice, prose: proseFor(practice) });
        const part = parts[nth % parts.length] as (typeof parts)[number];
        const one = joinParts(head, [part]).practice;
        expect(stepsOf(one, startRun(one, {}, part.id))).toEqual(part.steps);
        expect(startRun(one, {}, part.id)).toEqual(startRun(practice, {}, part.id));
      }),
    );
  });
});

describe('what was answered', () => {
  const page = (id: string) => ({ id, kind: 'write', prompts: ['what'] });
  const practice = practiceOf([], {
    units: [
      { id: 'week-1', steps: [page('one')] },
      { id: 'week-2', steps: [page('two'), { ...page('again'), repeat: true }] },
    ],
  });
  const { head } = splitPractice({ practice, prose: proseFor(practice) });

  it.each([
    [['one'], 'week-1'],
    [['~card', 'two'], 'week-2'],
    [['again~2'], 'week-2'],
    [['gone'], undefined],
    [[], undefined],
  ])('by the keys %j belongs to %s', (keys, part) => {
    expect(partOfAnswers(head.parts ?? [], keys)).toBe(part);
  });

  it('in another unit is not shown in this one, and stays as it was', () => {
    const { head: first, parts } = splitPractice({ practice, prose: proseFor(practice) });
    const answers = { one: { texts: { what: 'a' } }, two: { texts: { what: 'b' } } };
    const read = readAnswers(joinParts(first, parts.slice(0, 1)).practice, 1, answers);
    expect(Object.keys(read.shown)).toEqual(['one']);
    expect(read.unread).toEqual({ two: answers.two });
  });
});
