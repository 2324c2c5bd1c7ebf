import { carriedBy, isOnMeAlone, stateOf } from '#core/structure/structure-state.ts';
import type { Structure } from '#core/structure/structure.ts';
import type { Level } from '#core/practice/step-kinds/pick.ts';
import type { Language } from '#content/words/languages.ts';
import type { Words } from '#content/words/words.ts';

const dayIn = (language: Language, day: string): string =>
  new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`));

export const structureName = ({ usual, name }: Structure, { board }: Words): string =>
  name ?? (usual === undefined ? '' : board.usual[usual]);

/** How it is called among everything else that is kept. */
export const structureTitle = (structure: Structure, words: Words): string =>
  words.board.kept.replace('{name}', structureName(structure, words));

/** How it stands today: a sentence, no colour and no number but the days. */
export function stateInWords(structure: Structure, today: string, words: Words, language: Language): string {
  const state = stateOf(structure, today);
  const said = structure.level === undefined ? words.board.state : words.board.issue.state;
  if (state.type === 'coming') return said.coming.replace('{date}', dayIn(language, state.day));
  if (state.type !== 'overdue') return said[state.type];
  return state.days === 1
    ? said.overdueOne
    : said.overdue.replace('{date}', dayIn(language, state.day)).replace('{n}', String(state.days));
}

/** What else is to be said about how it is: called off since it was last held, and whom it hangs on. */
export function remarksOn(structure: Structure, { board }: Words, language: Language): readonly string[] {
  const { notHeld, lastHeld = '', level } = structure;
  if (isOnMeAlone(structure)) return [board.issue.onMe];
  if (level !== undefined) return [];
  const carried = carriedBy(structure);
  return [
    ...(notHeld !== undefined && notHeld > lastHeld
      ? [board.calledOff.replace('{date}', dayIn(language, notHeld))]
      : []),
    ...(carried === 'two' ? [] : [board.carriedBy[carried]]),
  ];
}

/** `isLong`: a sentence, which stands below the short ones. */
export type StructureFact = { readonly label: string; readonly text: string; readonly isLong?: true };

function issueFacts(structure: Structure, level: Level, words: Words, language: Language): readonly StructureFact[] {
  const { issue, noDay } = words.board;
  const { owner, next, lastHeld, note } = structure;
  return [
    { label: issue.level, text: words.all.levels[level] },
    { label: issue.owner, text: owner ?? '–' },
    { label: issue.by, text: next === undefined ? noDay : dayIn(language, next) },
    ...(lastHeld === undefined ? [] : [{ label: issue.answered, text: dayIn(language, lastHeld) }]),
    ...(note === undefined ? [] : [{ label: issue.can, text: note, isLong: true } as const]),
  ];
}

/** Its fields with their words, in the order in which they are read. */
export function structureFacts(structure: Structure, words: Words, language: Language): readonly StructureFact[] {
  const { board, kinds } = words;
  const { rhythm, owner, standIn, lastHeld, next, obstacle, note, level } = structure;
  if (level !== undefined) return issueFacts(structure, level, words, language);
  const inTheWay = [obstacle && board.obstacles[obstacle], note].filter((text) => text).join('. ');
  return [
    { label: board.rhythm, text: kinds.rhythm[rhythm] },
    { label: board.owner, text: owner ?? '–' },
    { label: board.standIn, text: standIn ?? '–' },
    { label: board.lastHeld, text: lastHeld === undefined ? board.notYet : dayIn(language, lastHeld) },
    { label: board.next, text: next === undefined ? board.noDay : dayIn(language, next) },
    ...(inTheWay === '' ? [] : [{ label: board.obstacle, text: inTheWay, isLong: true } as const]),
  ];
}
