import type { BoardRow, FilledByPlan } from '#core/practice/for-board.ts';
import type { Practice, Step } from '#core/practice/practice.ts';
import { cardsOf, holds, stepKey, type Answers } from '#core/practice/references.ts';
import type { Card } from '#core/practice/step.ts';
import { levelOfCard } from '#core/practice/step-kinds/level-of-card.ts';
import type { PlanAnswer } from '#core/practice/step-kinds/plan.ts';
import { isOnMeAlone, withNextByRhythm } from './structure-state.ts';
import { LONGEST, parseStructure, type Structure } from './structure.ts';

type Words = { readonly labelOf: (card: Card) => string; readonly newId: () => string };

/** Whole when it has room, or with `…` where it ends: the whole of it stays in the practice. */
const shortened = (text: string, longest: number): string =>
  text.length <= longest ? text : `${text.slice(0, longest - 1).trimEnd()}…`;

/** What the plan for this card says, as fields of a structure; what is not filled is left out. */
function plannedFor(card: Card, { plan, fields = {} }: BoardRow, steps: readonly Step[], answers: Answers) {
  const step = steps.find(({ id }) => id === plan);
  const texts = step && (answers[stepKey(step, card)] as PlanAnswer | undefined)?.texts;
  return Object.fromEntries(
    Object.entries(fields).flatMap(([field, id]): [FilledByPlan, string][] => {
      const text = texts?.[id]?.trim() ?? '';
      return text === '' ? [] : [[field as FilledByPlan, shortened(text, LONGEST.owner)]];
    }),
  );
}

/** What a run has chosen that can stand on the board, as the practice says (`board` in its JSON). */
export function structuresOf(practice: Practice, answers: Answers, { labelOf, newId }: Words): readonly Structure[] {
  const { board, steps } = practice;
  if (!board) return [];
  const issue = board.issue === undefined ? undefined : cardsOf(board.issue, steps, answers)[0];
  const name = issue && shortened(labelOf(issue), LONGEST.name);
  const given = board.rows.flatMap((row) => {
    const step = steps.find(({ id }) => id === row.from);
    const isShown = step?.when?.every((condition) => holds(condition, steps, answers)) ?? true;
    return step && isShown ? cardsOf(row.from, steps, answers).map((card) => ({ row, step, card })) : [];
  });
  const found = given.map(({ row, step, card }): object => {
    const planned = { id: newId(), ...plannedFor(card, row, steps, answers) };
    const label = labelOf(card).trim();
    if (board.issue === undefined) {
      const usual = row.usual?.[card.id];
      return { rhythm: 'month', ...planned, ...(usual ? { usual } : { name: shortened(label, LONGEST.name) }) };
    }
    const level = step.kind === 'map' || step.kind === 'pick' ? levelOfCard(step, card) : undefined;
    const about =
      name === undefined ? { name: shortened(label, LONGEST.name) } : { name, note: shortened(label, LONGEST.note) };
    return { ...planned, rhythm: 'once', level, ...about };
  });
  const read = found.map(parseStructure).flatMap((one) => (one.ok ? [withNextByRhythm(one.value)] : []));
  if (board.issue === undefined) return read;
  const above = read.filter((one) => !isOnMeAlone(one));
  if (above.length > 0) return above;
  if (read.length > 0 || name === undefined) return read;
  return [{ id: newId(), name, rhythm: 'once', level: 'me' }];
}

const nameOf = ({ name = '' }: Structure): string => name.toLowerCase();
const isAlike = (one: Structure, other: Structure): boolean =>
  one.level === other.level &&
  (one.usual !== undefined || other.usual !== undefined
    ? one.usual === other.usual
    : nameOf(one) === nameOf(other) && (one.level === undefined || one.note === other.note));

/** Told apart by what they are called: those that are not on the board yet, and those that are and stay as they are. */
export function besideBoard(chosen: readonly Structure[], here: readonly Structure[]) {
  const isHere = (one: Structure) => here.some((other) => isAlike(one, other));
  return { fresh: chosen.filter((one) => !isHere(one)), known: chosen.filter(isHere) };
}
