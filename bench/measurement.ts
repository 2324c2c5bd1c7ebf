import { known } from './known.ts';

/** What several rounds gave: the median, and between which two values they lay. */
export type Spread = { readonly median: number; readonly least: number; readonly most: number };

export type Unit = 'kB' | 'MB' | 'ms' | 's' | 'taps' | 'a second';

/** `of`: whether the target holds for the measured value itself or for its ratio to the baseline. */
export type Target = { readonly of: 'measured' | 'ratio' } & (
  { readonly atMost: number } | { readonly atLeast: number }
);

export type Measurement = {
  readonly what: string;
  readonly unit: Unit;
  readonly measured: Spread;
  /** Measured in the same run; `what` says what it is. */
  readonly baseline?: { readonly what: string; readonly value: Spread };
  /** Left out when the value is only told. */
  readonly target?: Target;
};

/** Seldom all alike: an even number of rounds gives the mean of the middle two. */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  const upper = known(sorted[sorted.length >> 1], 'round');
  const lower = known(sorted[(sorted.length - 1) >> 1], 'round');
  return { median: (lower + upper) / 2, least: Math.min(...sorted), most: Math.max(...sorted) };
}

/** Of something that is counted, not timed: every round would give the same. */
export const counted = (value: number): Spread => spreadOf([value]);

export const ratioOf = ({ measured, baseline }: Measurement): number | undefined =>
  baseline === undefined || baseline.value.median === 0 ? undefined : measured.median / baseline.value.median;

/** Undefined when there is no target to meet. */
export function isMet(measurement: Measurement): boolean | undefined {
  const { target, measured } = measurement;
  if (target === undefined) return undefined;
  const value = target.of === 'measured' ? measured.median : ratioOf(measurement);
  if (value === undefined) return false;
  return 'atMost' in target ? value <= target.atMost : value >= target.atLeast;
}
