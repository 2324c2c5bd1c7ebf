/** Twice idle, so long apart in ms: between two steps of a page that is only just coming up it is idle once. */
const APART = 50;
/** A page that never comes to rest counts as settled all the same, in ms. */
const LATEST = 1_000;
/** Where there is no idle callback (Safari), in ms. */
const GUESS = 150;

function whenIdle(then: () => void): void {
  if (typeof requestIdleCallback === 'function') requestIdleCallback(then, { timeout: LATEST });
  else setTimeout(then, GUESS);
}

/** Returns what is to be called with every answer; `then` is called when the page came to rest after the last one. */
export function whenSettled(then: () => void): () => void {
  let turn = 0;
  return () => {
    const mine = (turn += 1);
    const unlessAskedAgain = (next: () => void) => () => {
      if (mine === turn) next();
    };
    whenIdle(unlessAskedAgain(() => setTimeout(() => whenIdle(unlessAskedAgain(then)), APART)));
  };
}
