import { clockRanUntil } from '../running-clock.ts';
import type { LockStyle } from './vault-types.ts';

/** On a shared computer a pause of two minutes is someone gone. The words of the app say two as well. */
const SHARED_IDLE_MINUTES = 2;
/** How long before the end it is said, where what was written cannot come back. */
const NOTICE = 30_000;

const LOOK_EVERY = 5_000;
/** Who dictates touches nothing and presses no key: `input`. */
const SIGNS_OF_LIFE = ['pointerdown', 'pointermove', 'keydown', 'input', 'wheel', 'touchstart', 'scroll'] as const;

export type Watch = {
  readonly style: LockStyle;
  /** Whoever was here is gone. The watch goes on with the next sign of life, until it is ended. */
  readonly onGone: () => void;
  /**
   * Given where what was written lies in memory alone: then a page that is merely hidden waits for its two minutes
   * (docs/decisions/0011), and half a minute before they are over this is called with true.
   */
  readonly onSoon?: (isSoon: boolean) => void;
  readonly now: () => number;
};

/** Returns the function that ends the watch. */
export function watchForGoing({ style, onGone, onSoon, now }: Watch): () => void {
  const limit = (style.kind === 'shared' ? SHARED_IDLE_MINUTES : style.minutes) * 60_000;
  const watch = new AbortController();
  let lastSign = now();
  let isSoon = false;
  let isGone = false;
  const isHidden = () => document.visibilityState === 'hidden';
  let hiddenSince = isHidden() ? lastSign : undefined;

  const end = () => {
    watch.abort();
    clearInterval(timer);
    if (isSoon) onSoon?.(false);
  };
  const goNow = () => {
    isGone = true;
    isSoon = false;
    onGone();
  };
  const look = () => {
    if (isGone) return;
    // At a shared computer a clock speaks for people only as long as they can see it.
    const seen = style.kind === 'shared' ? (hiddenSince ?? now()) : now();
    lastSign = Math.max(lastSign, clockRanUntil(seen));
    // A clock that was set back says nothing about how long it was: lock. What is forgotten is lost, so count anew.
    if (onSoon !== undefined) lastSign = Math.min(lastSign, now());
    const passed = now() - lastSign;
    if (passed >= limit || passed < 0) return goNow();
    // What is said stays as long as a hand may be on its way to it.
    const stays = isSoon && passed < LOOK_EVERY;
    if (isSoon !== (stays || passed >= limit - NOTICE)) onSoon?.((isSoon = !isSoon));
  };
  const onSign = () => {
    look();
    isGone = false;
    lastSign = now();
  };
  const onLeave = () => (style.kind === 'shared' ? goNow() : undefined);
  const onVisibility = () => {
    if (isHidden()) {
      hiddenSince = now();
      if (onSoon === undefined) onLeave();
    } else {
      look();
      hiddenSince = undefined;
    }
  };

  const timer = setInterval(look, LOOK_EVERY);
  const { signal } = watch;
  for (const sign of SIGNS_OF_LIFE) addEventListener(sign, onSign, { signal, passive: true, capture: true });
  document.addEventListener('visibilitychange', onVisibility, { signal });
  addEventListener('pagehide', onLeave, { signal });
  // A page that comes back from the back-forward cache or from sleep looks before it shows.
  addEventListener('pageshow', look, { signal });
  document.addEventListener('resume', look, { signal });
  return end;
}
