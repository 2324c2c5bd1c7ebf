import { describe, expect, it } from 'vitest';
import { neededWords } from './needed-words.ts';
import { practiceOf } from './testing/sample-practice.ts';

describe('the words that a practice needs', () => {
  const practice = practiceOf(
    [
      {
        id: 'list',
        kind: 'pick',
        items: [{ id: 'sleep', group: 'body' }],
        groups: ['body', 'mind'],
        marks: ['want', 'do'],
      },
      {
        id: 'calm',
        kind: 'guide',
        passages: ['rest'],
        pace: 'timer',
        minutes: [5],
        inward: true,
        anchors: ['feet', 'sound'],
      },
      { id: 'first', kind: 'rank', from: 'list' },
      { id: 'each', kind: 'write', forEach: 'first', prompts: ['what'] },
    ],
    { endings: ['done', 'tell'] },
  );
  const { needed, allowed } = neededWords(practice);

  it('are those of every step, item, group, mark, passage, anchor and prompt, and of the end of a timer', () => {
    expect([...needed].sort()).toEqual(
      (
        'list list.sleep list.body list.mind list.want list.do calm calm.rest calm.feet calm.sound calm.end ' +
        'first each each.what endings endings.tell'
      )
        .split(' ')
        .sort(),
    );
  });

  it('may be more where a step takes cards over, and for the last line of all', () => {
    expect(allowed).toContain('first.sleep');
    expect(allowed).toContain('each.sleep');
    expect(allowed).toContain('endings.done');
    expect(allowed).not.toContain('calm.sleep');
  });

  it('are those of every unit too', () => {
    const page = { id: 'page', kind: 'write', prompts: ['what'] };
    const inUnits = practiceOf([], { units: [{ id: 'week-1', steps: [page] }] });
    expect(neededWords(inUnits).needed).toEqual(new Set(['week-1', 'page', 'page.what', 'endings', 'endings.tell']));
  });
});
