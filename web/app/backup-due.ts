import type { Preferences } from './preferences.svelte.ts';

const DAYS_BY_RHYTHM = { week: 7, month: 30, quarter: 91 } as const;
const DAY = 86_400_000;

/**
 * Whether the reminder the helper asked for is due. `today` is YYYY-MM-DD. Counted from the last backup, else from the
 * day a lock or a rhythm was chosen; without any of these days nothing is due.
 */
export function isBackupDue(
  { backupRhythm, lastBackup, remindFrom }: Pick<Preferences, 'backupRhythm' | 'lastBackup' | 'remindFrom'>,
  today: string,
): boolean {
  if (backupRhythm === 'never') return false;
  const from = [lastBackup, remindFrom]
    .filter((day) => day !== undefined)
    .sort()
    .at(-1);
  if (from === undefined) return false;
  return Date.parse(today) - Date.parse(from) >= DAYS_BY_RHYTHM[backupRhythm] * DAY;
}
