/** The parts the situations are divided into, in the order in which they are shown. */
export const SITUATION_GROUPS = ['now', 'after', 'home', 'us', 'meeting', 'frames', 'lead', 'long'] as const;
export type SituationGroup = (typeof SITUATION_GROUPS)[number];

/** Something a helper might say, in one language, and the practices for it (content/situations.json). */
export type Situation = { id: string; group: SituationGroup; text: string; rows: string[] };
