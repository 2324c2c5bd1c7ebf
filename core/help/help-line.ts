export const HELP_GROUPS = ['danger', 'urgent', 'talk', 'violence', 'child', 'work'] as const;
export type HelpGroup = (typeof HELP_GROUPS)[number];

/** One line of content/help in one language: a number to call, or somebody to go to, who has none there (`number: null`). */
export type HelpLine = {
  id: string;
  group: HelpGroup;
  number: string | null;
  /** The day somebody checked the number with its owner, as YYYY-MM-DD; null when nobody has. */
  checked: string | null;
  name: string;
  what: string;
};

/** What a telephone dials: 3 to 15 digits (ITU-T E.164), and a + in front when there is one. Null when it is no number. */
export function dialled(written: string): string | null {
  const digits = written.replace(/\D/g, '');
  if (digits.length < 3 || digits.length > 15) return null;
  return written.trim().startsWith('+') ? `+${digits}` : digits;
}
