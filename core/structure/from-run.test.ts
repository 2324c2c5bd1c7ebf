import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Answer } from '#core/practice/practice.ts';
import { practiceFrom } from '#core/practice/testing/sample-practice.ts';
import { besideBoard, structuresOf } from './from-run.ts';
import { supervision, tooFew } from './sample-structures.ts';
import { LONGEST, type Structure } from './structure.ts';

const practiceOf = (id: string) => {
  const file = resolve(import.meta.dirname, `../../content/practices/${id}/practice.json`);
  return practiceFrom(JSON.parse(readFileSync(file, 'utf8')));
};
const ID = supervision.id;
const chosenIn = (id: string, answers: Record<string, object>) =>
  structuresOf(practiceOf(id), answers as Record<string, Answer>, {
    labelOf: ({ id: card, text }) => text ?? `words of ${card}`,
    newId: () => ID,
  });
const planned = (texts: Record<string, string>) => ({ texts, taken: {} });

describe('care put into system', () => {
  const own = { id: 'own_structures_1', text: 'Soup on Wednesdays' };

  test('gives what was chosen, with what was planned for it', () => {
    const found = chosenIn('care-in-system', {
      structures: { picked: ['rounds', 'goodbyes', own.id], own: [own] },
      'keeping#rounds': planned({ rhythm: 'week', owner: ' R. N. ', 'stand-in': 'Deputy', last: '2026-06-01' }),
      [`keeping#${own.id}`]: planned({ next: '2026-07-01', owner: 'x'.repeat(200) }),
    });
    expect(found).toEqual<Structure[]>([
      {
        id: ID,
        usual: 'campfire',
        rhythm: 'week',
        owner: 'R. N.',
        standIn: 'Deputy',
        lastHeld: '2026-06-01',
        next: '2026-06-08',
      },
      { id: ID, name: 'words of goodbyes', rhythm: 'month' },
      { id: ID, name: own.text, rhythm: 'month', next: '2026-07-01', owner: `${'x'.repeat(LONGEST.owner - 1)}…` },
    ]);
  });

  test('gives nothing when nothing was chosen, and a practice without a board never does', () => {
    expect(chosenIn('care-in-system', { structures: { picked: [], own: [], none: true } })).toEqual([]);
    expect(chosenIn('support-map', { ring: { texts: {}, counts: {} } })).toEqual([]);
  });
});

describe('the four levels', () => {
  const issue = { picked: ['pace'], own: [] };
  const board = (texts: Record<string, string[]>) => ({ texts, counts: {} });

  test('gives each level that was asked, and not what I do besides', () => {
    const found = chosenIn('four-levels', {
      issue,
      board: board({ leader: ['a floater'], organisation: ['the budget'], me: ['go home on time'] }),
      'owner#leader_0': planned({ who: 'B. L.', by: '2026-06-04' }),
    });
    const pace = { id: ID, name: 'words of pace', rhythm: 'once' } as const;
    expect(found).toEqual<Structure[]>([
      { ...pace, level: 'organisation', note: 'the budget' },
      { ...pace, level: 'leader', note: 'a floater', owner: 'B. L.', next: '2026-06-04' },
    ]);
  });

  test('with nothing above me it gives whom to ask', () => {
    const found = chosenIn('four-levels', {
      issue,
      board: board({ me: ['go home on time'] }),
      'not-yet': { picked: ['representative'], own: [] },
      'asked#representative': planned({ 'answer-by': '2026-06-04' }),
    });
    expect(found).toMatchObject([{ level: 'organisation', note: 'words of representative', next: '2026-06-04' }]);
  });

  test('whom to ask falls away once something stands above me', () => {
    const found = chosenIn('four-levels', {
      issue,
      board: board({ team: ['swap on Fridays'] }),
      'not-yet': { picked: ['leader'], own: [] },
    });
    expect(found.map(({ level }) => level)).toEqual(['team']);
  });

  test('what nobody else has stands with me, and says so', () => {
    expect(chosenIn('four-levels', { issue })).toMatchObject([{ level: 'me', name: 'words of pace' }]);
    expect(chosenIn('four-levels', { issue, board: board({ me: ['breathe'] }) })).toMatchObject([
      { level: 'me', note: 'breathe' },
    ]);
    expect(chosenIn('four-levels', {})).toEqual([]);
  });
});

test('leaves what is on the board already', () => {
  const soup: Structure = { id: ID, name: 'Soup on Wednesdays', rhythm: 'week' };
  const calledOtherwise: Structure = { ...supervision, name: 'Our hour', rhythm: 'quarter' };
  const here = [calledOtherwise, { ...soup, name: 'soup on wednesdays' }, tooFew];
  const breaks: Structure = { id: ID, usual: 'breaks', rhythm: 'day' };
  const higher: Structure = { ...tooFew, level: 'organisation' };
  const chosen = [supervision, soup, tooFew, breaks, higher];
  expect(besideBoard(chosen, here)).toEqual({ fresh: [breaks, higher], known: [supervision, soup, tooFew] });
});
