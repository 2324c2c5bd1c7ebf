import { answersToStep, objectIn, runsNewestFirst, wordsIn } from './answer-shapes.ts';
import type { Entry } from './entry.ts';

export const TOPICS = ['body', 'mood', 'people', 'home', 'joy'] as const;
export type Topic = (typeof TOPICS)[number];

/** `mark`: a place 0 to 4 between heavier and lighter, as the helper set it against the time before. */
export type WorkLook = {
  readonly day: string;
  readonly texts: Partial<Readonly<Record<Topic, string>>>;
  readonly marks: Partial<Readonly<Record<Topic, number>>>;
};
export type WorkBesideLast = { readonly now: WorkLook; readonly before?: WorkLook };

const LAST_PLACE = 4;

function lookOf(run: Entry): WorkLook {
  const texts: Partial<Record<Topic, string>> = {};
  const marks: Partial<Record<Topic, number>> = {};
  for (const topic of TOPICS) {
    for (const answer of answersToStep(run, 'five')) {
      const words = wordsIn(objectIn(answer.texts)[topic]);
      if (words !== undefined) texts[topic] = words;
    }
    for (const answer of answersToStep(run, 'since')) {
      const place = objectIn(answer.marks)[topic];
      if (typeof place === 'number' && Number.isInteger(place) && place >= 0 && place <= LAST_PLACE)
        marks[topic] = place;
    }
  }
  return { day: run.day, texts, marks };
}

/** What the work did to me, beside the time before; null until something was kept. */
export function workBesideLast(entries: Iterable<Entry>): WorkBesideLast | null {
  const looks = runsNewestFirst(entries, 'what-work-does')
    .map(lookOf)
    .filter((look) => Object.keys(look.texts).length + Object.keys(look.marks).length > 0);
  const [now, before] = looks;
  if (!now) return null;
  return before ? { now, before } : { now };
}
