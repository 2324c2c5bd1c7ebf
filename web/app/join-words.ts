const MARK = '#join=';
/** More than eleven words take. */
const LONGEST = 200;

let waiting: string | null = null;

/** Takes words that were scanned with a camera out of the address, so that they do not lie in the browser's history. */
export function hideJoinWords(): void {
  const { hash, pathname, search } = location;
  if (!hash.startsWith(MARK)) return;
  waiting = hash
    .slice(MARK.length, LONGEST)
    .replaceAll(/[^a-z]+/gi, ' ')
    .trim();
  history.replaceState(history.state, '', pathname + search);
}

/** Once. Null: none came. */
export function takeJoinWords(): string | null {
  const words = waiting;
  waiting = null;
  return words;
}

/** `page`: the address of the page of the devices, without a fragment. */
export const joinAddress = (page: string, words: readonly string[]): string => `${page}${MARK}${words.join('-')}`;
