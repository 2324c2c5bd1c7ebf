/** Between two looks, ms. */
const PAUSE = 2_000;

/** Looks again and again, as long as the page can be seen. Returns the way to stop. */
export function whileSeen(look: () => Promise<unknown>): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isStopped = false;
  const again = () => {
    if (!isStopped) timer = setTimeout(() => void turn(), PAUSE);
  };
  const turn = async () => {
    if (document.visibilityState === 'visible') await look();
    again();
  };
  again();
  return () => {
    isStopped = true;
    clearTimeout(timer);
  };
}
