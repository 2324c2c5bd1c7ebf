import type { Line } from './line.ts';
import { afterFailure, deadAfter, type Chance } from './pace.ts';
import { readEvents } from './read-events.ts';

/** Hears from the server when something comes, as long as it may. Opens itself again. */
export type LiveLine = { readonly close: () => void };

export function openLiveLine(
  line: Line,
  onNews: (cursor: number) => void,
  onEnd: () => void,
  chance: Chance,
): LiveLine {
  const closing = new AbortController();
  let failures = 0;

  async function listen(): Promise<void> {
    const dying = new AbortController();
    const stop = () => dying.abort();
    closing.signal.addEventListener('abort', stop);
    let death = setTimeout(stop, deadAfter);
    const life = () => {
      clearTimeout(death);
      death = setTimeout(stop, deadAfter);
    };
    try {
      const answer = await line.live(dying.signal);
      if (!answer.ok || answer.value.body === null) return;
      await readEvents(answer.value.body, {
        event: (data) => {
          failures = 0;
          if (/^\d{1,15}$/.test(data)) onNews(Number(data));
        },
        life,
      });
    } catch {
      // Broken off. It is opened again, and whatever came meanwhile is told at its start.
    } finally {
      clearTimeout(death);
      closing.signal.removeEventListener('abort', stop);
    }
  }

  async function keepListening(): Promise<void> {
    while (!closing.signal.aborted) {
      await listen();
      if (closing.signal.aborted) return;
      onEnd();
      await new Promise<void>((resolve) => {
        const late = setTimeout(resolve, afterFailure(failures, chance));
        closing.signal.addEventListener('abort', () => (clearTimeout(late), resolve()), { once: true });
      });
      failures += 1;
    }
  }

  void keepListening();
  return { close: () => closing.abort() };
}
