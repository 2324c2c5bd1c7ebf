import type { StepBase, StepKind } from '../step.ts';

/** A few taps into a common picture. It needs a team: alone it is shown, never answered (pulse.md). */
export type PoolStep = StepBase & { kind: 'pool'; items: string[]; minimum: number; weeks: number; answer: number };
export type PoolAnswer = Record<string, never>;
export type PoolEvent = never;

export const POOL_FLOOR = 5;

export const pool: StepKind<PoolStep, PoolAnswer, PoolEvent> = {
  parse: (reader, base) => ({
    ...base,
    kind: 'pool',
    items: reader.ids('items', 1, 30),
    minimum: reader.whole('minimum', POOL_FLOOR, 50),
    weeks: reader.whole('weeks', 1, 12),
    answer: reader.whole('answer', 1, 60),
  }),
  ids: (step) => step.items,
  paper: (step) => [{ type: 'choices', ids: step.items }],
  start: () => ({}),
  apply: (_step, answer) => answer,
  gives: () => [],
  keeps: () => null,
};
