import { readCheckIn } from '#core/entry/check-in.ts';
import { objectIn, wordsIn } from '#core/entry/answer-shapes.ts';
import { isJsonObject, type Entry, type Json, type JsonObject } from '#core/entry/entry.ts';
import { isStructureEntry, readStructure } from '#core/entry/structures.ts';
import { weekLines, WEEK_LINE } from '#core/entry/week-lines.ts';
import type { ANSWER_MIGRATIONS } from '#core/practice/answer-migrations.ts';
import type { Practice, Step } from '#core/practice/practice.ts';
import { CARD_KEY, readAnswers } from '#core/practice/read-answers.ts';
import { stepIdOf } from '#core/practice/references.ts';
import type { Language } from '#content/words/languages.ts';
import type { Words } from '#content/words/words.ts';
import type { Besides } from '../adapters/vault/vault-types.ts';
import { createLabels, type EntryProse } from './answer-labels.ts';
import { answerToLines, type EntryLine } from './answer-lines.ts';
import { structureFacts, structureTitle } from './structure-words.ts';

export type { EntryLine } from './answer-lines.ts';
export type EntryPart = { readonly heading?: string; readonly lines: readonly EntryLine[] };
/** An entry as it can be read. `note` says why some of it stands as it was written, without words of its own. */
export type EntryWords = { readonly title: string; readonly parts: readonly EntryPart[]; readonly note?: string };

export type EntryContext = {
  readonly words: Words;
  readonly language: Language;
  /** The practice that was run, as this Ballast has it; null when it has it not. */
  readonly loaded: { readonly practice: Practice; readonly prose: EntryProse & { readonly title: string } } | null;
  readonly besides?: readonly Besides[];
  readonly migrations?: typeof ANSWER_MIGRATIONS;
};

/** Every word and number in it, in order: how something is shown that this version has no shape for. */
function leavesOf(value: Json | undefined): string[] {
  if (typeof value === 'string') return wordsIn(value) === undefined ? [] : [value];
  if (typeof value === 'number') return [String(value)];
  if (Array.isArray(value)) return value.flatMap((item: Json) => leavesOf(item));
  return isJsonObject(value) ? Object.values(value).flatMap((item) => leavesOf(item)) : [];
}

const asWritten = (value: Json | undefined): EntryLine[] => leavesOf(value).map((text) => ({ text }));
const listed = (items: readonly (EntryLine | undefined)[]): EntryLine[] => items.filter((item) => item !== undefined);
const lineOf = (value: Json | undefined, label?: string): EntryLine | undefined => {
  const text = wordsIn(value);
  return text === undefined ? undefined : { text, ...(label !== undefined && { label }) };
};

const stepsOfAll = (practice: Practice): Step[] => [
  ...practice.steps,
  ...(practice.units ?? []).flatMap((unit) => unit.steps),
];

/** What is in an answer beside the parts a step of its kind has; whatever wrote it, it is not understood here. */
function unknownIn(answer: Json, known: EntryLine[]): EntryLine[] {
  const parts = new Set([
    'texts',
    'lifetime',
    'picked',
    'marked',
    'own',
    'none',
    'placed',
    'parked',
    'edited',
    'order',
  ]);
  for (const part of [
    'stones',
    'row',
    'cells',
    'marks',
    'counts',
    'taken',
    'passage',
    'anchor',
    'minutes',
    'people',
    'at',
    'acts',
    'start',
    'dropped',
  ])
    parts.add(part);
  if (!isJsonObject(answer)) return asWritten(answer);
  const said = known.flatMap(({ label, text }) => [label ?? '', text]);
  return Object.entries(answer)
    .filter(([part]) => !parts.has(part))
    .flatMap(([, value]) => asWritten(value))
    .filter(({ text }) => !said.includes(text));
}

function cardPart(card: JsonObject, { words }: EntryContext, ending: string | undefined): EntryPart {
  const { smallAct, tell, request, cardTo, when, cardText } = words.endings;
  const headings: Record<string, string> = { 'small-act': smallAct, tell, request };
  return {
    heading: headings[ending ?? ''] ?? cardText,
    lines: listed([lineOf(card.to, cardTo), lineOf(card.text), lineOf(card.when, when)]),
  };
}

