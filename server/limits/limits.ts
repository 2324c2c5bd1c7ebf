import { routes } from '#contract/routes.ts';
import { createBuckets, type Rate } from './buckets.ts';

export type LimitOptions = {
  /** 1 for the limits as they stand here, 2 for twice as many. */
  readonly rate: number;
  /** Whether a proxy says in `x-forwarded-for` who asks. */
  readonly isBehindProxy: boolean;
};

const minute = 60_000;
const ANY_REQUEST: Rate = { count: 600, perMs: minute };
/** For each of the routes that ask for no session. */
const STRANGERS_REQUEST: Rate = { count: 60, perMs: minute };
const STRANGERS_ROUTES = [
  routes.challenge,
  routes.locker,
  routes.session,
  routes.pairingAsk,
  routes.pairingAnswered,
] as const;
const NEW_LOCKER: Rate = { count: 10, perMs: 60 * minute };
const SEALED_OF_A_SPACE: Rate = { count: 300, perMs: minute };
/** About 2 MB for each kind at most. */
const MOST_BUCKETS = 10_000;

/** How often something may be asked of this process. Each answers after how many seconds it goes again, 0 for now. */
export function createLimits({ rate }: LimitOptions, now: () => number) {
  const bucketsFor = ({ count, perMs }: Rate) =>
    createBuckets({ count: Math.max(1, count * rate), perMs }, MOST_BUCKETS);
  const any = bucketsFor(ANY_REQUEST);
  const ofStrangers = new Map<string, ReturnType<typeof bucketsFor>>(
    STRANGERS_ROUTES.map((path) => [path, bucketsFor(STRANGERS_REQUEST)]),
  );
  const made = bucketsFor(NEW_LOCKER);
  const sealed = bucketsFor(SEALED_OF_A_SPACE);
  return {
    ask: (address: string, path: string) =>
      any.take(address, now()) || (ofStrangers.get(path)?.take(address, now()) ?? 0),
    makeLocker: (address: string) => made.take(address, now()),
    addSealed: (space: string) => sealed.take(space, now()),
  };
}
