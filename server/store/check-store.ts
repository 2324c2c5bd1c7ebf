import { asItStands } from './copy-store.ts';
import { checkSpace, type Problem } from './check-space.ts';
import type { Reader } from './tables.ts';

export type Found = {
  readonly spaces: number;
  readonly devices: number;
  readonly sealed: number;
  readonly bytes: number;
  readonly problems: readonly Problem[];
};

const SPACES = 500;

/** Walks through all that is stored, as it stands now. */
export const checkStore = (read: Reader): Promise<Found> =>
  asItStands(read, async (reader) => {
    const problems: Problem[] = [];
    const found = { spaces: 0, devices: 0, sealed: 0, bytes: 0 };
    for (let last = '', hasMore = true; hasMore;) {
      const page = await reader
        .selectFrom('spaces')
        .selectAll()
        .where('space', '>', last)
        .orderBy('space')
        .limit(SPACES)
        .execute();
      for (const space of page) {
        const inside = await checkSpace(reader, space);
        found.devices += inside.devices;
        found.sealed += inside.sealed;
        found.bytes += inside.bytes;
        problems.push(...inside.problems);
      }
      found.spaces += page.length;
      last = page.at(-1)?.space ?? '';
      hasMore = page.length === SPACES;
    }
    for (const table of ['devices', 'sealed'] as const) {
      const lost = await reader
        .selectFrom(table)
        .select('space')
        .distinct()
        .where('space', 'not in', (query) => query.selectFrom('spaces').select('space'))
        .execute();
      problems.push(...lost.map(({ space }) => ({ kind: 'without-space', space }) as const));
    }
    return { ...found, problems };
  });
