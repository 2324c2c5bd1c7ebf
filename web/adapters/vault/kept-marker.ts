/**
 * Says that there was something here, and nothing else. When it is still there and the database is not, the browser
 * has emptied the storage. Some browsers empty both: then a first visit is all that can be seen.
 */
const MARKER = 'ballast.kept';

function withStorage<T>(use: (storage: Storage) => T, otherwise: T): T {
  try {
    return use(localStorage);
  } catch {
    return otherwise;
  }
}

export const isMarkedKept = (): boolean => withStorage((storage) => storage.getItem(MARKER) !== null, false);
export const markKept = (): void => withStorage((storage) => storage.setItem(MARKER, '1'), undefined);
export const unmarkKept = (): void => withStorage((storage) => storage.removeItem(MARKER), undefined);
