import { afterNavigate, beforeNavigate, goto } from '$app/navigation';
import { app } from './app.ts';

/**
 * For a page that leaves no entry in the history: its way out, to the page one came from or to Now, which takes the
 * place of its own entry. The back button does the same with the page it leads to. `practice` is the address that sends
 * people on to this page, so nobody is sent back there. Called while the page's component is made.
 */
export function leaveUntraced(practice: string): () => void {
  let cameFrom: URL | undefined;
  const leaveTo = (to: URL | undefined) => goto(to ? to.pathname + to.hash : app.path('now'), { replace: true });

  afterNavigate(({ from, to }) => {
    const isElsewhere = from?.url.pathname !== to?.url.pathname && from?.url.pathname !== practice;
    if (isElsewhere) cameFrom = from?.url;
  });
  beforeNavigate((navigation) => {
    const { type, to } = navigation;
    if (type !== 'popstate') return;
    navigation.cancel();
    // To cancel, the router goes forward again; only then does the history stand on this page's own entry.
    addEventListener('popstate', () => void leaveTo(to?.url), { once: true });
  });
  return () => void leaveTo(cameFrom);
}
