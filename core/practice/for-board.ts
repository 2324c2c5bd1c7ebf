import type { UsualStructure } from '#core/structure/structure.ts';

/** The fields of a structure that a plan can fill. */
export const FILLED_BY_PLAN = ['rhythm', 'owner', 'standIn', 'lastHeld', 'next'] as const;
export type FilledByPlan = (typeof FILLED_BY_PLAN)[number];

/** `from`: the step whose cards can go on the board; `plan`: the one that is repeated for them, with which field is what. */
export type BoardRow = {
  from: string;
  plan?: string;
  fields?: Partial<Record<FilledByPlan, string>>;
  usual?: Record<string, UsualStructure>;
};

/**
 * What of a practice can stand on the board (decision 15): structures, or with `issue` what weighs, by level. `issue` is
 * the step it is chosen in.
 */
export type ForBoard = { issue?: string; rows: BoardRow[] };
