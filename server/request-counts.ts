import { routes } from '#contract/routes.ts';

/** What is told of an answer: nothing of who asked, and no more of what for than the name of a route. */
export type Answered = { readonly route: string; readonly status: number; readonly seconds: number };

const names = new Map(Object.entries(routes).map(([name, path]): [string, string] => [path, name]));

/** The name of a route of the contract; `site` for every other path, so that no address is ever told. */
export const routeOf = (path: string): string => names.get(path) ?? 'site';

export const statusClass = (status: number): string => `${Math.floor(status / 100)}xx`;

/** Counts answers by route and class of status: `pull 2xx`. */
export function createRequestCounts() {
  let counts = new Map<string, number>();
  return {
    add({ route, status }: Answered): void {
      const name = `${route} ${statusClass(status)}`;
      counts.set(name, (counts.get(name) ?? 0) + 1);
    },
    /** Since it was last asked. */
    take(): Readonly<Record<string, number>> {
      const taken = Object.fromEntries([...counts].toSorted(([a], [b]) => (a < b ? -1 : 1)));
      counts = new Map();
      return taken;
    },
  };
}
