import { idsIn, listIn, objectIn, takenIn, wordsIn } from '#core/entry/answer-shapes.ts';
import { isDay, type Json, type JsonObject } from '#core/entry/entry.ts';
import type { Kind, Step } from '#core/practice/practice.ts';
import { poleOfPlace, type ScaleStep } from '#core/practice/step-kinds/scale.ts';
import { RHYTHMS } from '#core/practice/step-kinds/plan.ts';
import type { Language } from '#content/words/languages.ts';
import type { Words } from '#content/words/words.ts';
import { textsIn } from './answer-labels.ts';

/** One line of what was answered; `label` says where it belongs (a field, a side, a prompt). */
export type EntryLine = { readonly label?: string; readonly text: string };

export type Reading = {
  readonly step: Step;
  readonly label: (id: string) => string;
  readonly words: Words;
  readonly language: Language;
};
type LinesOf = (answer: JsonObject, reading: Reading) => EntryLine[];

const line = (text: string, label?: string): EntryLine => (label === undefined ? { text } : { label, text });
const pairsIn = (value: Json | undefined): [string, Json][] => Object.entries(objectIn(value));

const writtenLines: LinesOf = ({ texts }, { label }) =>
  pairsIn(texts).flatMap(([prompt, text]) => {
    const words = wordsIn(text);
    return words === undefined ? [] : [line(words, label(prompt))];
  });

const pickedLines: LinesOf = ({ picked, marked, none }, { label, words }) => {
  const marks = objectIn(marked);
  const lines = idsIn(picked).map((id) => {
    const mark = marks[id];
    return line(label(id), typeof mark === 'string' ? label(mark) : undefined);
  });
  return none === true ? [...lines, line(words.kinds.none)] : lines;
};

const sortedLines: LinesOf = ({ placed, parked }, { label, words }) => [
  ...listIn(placed).flatMap((pair) => {
    const [card, field] = listIn(pair);
    return typeof card === 'string' && typeof field === 'string' ? [line(label(card), label(field))] : [];
  }),
  ...idsIn(parked).map((card) => line(label(card), words.kinds.parked)),
];

const rankedLines: LinesOf = ({ order }, { label }) =>
  idsIn(order).map((id, index) => line(`${index + 1}. ${label(id)}`));

const ledgerLines: LinesOf = ({ stones }, { label }) =>
  pairsIn(stones).flatMap(([side, heap]) => takenIn(heap).map(({ id, text }) => line(text ?? label(id), label(side))));

const contrastLines: LinesOf = ({ cells }, { label }) =>
  pairsIn(cells).flatMap(([row, columns]) =>
    pairsIn(columns).flatMap(([column, text]) => {
      const words = wordsIn(text);
      return words === undefined ? [] : [line(words, `${label(row)} · ${label(column)}`)];
    }),
  );

function placeInWords({ poles }: ScaleStep, place: number, label: (id: string) => string): string {
  const nearest = poles[poleOfPlace(place)] ?? '';
  const isBetween = place === 1 || place === 3;
  return isBetween ? `${label(nearest)} – ${label(poles[1] ?? '')}` : label(nearest);
}

const scaleLines: LinesOf = ({ marks }, { step, label }) =>
  pairsIn(marks).flatMap(([scale, place]) =>
    step.kind === 'scale' && typeof place === 'number' ? [line(placeInWords(step, place, label), label(scale))] : [],
  );

const mapLines: LinesOf = ({ texts, counts }, { label, words }) => [
  ...pairsIn(texts).flatMap(([slot, tokens]) => idsIn(tokens).map((text) => line(text, label(slot)))),
  ...pairsIn(counts).flatMap(([slot, count]) =>
    typeof count === 'number' && count > 0 ? [line(words.kinds.stones.replace('{n}', String(count)), label(slot))] : [],
  ),
];

const loopLines: LinesOf = ({ acts, start }, { label }) => {
  const said = listIn(acts).flatMap((act) => {
    const { side, text } = objectIn(act);
    const words = wordsIn(text);
    return words === undefined ? [] : [line(words, typeof side === 'string' ? label(side) : undefined)];
  });
  const from = typeof start === 'number' ? start : 0;
  return [...said.slice(from), ...said.slice(0, from)];
};

const isRhythm = (text: string): text is (typeof RHYTHMS)[number] => (RHYTHMS as readonly string[]).includes(text);

function planText(text: string, { words, language }: Reading): string {
  if (isRhythm(text)) return words.kinds.rhythm[text];
  if (!isDay(text)) return text;
  const format = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' });
  return format.format(new Date(`${text}T00:00:00Z`));
}

const planLines: LinesOf = ({ texts, taken }, reading) => [
  ...pairsIn(taken).flatMap(([field, id]) =>
    typeof id === 'string' ? [line(reading.label(id), reading.label(field))] : [],
  ),
  ...pairsIn(texts).flatMap(([field, text]) => {
    const words = wordsIn(text);
    return words === undefined ? [] : [line(planText(words, reading), reading.label(field))];
  }),
];

/** What these leave behind is where one was, never words. */
const nothing: LinesOf = () => [];

const LINES_BY_KIND: Record<Kind, LinesOf> = {
  guide: nothing,
  turns: nothing,
  pool: nothing,
  rehearse: nothing,
  write: writtenLines,
  pick: pickedLines,
  sort: sortedLines,
  rank: rankedLines,
  ledger: ledgerLines,
  contrast: contrastLines,
  scale: scaleLines,
  map: mapLines,
  loop: loopLines,
  plan: planLines,
};

/** The answer in lines, own words that were written and not used among them. Nothing here throws. */
export function answerToLines(answer: JsonObject, reading: Reading): EntryLine[] {
  const lines = LINES_BY_KIND[reading.step.kind](answer, reading);
  const said = lines.flatMap(({ label, text }) => [label ?? '', text]);
  const unused = [...textsIn(answer).values()].filter((text) => !said.some((part) => part.includes(text)));
  return [...lines, ...unused.map((text) => line(text))];
}
