import { describe, expect, it } from 'vitest';
import { cardText } from './card-text.ts';
import type { Prose } from './parse-prose.ts';
import type { Answer } from './practice.ts';
import { startRun } from './run.ts';
import { practiceOf } from './testing/sample-practice.ts';
import type { Json } from './testing/sample-step.ts';

const item = (label: string) => ({ label, text: [] });
const items = (labels: Record<string, string>) =>
  Object.fromEntries(Object.entries(labels).map(([id, label]) => [id, item(label)]));

const prose: Prose = {
  title: 'Something to hand on',
  invitation: 'For one you choose',
  words: [],
  situations: [],
  steps: {
    wishes: {
      ...item('What helps?'),
      items: items({ gladly: 'Yes please', rather: 'Rather not', walk: 'A walk', food: 'A coffee', hug: 'A hug' }),
    },
    say: { ...item('How would you say it?'), items: items({ sit: '“Can I sit here?”', call: '“Could I ring you?”' }) },
    lines: { ...item('In a line'), items: items({ see: 'When you see this:', who: 'Who can answer?' }) },
    board: {
      ...item('Who does what?'),
      items: items({ above: 'Above me', leader: 'The leader', house: 'The house', me: 'Me' }),
    },
    cover: {
      ...item('Who answers?'),
      items: items({ day: 'Day', night: 'Night', often: 'How often', when: 'When', duty: 'The duty phone' }),
    },
    week: { ...item('How many?'), items: items({ begin: 'Beginnings', part: 'Endings' }) },
    first: { ...item('Which first?'), items: {} },
    each: { ...item('What does it take?'), items: items({ needs: 'What it takes' }) },
  },
  endings: {
    ...item('What now?'),
    items: { tell: { label: 'Tell someone', text: ['This is how it is:', 'What can you do?'] } },
  },
};

const STEPS: Json[] = [
  {
    id: 'wishes',
    kind: 'pick',
    own: true,
    marks: ['rather', 'gladly'],
    items: [{ id: 'walk' }, { id: 'food' }, { id: 'hug' }],
  },
  { id: 'say', kind: 'pick', max: 1, items: [{ id: 'sit' }, { id: 'call' }] },
  { id: 'lines', kind: 'write', choose: true, prompts: ['see', 'who'] },
  {
    id: 'board',
    kind: 'map',
    figure: 'board',
    groups: ['above', 'mine'],
    slots: [
      { id: 'house', token: 'text', group: 'above' },
      { id: 'leader', token: 'text', group: 'above' },
      { id: 'me', token: 'text', group: 'mine' },
    ],
  },
  {
    id: 'cover',
    kind: 'plan',
    fields: [
      { id: 'day', type: 'text', suggestions: ['duty'] },
      { id: 'night', type: 'person' },
      { id: 'often', type: 'rhythm' },
      { id: 'when', type: 'date' },
    ],
  },
  {
    id: 'week',
    kind: 'map',
    figure: 'ring',
    slots: [
      { id: 'begin', token: 'count' },
      { id: 'part', token: 'count' },
    ],
  },
  { id: 'first', kind: 'rank', from: 'wishes.gladly', max: 2 },
  { id: 'each', kind: 'plan', forEach: 'first', fields: [{ id: 'needs', type: 'text' }] },
];

const said = { day: (day: string) => `on ${day}`, rhythm: (id: string) => `every ${id}` };
const WISHES: Answer = {
  picked: ['walk', 'food', 'hug', 'own_wishes_1'],
  marked: { walk: 'gladly', food: 'gladly', hug: 'rather', own_wishes_1: 'gladly' },
  own: [{ id: 'own_wishes_1', text: 'Just wave' }],
};

/** What the card begins with between its first words and its last. */
function laid(from: string[], answers: Record<string, Answer>, setups: Record<string, Answer> = {}): string[] {
  const practice = practiceOf(STEPS, { endings: ['done', 'tell'], cards: { tell: { from } } });
  const run = { ...startRun(practice, setups), answers };
  const [first, ...lines] = cardText(practice, prose, run, 'tell', said).split('\n');
  expect(first).toBe('This is how it is:');
  expect(lines.slice(-2)).toEqual(['', 'What can you do?']);
  return lines.slice(0, -2);
}

