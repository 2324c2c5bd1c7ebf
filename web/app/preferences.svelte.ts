import { browser } from '$app/env';
import type { Language } from '#content/words/languages.ts';
import { isLanguage } from '#content/words/languages.ts';

export type Country = 'dk' | 'no' | 'both';
export type Theme = 'system' | 'light' | 'dark';
export type BackupRhythm = 'never' | 'week' | 'month' | 'quarter';

/**
 * What stands outside the lock, each by the helper's own act: looks and language, the order of the acute steps
 * (ids, no words) and, if the helper wants it at hand, an own help number (architecture.md, "At rest").
 */
export type Preferences = {
  language?: Language;
  country?: Country;
  theme: Theme;
  people: string;
  acuteOrder?: string[];
  ownHelp: { person?: string; phone?: string; workplace?: string };
  backupRhythm: BackupRhythm;
  lastBackup?: string;
  /** The day a lock or a rhythm was chosen: from then on a reminder of a backup is counted. */
  remindFrom?: string;
  quietDay?: string;
};

const KEY = 'ballast.outside-the-lock';
const DEFAULTS: Preferences = { theme: 'system', people: 'default', ownHelp: {}, backupRhythm: 'month' };

const oneOf = <T extends string>(value: unknown, values: readonly T[]): T | undefined =>
  values.includes(value as T) ? (value as T) : undefined;
const text = (value: unknown, max: number): string | undefined =>
  typeof value === 'string' && value !== '' ? value.slice(0, max) : undefined;

/** Anything may stand in storage: an older version, another program, half a write. What does not fit is left out. */
export function parsePreferences(raw: string | null): Preferences {
  let found: Record<string, unknown> = {};
  try {
    const value: unknown = JSON.parse(raw ?? '{}');
    if (typeof value === 'object' && value !== null) found = value as Record<string, unknown>;
  } catch {
    return { ...DEFAULTS };
  }
  const own = (typeof found.ownHelp === 'object' && found.ownHelp !== null ? found.ownHelp : {}) as Record<
    string,
    unknown
  >;
  const order = Array.isArray(found.acuteOrder)
    ? found.acuteOrder.filter((id) => typeof id === 'string').slice(0, 30)
    : undefined;
  const language = isLanguage(found.language) ? found.language : undefined;
  const country = oneOf(found.country, ['dk', 'no', 'both']);
  const person = text(own.person, 80);
  const phone = text(own.phone, 40);
  const workplace = text(own.workplace, 120);
  const lastBackup = text(found.lastBackup, 10);
  const remindFrom = text(found.remindFrom, 10);
  const quietDay = text(found.quietDay, 10);
  return {
    theme: oneOf(found.theme, ['system', 'light', 'dark']) ?? DEFAULTS.theme,
    people: text(found.people, 40) ?? DEFAULTS.people,
    backupRhythm: oneOf(found.backupRhythm, ['never', 'week', 'month', 'quarter']) ?? DEFAULTS.backupRhythm,
    ownHelp: { ...(person && { person }), ...(phone && { phone }), ...(workplace && { workplace }) },
    ...(language && { language }),
    ...(country && { country }),
    ...(order && { acuteOrder: order }),
    ...(lastBackup && { lastBackup }),
    ...(remindFrom && { remindFrom }),
    ...(quietDay && { quietDay }),
  };
}

function read(): Preferences {
  if (!browser) return { ...DEFAULTS };
  try {
    return parsePreferences(localStorage.getItem(KEY));
  } catch {
    return { ...DEFAULTS };
  }
}

let current = $state<Preferences>(read());

// What another window chooses or takes away holds here too: otherwise the next choice would write it back.
if (browser)
  window.addEventListener('storage', ({ key, newValue }) => {
    if (key === KEY || key === null) current = parsePreferences(newValue);
  });

export const preferences = {
  get now(): Preferences {
    return current;
  },
  /** False when the browser gives no storage; the choice then holds until the page closes. */
  set(change: Partial<Preferences>): boolean {
    current = { ...current, ...change };
    try {
      localStorage.setItem(KEY, JSON.stringify(current));
      return true;
    } catch {
      return false;
    }
  },
  /** Takes everything outside the lock away. */
  clear(): void {
    current = { ...DEFAULTS };
    try {
      localStorage.removeItem(KEY);
    } catch {
      // Without storage there is nothing to take away.
    }
  },
};
