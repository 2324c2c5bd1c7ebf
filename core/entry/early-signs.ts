import type { Taken } from './answer-shapes.ts';
import { answersToStep, idsIn, objectIn, runsNewestFirst, takenIn } from './answer-shapes.ts';
import type { Entry, JsonObject } from './entry.ts';

/** One time the helper looked. `marks`: places 0 to 4 between the poles of each scale, as they were set. */
export type Look = {
  readonly day: string;
  readonly signs: readonly Taken[];
  readonly marks: Readonly<Record<string, number>>;
};
/** A look beside the one before it, by the same helper; nobody else and no norm is ever beside it. */
export type BesideLast = {
  readonly still: readonly Taken[];
  readonly onlyNow: readonly Taken[];
  readonly onlyBefore: readonly Taken[];
};

const STEPS = {
  'load-signs': { signs: 'signs', marks: undefined },
  'how-close-am-i': { signs: 'words', marks: 'lately' },
} as const;
export type SignsPractice = keyof typeof STEPS;

const LAST_PLACE = 4;

function pickedIn(answer: JsonObject): Taken[] {
  const own = takenIn(answer.own);
  return idsIn(answer.picked).flatMap((id): Taken[] => {
    const words = own.find((item) => item.id === id);
    // Own words that are no longer there leave nothing that could be shown.
    return words ? [words] : id.startsWith('own_') ? [] : [{ id }];
  });
}

const marksIn = (answer: JsonObject): Record<string, number> =>
  Object.fromEntries(
    Object.entries(objectIn(answer.marks)).filter(
      (mark): mark is [string, number] =>
        Number.isInteger(mark[1]) && Number(mark[1]) >= 0 && Number(mark[1]) <= LAST_PLACE,
    ),
  );

/** Newest first; looks that left nothing to show are passed over. */
export function looksNewestFirst(entries: Iterable<Entry>, practice: SignsPractice): Look[] {
  const steps = STEPS[practice];
  return runsNewestFirst(entries, practice)
    .map((run): Look => {
      const signs = answersToStep(run, steps.signs).flatMap(pickedIn);
      const marks = steps.marks === undefined ? [] : answersToStep(run, steps.marks).map(marksIn);
      return { day: run.day, signs, marks: Object.assign({}, ...marks) };
    })
    .filter((look) => look.signs.length > 0 || Object.keys(look.marks).length > 0);
}

/** Own words are numbered anew in each run, so they are known again by what they say. */
const nameOf = (sign: Taken): string => sign.text?.toLocaleLowerCase() ?? sign.id;

export function besideLast(now: Look, before: Look): BesideLast {
  const wasThere = new Set(before.signs.map(nameOf));
  const isThere = new Set(now.signs.map(nameOf));
  return {
    still: now.signs.filter((sign) => wasThere.has(nameOf(sign))),
    onlyNow: now.signs.filter((sign) => !wasThere.has(nameOf(sign))),
    onlyBefore: before.signs.filter((sign) => !isThere.has(nameOf(sign))),
  };
}