function answerParts(key: string, entry: Entry, context: EntryContext): EntryPart[] {
  const answer = entry.answers[key];
  if (key === CARD_KEY) return [cardPart(objectIn(answer), context, entry.ending)];
  const { words, language, loaded } = context;
  const other = { heading: words.kept.otherVersion };
  const name = stepIdOf(key);
  const step = loaded && stepsOfAll(loaded.practice).find(({ id }) => id === name);
  if (!loaded || !step || answer === undefined) return [{ ...other, lines: asWritten(answer) }];
  const label = createLabels(loaded.prose, entry.answers, name, objectIn(answer));
  const subject = /#([^~]+)/.exec(key)?.[1];
  const question = loaded.prose.steps[name]?.label;
  const heading = [question, subject === undefined ? undefined : label(subject)].filter((part) => part).join(' · ');
  const lines = answerToLines(objectIn(answer), { step, label, words, language });
  return [
    { ...(heading !== '' && { heading }), lines },
    { ...other, lines: unknownIn(answer, lines) },
  ];
}

function checkInParts(entry: Entry, { words }: EntryContext): EntryPart[] {
  const { button, gave, cost, line } = readCheckIn(entry) ?? { gave: [], cost: [] };
  const nameIn = (names: Readonly<Record<string, string>>, id: string) => names[id] ?? id;
  const { button: _button, in: _in, out: _out, line: _line, ...rest } = entry.answers;
  const lines = listed([
    button && { text: `${words.day[button]} ${words.day.on}` },
    ...gave.map((id) => ({ label: words.day.gave, text: nameIn(words.day.ins, id) })),
    ...cost.map((id) => ({ label: words.day.cost, text: nameIn(words.day.outs, id) })),
    line === undefined ? undefined : { text: line },
  ]);
  return [{ lines }, { heading: words.kept.otherVersion, lines: asWritten(rest) }];
}

function weekParts(entry: Entry, { words }: EntryContext): EntryPart[] {
  const [written] = weekLines([entry]);
  if (!written) return [{ heading: words.kept.otherVersion, lines: asWritten(entry.answers) }];
  const heading = words.long.whatHappened.replace('{n}', String(Number(written.week.slice(-2))));
  return [{ heading, lines: [{ text: written.line }] }];
}

const besideParts = ({ besides = [], words }: EntryContext): EntryPart[] => [
  { heading: words.kept.also, lines: besides.flatMap(({ texts }) => texts.map((text) => ({ text }))) },
];

function noteOf({ practice, version }: Entry, { loaded, words }: EntryContext): string | undefined {
  if (!loaded) return words.errors['practice-missing'];
  if (practice !== loaded.practice.id || version === loaded.practice.version) return undefined;
  return version > loaded.practice.version ? words.kept.newer : words.errors['newer-practice'];
}

/** As this version of the practice lays them out. What it can show only in part stands whole, as it was written. */
function answersToday({ practice, version, answers }: Entry, { loaded, migrations }: EntryContext): JsonObject {
  if (!loaded || practice !== loaded.practice.id || version >= loaded.practice.version) return answers;
  const { shown, unread, card } = readAnswers(loaded.practice, version, answers, { migrations });
  return { ...(shown as unknown as JsonObject), ...unread, ...(card && { [CARD_KEY]: card }) };
}

const whole = (title: string, parts: readonly EntryPart[], note?: string): EntryWords => ({
  title,
  parts: parts.filter(({ lines }) => lines.length > 0),
  ...(note !== undefined && { note }),
});

/** A promise on the board (core/structure); one that cannot be shown there stands as it was written. */
function structureWords(entry: Entry, { words, language }: EntryContext): Pick<EntryWords, 'title' | 'parts'> {
  const structure = readStructure(entry);
  return structure === null
    ? { title: words.board.heading, parts: [{ heading: words.kept.otherVersion, lines: asWritten(entry.answers) }] }
    : { title: structureTitle(structure, words), parts: [{ lines: structureFacts(structure, words, language) }] };
}

/**
 * An entry in the practice's own words. What this version does not know (a newer answer, a step that is gone, an id
 * without words) is shown as it was written, and nothing that was written is left out.
 */
export function entryToWords(entry: Entry, context: EntryContext): EntryWords {
  const { words, loaded } = context;
  const beside = besideParts(context);
  if (entry.kind === 'check-in')
    return whole(words.kept.kinds['check-in'], [...checkInParts(entry, context), ...beside]);
  if (entry.practice === WEEK_LINE.practice)
    return whole(words.kept.weekLine, [...weekParts(entry, context), ...beside]);
  if (isStructureEntry(entry)) {
    const { title, parts } = structureWords(entry, context);
    return whole(title, [...parts, ...beside]);
  }
  const today = { ...entry, answers: answersToday(entry, context) };
  const parts = Object.keys(today.answers).flatMap((key) => answerParts(key, today, context));
  return whole(loaded?.prose.title ?? words.kept.gone, [...parts, ...beside], noteOf(entry, context));
}
