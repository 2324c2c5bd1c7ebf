import { routes } from '#contract/routes.ts';
import type { Transport } from './line.ts';

/** An answer that takes longer is none, in ms. A live line is watched by itself. */
const ANSWER_WITHIN = 60_000;

/** `api`: the origin of the server, empty for the one that the app came from. It is fixed when the app is built. */
export const createTransport =
  (api: string): Transport =>
  (path, init) =>
    fetch(`${api}${path}`, {
      ...init,
      // What is given brings its own end with it.
      signal: path === routes.live ? (init.signal ?? null) : AbortSignal.timeout(ANSWER_WITHIN),
      credentials: 'omit',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
      redirect: 'error',
    });

type Connection = { readonly saveData?: boolean; readonly type?: string };

/** Network Information API where there is one (Chromium); elsewhere nothing says that a line costs. */
export function savesData(): boolean {
  const { connection } = navigator as { readonly connection?: Connection };
  return connection?.saveData === true || connection?.type === 'cellular';
}
