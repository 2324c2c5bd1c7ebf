import { idsIn, wordsIn } from './answer-shapes.ts';
import type { Entry, JsonObject } from './entry.ts';

export const BUTTONS = ['alarm', 'start', 'pause'] as const;
export type Button = (typeof BUTTONS)[number];

/** The day's check-in: nothing in it is required. `gave` and `cost` are stones of the body budget, by their ids. */
export type CheckIn = {
  readonly button?: Button;
  readonly gave: readonly string[];
  readonly cost: readonly string[];
  readonly line?: string;
};

/** Nothing of the catalogue was run: the check-in is a thing of its own. */
export const CHECK_IN = { kind: 'check-in', practice: 'check-in', version: 1 } as const;

const isButton = (value: unknown): value is Button => (BUTTONS as readonly unknown[]).includes(value);

export const isEmptyCheckIn = (checkIn: CheckIn): boolean => Object.keys(checkInToAnswers(checkIn)).length === 0;

export function checkInToAnswers({ button, gave, cost, line }: CheckIn): JsonObject {
  const words = wordsIn(line);
  return {
    ...(button && { button }),
    ...(gave.length > 0 && { in: gave }),
    ...(cost.length > 0 && { out: cost }),
    ...(words !== undefined && { line: words }),
  };
}

/** Null for any other entry. */
export const readCheckIn = (entry: Entry): CheckIn | null =>
  entry.kind === 'check-in' ? answersToCheckIn(entry.answers) : null;

/** A button or a shape that is not known here is left out. */
export function answersToCheckIn({ button, line, in: gave, out: cost }: JsonObject): CheckIn {
  const words = wordsIn(line);
  return {
    ...(isButton(button) && { button }),
    gave: idsIn(gave),
    cost: idsIn(cost),
    ...(words !== undefined && { line: words }),
  };
}
