import { describe, expect, it } from 'vitest';
import type { Prose } from './parse-prose.ts';
import { blockOf, fillPlaceholders, fillProse, labelOfCard, textOfCard } from './prose-of.ts';

const prose: Prose = {
  title: 'For {people}',
  invitation: 'What {person} may need',
  words: ['care'],
  situations: ['I lose touch with {people}'],
  steps: {
    list: {
      label: 'What stands out?',
      text: ['With {people} today.'],
      items: { sleep: { label: 'Sleep', text: ['Of {person}.'] }, talk: { label: 'Talk', text: [] } },
    },
    later: { label: 'And then?', text: [], items: { sleep: { label: 'More sleep', text: [] } } },
  },
  endings: { label: 'What now?', text: [], items: { tell: { label: 'Tell {person}', text: ['{People} and I:'] } } },
};

describe('the words of a card', () => {
  it.each([
    ['the helper’s own first', { id: 'sleep', step: 'list', text: 'my nights' }, 'later', 'my nights', []],
    ['then those of the step that shows it', { id: 'sleep', step: 'list' }, 'later', 'More sleep', []],
    ['then those of the step it comes from', { id: 'talk', step: 'list' }, 'later', 'Talk', []],
    [
      'those of its own step when nobody else shows it',
      { id: 'sleep', step: 'list' },
      undefined,
      'Sleep',
      ['Of {person}.'],
    ],
    ['its id when there are none', { id: 'gone', step: 'nowhere' }, 'later', 'gone', []],
  ])('are %s', (_what, card, shownIn, label, text) => {
    expect(labelOfCard(prose, card, shownIn)).toBe(label);
    expect(textOfCard(prose, card, shownIn)).toEqual(text);
  });

  it('are found by step and item, and are empty where there are none', () => {
    expect(blockOf(prose, 'list').label).toBe('What stands out?');
    expect(blockOf(prose, 'list', 'talk').label).toBe('Talk');
    expect(blockOf(prose, 'list', 'gone')).toEqual({ label: '', text: [] });
    expect(blockOf(prose, 'gone')).toEqual({ label: '', text: [] });
  });
});

describe('placeholders', () => {
  const words = { people: 'the pupils', person: 'élodie' };

  it('are filled everywhere in a line, with a capital where the sentence begins', () => {
    expect(fillPlaceholders('{People}: {person}, {people} and {people}. {Person}.', words)).toBe(
      'The pupils: élodie, the pupils and the pupils. Élodie.',
    );
  });

  it('leave no trace in any words of a practice', () => {
    const filled = fillProse(prose, words);
    expect(JSON.stringify(filled)).not.toMatch(/\{p/i);
    expect(filled.endings.items.tell).toEqual({ label: 'Tell élodie', text: ['The pupils and I:'] });
    expect(filled.steps.list?.items.sleep?.text).toEqual(['Of élodie.']);
    expect(filled.words).toEqual(['care']);
  });
});
