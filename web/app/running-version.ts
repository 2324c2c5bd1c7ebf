import { version } from '$app/env';

/**
 * Says which version runs in this window, for as long as it is open: a lock that bears the name of that version's
 * cache, and that many windows hold together. The service worker keeps the files of every version that is held
 * (docs/decisions/0013). The browser gives the lock back, however the window ends.
 */
export function holdVersion(): void {
  const forever = () => new Promise<never>(() => {});
  navigator.locks?.request(`ballast-${version}`, { mode: 'shared' }, forever).catch(() => undefined);
}
