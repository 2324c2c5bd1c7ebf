/** Numbers are checked with their owners at least once a year (safety.md, section 1). */
const MONTHS = 12;

/**
 * Whether a number asks to be checked before somebody relies on it: never checked, or checked more than twelve months
 * before `today`. Days are YYYY-MM-DD; a day that does not exist counts as never.
 */
export function needsCheck(checked: string | null, today: string): boolean {
  if (checked === null || Number.isNaN(Date.parse(checked))) return true;
  const [year = 0, month = 0, day = 0] = checked.split('-').map(Number);
  const until = new Date(Date.UTC(year, month - 1 + MONTHS, day)).toISOString().slice(0, 10);
  return today > until;
}
