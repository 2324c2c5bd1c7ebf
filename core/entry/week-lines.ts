import { oldestFirst, wordsIn } from './answer-shapes.ts';
import type { Entry, EntryId } from './entry.ts';
import { isWeekId, type WeekId } from './iso-week.ts';

/** What the helper wrote about a week when looking back at it. */
export type WeekLine = { readonly entry: EntryId; readonly week: WeekId; readonly line: string };

export const WEEK_LINE = { kind: 'entry', practice: 'week-line', version: 1 } as const;

/** In the order in which they were written. */
export const weekLines = (entries: Iterable<Entry>): WeekLine[] =>
  oldestFirst(entries).flatMap((entry): WeekLine[] => {
    if (entry.kind !== 'entry' || entry.practice !== WEEK_LINE.practice) return [];
    const { week } = entry.answers;
    const line = wordsIn(entry.answers.line);
    return isWeekId(week) && line !== undefined ? [{ entry: entry.id, week, line }] : [];
  });
