import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkInOn, runOn } from '#core/entry/sample-entries.ts';
import { STRUCTURE, structureEntry } from '#core/entry/structures.ts';
import { supervision } from '#core/structure/sample-structures.ts';
import { NEWEST_VERSION } from '#core/structure/structure.ts';
import type { Entry, Json, JsonObject } from '#core/entry/entry.ts';
import { parsePractice } from '#core/practice/parse-practice.ts';
import { practiceOf } from '#core/practice/testing/sample-practice.ts';
import { parseProse } from '#core/practice/parse-prose.ts';
import type { Language } from '#content/words/languages.ts';
import { loadWords } from '#content/words/load-words.ts';
import { entryToWords, type EntryContext, type EntryWords } from './entry-words.ts';

const root = join(import.meta.dirname, '../../content/practices');

async function contextOf(practice: string | null, language: Language = 'en'): Promise<EntryContext> {
  const words = await loadWords(language);
  if (practice === null) return { words, language, loaded: null };
  const read = (file: string) => readFileSync(join(root, practice, file), 'utf8');
  const parsed = parsePractice(JSON.parse(read('practice.json')), practice);
  const prose = parseProse(read(`${language}.md`), practice);
  if (!parsed.ok || !prose.ok) throw new Error(`${practice} does not parse`);
  return { words, language, loaded: { practice: parsed.value, prose: prose.value } };
}

const flat = ({ parts }: EntryWords) =>
  parts.flatMap(({ heading, lines }) => [
    heading,
    ...lines.map(({ label, text }) => (label ? `${label}: ${text}` : text)),
  ]);

const read = async (practice: string, answers: JsonObject, more: Partial<Entry> = {}) =>
  entryToWords(runOn('2026-11-20', practice, answers, more), await contextOf(practice));

test('says a ledger in the words of its sides, own stones beside those of the practice', async () => {
  const stones = { get: [{ id: 'trusted' }], pay: [{ id: 'own_1', text: 'A long Tuesday' }] };
  expect(flat(await read('price-ledger', { book: { stones } }))).toEqual([
    'What do you get, and what do you pay?',
    'What I get: Somebody trusted me',
    'What I pay: A long Tuesday',
  ]);
});

test('tells a ring of acts from where it starts, and the act that was chosen from it by its words', async () => {
  const practice = practiceOf([
    { id: 'ring', kind: 'loop', sides: ['me', 'other'], start: true },
    { id: 'exit', kind: 'rank', from: 'ring.me', max: 1 },
  ]);
  const block = (label: string) => ({ label, text: [] });
  const sides = { me: block('Me'), other: block('The other') };
  const steps = { ring: { ...block('The ring'), items: sides }, exit: { ...block('My exit'), items: {} } };
  const loaded = { practice, prose: { title: 'The circle', steps } };
  const acts = [
    { id: 'own_ring_1', side: 'me', text: 'Ask again' },
    { id: 'own_ring_3', side: 'other', text: 'Look away' },
  ];
  const answers = { ring: { acts, start: 1, dropped: 2 }, exit: { order: ['own_ring_1'], own: [] } };
  const context = { ...(await contextOf(null)), loaded };
  expect(flat(entryToWords(runOn('2026-11-20', practice.id, answers), context))).toEqual([
    'The ring',
    'The other: Look away',
    'Me: Ask again',
    'My exit',
    '1. Ask again',
  ]);
});

test('names the card of an ending by what it was for', async () => {
  const card = { text: 'Ask about Thursday', to: 'My leader', when: 'Friday' };
  const words = await read('price-ledger', { '~card': card }, { ending: 'request' });
  const { request, cardTo, when } = (await loadWords('en')).endings;
  expect(flat(words)).toEqual([request, `${cardTo}: My leader`, 'Ask about Thursday', `${when}: Friday`]);
});

test('tells a check-in by its button, its stones and its line', async () => {
  const entry = checkInOn('2026-11-20', { button: 'alarm', gave: ['food'], cost: ['unrest'], line: 'Two at once' });
  const { words, ...context } = await contextOf(null, 'da');
  expect(flat(entryToWords(entry, { words, ...context }))).toEqual([
    undefined,
    `${words.day.alarm} ${words.day.on}`,
    `${words.day.gave}: ${words.day.ins.food}`,
    `${words.day.cost}: ${words.day.outs.unrest}`,
    'Two at once',
  ]);
});

test('tells the line of a week by its number', async () => {
  const entry = runOn('2026-11-20', 'week-line', { week: '2026-W07', line: 'Quiet' });
  expect(flat(entryToWords(entry, await contextOf(null)))).toEqual(['What happened around week 7?', 'Quiet']);
});

test('shows a step and an answer that this version does not know as they were written', async () => {
  const words = await read('price-ledger', {
    later: { deep: ['As written'] },
    book: { stones: {}, hues: { a: 'ochre' } },
  });
  const { otherVersion } = (await loadWords('en')).kept;
  expect(flat(words)).toEqual([otherVersion, 'As written', otherVersion, 'ochre']);
});

