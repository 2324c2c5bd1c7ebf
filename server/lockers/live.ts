import { setTimeout as pauseFor } from 'node:timers/promises';
import { liveBeat } from '#contract/routes.ts';
import { err, ok, type Result } from '#core/result.ts';
import { whereSpacesStand } from '../store/where-spaces-stand.ts';
import { createLiveStream, type LiveStream } from './live-stream.ts';
import type { LockerOptions } from './options.ts';
import type { Session } from './who-asks.ts';

/** So many streams follow one space at most. */
const STREAMS_A_SPACE = 16;
/** What happens within so many ms is told at once. */
const TOGETHER_MS = 100;
const AFTER_FAILURE_MS = 1_000;
const TICK_MS = 1_000;
/** Early enough for `liveBeat`, also where a proxy is slow. */
const QUIET_TICKS = Math.floor((liveBeat / TICK_MS) * 0.8);

type Follower = LiveStream & { readonly device: string; readonly expiresAt: number };

export type Live = {
  /** The body of an answer that stays open until the session is over. */
  readonly follow: (session: Session) => Result<LiveStream['body'], { readonly tag: 'too-many' }>;
  readonly count: () => number;
  /** Ends every stream, and takes no more. */
  readonly close: () => void;
};

export type LiveOptions = {
  /** Of all spaces together. */
  readonly mostStreams: number;
  readonly tickMs?: number;
};

/** Tells the devices that follow a space when something came into it. */
export function createLive(
  { database, now }: Pick<LockerOptions, 'database' | 'now'>,
  { mostStreams, tickMs = TICK_MS }: LiveOptions,
): Live {
  const bySpace = new Map<string, Set<Follower>>();
  let count = 0;
  let closed = false;
  let isTelling = false;
  let changed = new Set<string>();

  function note(space: string | null): void {
    if (space === null) for (const followed of bySpace.keys()) changed.add(followed);
    else if (bySpace.has(space)) changed.add(space);
    if (!isTelling) void tellUntilAllIsTold();
  }

  async function tellUntilAllIsTold(): Promise<void> {
    isTelling = true;
    while (changed.size > 0) {
      const spaces = [...changed];
      changed = new Set();
      const pause = await tell(spaces).then(
        () => TOGETHER_MS,
        () => {
          // A database that is away for a while is no reason to end what waits for it.
          spaces.forEach(note);
          return AFTER_FAILURE_MS;
        },
      );
      await pauseFor(pause, undefined, { ref: false });
    }
    isTelling = false;
  }

  async function tell(spaces: readonly string[]): Promise<void> {
    const standing = await whereSpacesStand(database.read, spaces);
    for (const space of spaces) {
      const where = standing.get(space);
      for (const follower of bySpace.get(space) ?? [])
        if (where === undefined || where.left.has(follower.device)) follower.end();
        else follower.tell(where.cursor);
    }
  }

  /** A device that comes back takes the place of its own oldest stream, whose line may have died unnoticed. */
  function makeRoom({ space, device }: Session['asker']): boolean {
    const followers = bySpace.get(space) ?? new Set();
    if (followers.size < STREAMS_A_SPACE && count < mostStreams) return true;
    const own = [...followers].find((follower) => follower.device === device);
    own?.end();
    return own !== undefined;
  }

  const everyFollower = () => [...bySpace.values()].flatMap((followers) => [...followers]);
  const ticking = setInterval(() => {
    const at = now();
    for (const followers of bySpace.values())
      for (const follower of followers)
        if (follower.expiresAt <= at) follower.end();
        else follower.tick(QUIET_TICKS);
  }, tickMs);
  ticking.unref();
  const stopListening = database.notices.listen(note);

  return {
    follow({ asker, expiresAt }) {
      const { space, device } = asker;
      if (closed || !makeRoom(asker)) return err({ tag: 'too-many' });
      const followers = bySpace.get(space) ?? new Set();
      const stream = createLiveStream(() => {
        if (!followers.delete(follower)) return;
        count -= 1;
        if (followers.size === 0 && bySpace.get(space) === followers) bySpace.delete(space);
      });
      const follower: Follower = { ...stream, device, expiresAt };
      bySpace.set(space, followers.add(follower));
      count += 1;
      note(space);
      return ok(stream.body);
    },
    count: () => count,
    close() {
      closed = true;
      clearInterval(ticking);
      stopListening();
      everyFollower().forEach((follower) => follower.end());
      changed.clear();
    },
  };
}
