/** What a guess at a passphrase costs. */
export type Argon2Cost = { readonly memoryKiB: number; readonly passes: number; readonly lanes: number };

/**
 * The cost of every new slot, and the floor below which no slot is ever tried: whoever can write to the device must
 * not be able to make a guess cheap. RFC 9106, section 4, second recommended option, with one lane.
 */
export const ARGON2_COST: Argon2Cost = { memoryKiB: 65_536, passes: 3, lanes: 1 };

/** Above this a slot is refused rather than tried: it could only be meant to hang the device. */
const CEILING: Argon2Cost = { memoryKiB: 1_048_576, passes: 16, lanes: 4 };

export const isFairCost = (cost: Argon2Cost): boolean =>
  (Object.keys(ARGON2_COST) as (keyof Argon2Cost)[]).every(
    (part) => Number.isSafeInteger(cost[part]) && cost[part] >= ARGON2_COST[part] && cost[part] <= CEILING[part],
  );