test('says so when the practice was changed since, is newer than this Ballast, or is gone', async () => {
  const { errors, kept } = await loadWords('en');
  const noteOf = async (version: number) => (await read('price-ledger', {}, { version })).note;
  expect(await noteOf(1)).toBeUndefined();
  expect(await noteOf(2)).toBe(kept.newer);
  const gone = entryToWords(runOn('2026-11-20', 'no-such-row', { a: 'Still here' }), await contextOf(null));
  expect(gone).toMatchObject({ title: kept.gone, note: errors['practice-missing'] });
  expect(flat(gone)).toContain('Still here');
  const context = await contextOf('price-ledger');
  const changed = { ...context.loaded!, practice: { ...context.loaded!.practice, version: 2 } };
  const entry = runOn('2026-11-20', 'price-ledger', {});
  expect(entryToWords(entry, { ...context, loaded: changed }).note).toBe(errors['newer-practice']);
});

test('reads an older answer through what its practice says of the versions between', async () => {
  const context = await contextOf('price-ledger');
  const loaded = { ...context.loaded!, practice: { ...context.loaded!.practice, version: 2 } };
  const migrations = {
    'price-ledger': { 1: ({ old, ...rest }: JsonObject) => ({ ...rest, ...(old && { book: old }) }) },
  };
  const stones = { get: [{ id: 'trusted' }], pay: [] };
  const card = { text: 'Ask about Thursday' };
  const entry = runOn('2026-11-20', 'price-ledger', { old: { stones }, gone: { texts: { a: 'Kept' } }, '~card': card });
  const words = flat(entryToWords(entry, { ...context, loaded, migrations }));
  expect(words).toEqual(expect.arrayContaining(['What I get: Somebody trusted me', 'Kept', 'Ask about Thursday']));
});

test('shows a text that was written elsewhere at the same time beside the other', async () => {
  const besides = [{ path: ['answers', 'book'], texts: ['The other one'] }];
  const entry = runOn('2026-11-20', 'price-ledger', {});
  expect(flat(entryToWords(entry, { ...(await contextOf('price-ledger')), besides }))).toContain('The other one');
});

const marker = 'MARKER';
const anyAnswer = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom<Json>(marker, 1, null, true, 'trusted', 'own_1'),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.record({ id: tie('value'), text: tie('value') }),
    fc.dictionary(fc.constantFrom('get', 'own_1', 'sleep', 'x'), tie('value'), { maxKeys: 3 }),
  ) as fc.Arbitrary<Json>,
})).value;

test('never fails over an answer of any shape, and never loses a word under a part it does not know', async () => {
  const practices = [
    'price-ledger',
    'diary',
    'vik',
    'what-work-does',
    'prevention-list',
    'cycle-of-caring',
    'fatigue-causes',
  ];
  const contexts = await Promise.all(practices.map((practice) => contextOf(practice)));
  const part = fc.constantFrom(
    'texts',
    'picked',
    'placed',
    'order',
    'stones',
    'cells',
    'marks',
    'counts',
    'taken',
    'own',
    'marked',
    'edited',
  );
  fc.assert(
    fc.property(
      fc.nat(contexts.length - 1),
      fc.dictionary(part, anyAnswer, { maxKeys: 4 }),
      anyAnswer,
      (at, answer, unknown) => {
        const context = contexts[at]!;
        const step = context.loaded!.practice.steps[0]!.id;
        const entry = runOn('2026-11-20', practices[at]!, { [step]: { ...answer, unheard: [unknown, 'always'] } });
        const said = flat(entryToWords(entry, context)).join('\n');
        expect(said).toContain('always');
        const isLost = JSON.stringify(unknown).includes(marker) && !said.includes(marker);
        expect(isLost).toBe(false);
      },
    ),
  );
});

test('never loses what was written where the practice asks for words', async () => {
  const context = await contextOf('diary');
  const step = context.loaded!.practice.steps.find(({ kind }) => kind === 'write')!;
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.string({ minLength: 1 })), (texts) => {
      const entry = runOn('2026-11-20', 'diary', { [step.id]: { texts } });
      const said = flat(entryToWords(entry, context)).join('\n');
      for (const text of Object.values(texts)) expect(said).toContain(text.trim());
    }),
  );
});

test('tells a structure of the board by its fields, and one it cannot show as it was written', async () => {
  const context = await contextOf(null, 'da');
  const { board, kinds } = context.words;
  const entry = runOn(
    '2026-05-04',
    STRUCTURE.practice,
    {},
    structureEntry({ ...supervision, obstacle: 'time', note: 'Vagt' }),
  );
  const told = entryToWords(entry, context);
  expect(told.title).toBe(board.kept.replace('{name}', board.usual.supervision));
  expect(flat(told)).toEqual([
    undefined,
    `${board.rhythm}: ${kinds.rhythm.month}`,
    `${board.owner}: The leader`,
    `${board.standIn}: Deputy`,
    `${board.lastHeld}: 4. maj 2026`,
    `${board.next}: 4. juni 2026`,
    `${board.obstacle}: ${board.obstacles.time}. Vagt`,
  ]);
  const newer = entryToWords({ ...entry, version: NEWEST_VERSION + 1 }, context);
  expect(newer.title).toBe(board.heading);
  expect(flat(newer)).toEqual(expect.arrayContaining([context.words.kept.otherVersion, 'Vagt', 'The leader']));
});
