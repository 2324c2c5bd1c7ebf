import type { LockStyle } from './vault-types.ts';

/** On a shared computer a pause of two minutes is someone gone. */
const SHARED_IDLE_MINUTES = 2;

const LOOK_EVERY = 5_000;
const SIGNS_OF_LIFE = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart', 'scroll'] as const;

/** Calls `lock` when the style says so, once. Returns the function that ends the watch. */
export function watchForLock(style: LockStyle, lock: () => void, now: () => number): () => void {
  const limit = (style.kind === 'shared' ? SHARED_IDLE_MINUTES : style.minutes) * 60_000;
  const watch = new AbortController();
  let lastSign = now();

  const end = () => {
    watch.abort();
    clearInterval(timer);
  };
  const lockNow = () => {
    end();
    lock();
  };
  const look = () => {
    const passed = now() - lastSign;
    // A clock that was set back says nothing about how long it was: lock.
    if (passed >= limit || passed < 0) lockNow();
  };
  const onSign = () => {
    look();
    lastSign = now();
  };
  const onLeave = () => (style.kind === 'shared' ? lockNow() : undefined);
  const onVisibility = () => (document.visibilityState === 'hidden' ? onLeave() : look());

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
