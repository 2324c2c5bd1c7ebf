export type Rate = {
  /** So many at once, and so many in every `perMs` after that. */
  readonly count: number;
  readonly perMs: number;
};

/** Rounding must not hold back who waited as long as they were told. */
const ROUNDING = 1e-6;

/**
 * A token bucket for each key, in memory. No more than `most` are kept: the one that was asked for longest ago goes, and
 * begins full when it comes again.
 */
export function createBuckets({ count, perMs }: Rate, most: number) {
  const buckets = new Map<string, { readonly tokens: number; readonly at: number }>();

  /** Takes one. 0 when there was one, otherwise after how many seconds there is. */
  function take(key: string, now: number): number {
    const there = buckets.get(key) ?? { tokens: count, at: now };
    const grown = (Math.max(0, now - there.at) * count) / perMs;
    const tokens = Math.min(count, there.tokens + grown);
    const hasOne = tokens + ROUNDING >= 1;
    buckets.delete(key);
    buckets.set(key, { tokens: hasOne ? tokens - 1 : tokens, at: now });
    if (buckets.size > most) buckets.delete(buckets.keys().next().value ?? '');
    return hasOne ? 0 : Math.ceil(((1 - tokens) * perMs) / count / 1_000);
  }

  return { take, size: () => buckets.size };
}
