import { objectIn, oldestFirst, wordsIn } from './answer-shapes.ts';
import type { Entry, EntryId } from './entry.ts';

/** A small thing the helper chose at the end of a practice. Nothing asks whether it was done. */
export type SmallAct = {
  readonly entry: EntryId;
  readonly day: string;
  readonly practice: string;
  readonly text: string;
  readonly when?: string;
};

/** Newest first. */
export const smallActs = (entries: Iterable<Entry>): SmallAct[] =>
  oldestFirst(entries)
    .reverse()
    .flatMap((entry): SmallAct[] => {
      if (entry.kind !== 'entry' || entry.ending !== 'small-act') return [];
      const card = objectIn(entry.answers['~card']);
      const [text, when] = [wordsIn(card.text), wordsIn(card.when)];
      if (text === undefined) return [];
      return [{ entry: entry.id, day: entry.day, practice: entry.practice, text, ...(when && { when }) }];
    });
