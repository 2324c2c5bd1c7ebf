import type { Reader } from './tables.ts';

export type Standing = {
  /** The last cursor that was given out. */
  readonly cursor: number;
  /** Devices that may do nothing any more. */
  readonly left: ReadonlySet<string>;
};

/** Databases take so many values in one question without complaint. */
const AT_ONCE = 500;

/** Those of `spaces` that are there. */
export async function whereSpacesStand(
  read: Reader,
  spaces: readonly string[],
): Promise<ReadonlyMap<string, Standing>> {
  const standing = new Map<string, { readonly cursor: number; readonly left: Set<string> }>();
  for (let from = 0; from < spaces.length; from += AT_ONCE) {
    const some = spaces.slice(from, from + AT_ONCE);
    const found = await read.selectFrom('spaces').select(['space', 'cursor']).where('space', 'in', some).execute();
    for (const { space, cursor } of found) standing.set(space, { cursor, left: new Set() });
    const left = await read
      .selectFrom('devices')
      .select(['space', 'device'])
      .where('space', 'in', some)
      .where('state', '=', 'left')
      .execute();
    for (const { space, device } of left) standing.get(space)?.left.add(device);
  }
  return standing;
}