describe('what a card begins with', () => {
  it('is the words of the practice while nothing was chosen, or nothing is laid on it', () => {
    expect(laid(['wishes'], {})).toEqual([]);
    const practice = practiceOf(STEPS, { endings: ['done', 'tell'] });
    const run = { ...startRun(practice), answers: { wishes: WISHES } };
    expect(cardText(practice, prose, run, 'tell', said)).toBe('This is how it is:\n\nWhat can you do?');
  });

  it('names the parts of a step in their order, with own words as they were written', () => {
    const gladly = ['Yes please:', '– A walk', '– A coffee', '– Just wave'];
    expect(laid(['wishes'], { wishes: WISHES })).toEqual(['Rather not: A hug', ...gladly]);
    expect(laid(['wishes.gladly', 'wishes.rather'], { wishes: WISHES })).toEqual([...gladly, 'Rather not: A hug']);
  });

  it('leaves a part without its name where the words lead into it', () => {
    expect(laid(['wishes.rather'], { wishes: WISHES })).toEqual(['A hug']);
    expect(laid(['wishes.gladly'], { wishes: WISHES })).toEqual(['– A walk', '– A coffee', '– Just wave']);
    expect(laid(['lines.see'], { lines: { texts: { see: 'I go quiet\nand pale', who: 'me' } } })).toEqual([
      'I go quiet',
      'and pale',
    ]);
  });

  it('says a sentence that was chosen, without its quotation marks', () => {
    expect(
      laid(['say', 'lines.who'], { say: { picked: ['call'], own: [] }, lines: { texts: { who: 'You' } } }),
    ).toEqual(['Could I ring you?', 'You']);
  });

  it('ends a name as it is written: a question needs no colon', () => {
    expect(laid(['lines'], { lines: { texts: { see: 'Silence', who: 'The council' } } })).toEqual([
      'When you see this: Silence',
      'Who can answer? The council',
    ]);
  });

  it('lays the slots of a group, and counts as numbers', () => {
    const board: Answer = { texts: { house: ['Money'], leader: ['Cover', 'A date'], me: ['Nothing'] }, counts: {} };
    expect(laid(['board.above'], { board })).toEqual(['The house: Money', 'The leader:', '– Cover', '– A date']);
    expect(laid(['week'], { week: { texts: {}, counts: { begin: 3, part: 0 } } })).toEqual(['Beginnings: 3']);
  });

  it('says days and rhythms in the language of the page', () => {
    const cover: Answer = { texts: { often: 'month', when: '2027-01-04' }, taken: { day: 'duty' } };
    expect(laid(['cover'], { cover })).toEqual([
      'Day: The duty phone',
      'How often: every month',
      'When: on 2027-01-04',
    ]);
  });

  it('lays what stands empty beside something filled, by its name', () => {
    const from = ['!cover.day', '!cover.night', '!cover.when'];
    expect(laid(from, { cover: { texts: { when: '2027-01-04' }, taken: {} } })).toEqual(['– Day', '– Night']);
    expect(laid(from, { cover: { texts: {}, taken: {} } })).toEqual([]);
  });

  it('names what a repeated step is about', () => {
    const answers: Record<string, Answer> = {
      wishes: WISHES,
      first: { order: ['food', 'own_wishes_1'], own: [] },
      'each#food': { texts: { needs: 'Ten minutes' }, taken: {} },
      'each#own_wishes_1': { texts: { needs: 'Nothing' }, taken: {} },
    };
    expect(laid(['first'], answers)).toEqual(['– A coffee', '– Just wave']);
    expect(laid(['each.needs'], answers)).toEqual(['A coffee: Ten minutes', 'Just wave: Nothing']);
    expect(laid(['first.food', 'first.walk'], answers)).toEqual(['A coffee']);
    expect(laid(['first.food', 'first'], answers)).toEqual(['– A coffee', '– Just wave']);
  });

  it('takes what was made once before', () => {
    const steps = STEPS.map((step) => (step['id'] === 'say' ? { ...step, setup: true } : step));
    const practice = practiceOf(steps, { endings: ['done', 'tell'], cards: { tell: { from: ['say'] } } });
    const run = startRun(practice, { say: { picked: ['sit'], own: [] } });
    expect(cardText(practice, prose, run, 'tell', said)).toContain('Can I sit here?');
  });

  it('holds nothing that was taken back, that is hidden now, or that is to be erased', () => {
    const walked: Answer = { picked: ['walk'], marked: { walk: 'gladly' }, own: [] };
    expect(laid(['first'], { wishes: walked, first: { order: ['food'], own: [] } })).toEqual([]);
    const orphan: Answer = { texts: { needs: 'Ten minutes' }, taken: {} };
    expect(laid(['each.needs'], { wishes: walked, 'each#food': orphan })).toEqual([]);
    expect(laid(['lines'], { lines: { texts: { see: 'Silence' }, lifetime: 'close' } })).toEqual([]);
  });
});
