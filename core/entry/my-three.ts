import type { Taken } from './answer-shapes.ts';
import { answersToStep, idsIn, objectIn, runsNewestFirst, takenIn, wordsIn } from './answer-shapes.ts';
import type { Entry } from './entry.ts';

/** One of the three, with what was planned for it. `rhythm` is an id of the plan, `small` and `who` are own words. */
export type Chosen = Taken & { readonly small?: string; readonly rhythm?: string; readonly who?: string };
export type MyThree = { readonly day: string; readonly three: readonly Chosen[]; readonly again?: string };

/** The helper's three from the prevention list, in their own order; null until they have been chosen. */
export function latestThree(entries: Iterable<Entry>): MyThree | null {
  for (const run of runsNewestFirst(entries, 'prevention-list')) {
    const own = ['list', 'three'].flatMap((step) => answersToStep(run, step).flatMap((answer) => takenIn(answer.own)));
    const order = answersToStep(run, 'three').flatMap((answer) => idsIn(answer.order));
    const three = [...new Set(order)].flatMap((id): Chosen[] => {
      const words = own.find((item) => item.id === id);
      if (!words && id.startsWith('own_')) return [];
      const plan = objectIn(objectIn(run.answers[`month#${id}`]).texts);
      const [small, rhythm, who] = [wordsIn(plan.small), wordsIn(plan.when), wordsIn(plan.who)];
      return [{ ...(words ?? { id }), ...(small && { small }), ...(rhythm && { rhythm }), ...(who && { who }) }];
    });
    if (three.length === 0) continue;
    const again = wordsIn(objectIn(objectIn(run.answers.look).texts).again);
    return { day: run.day, three, ...(again && { again }) };
  }
  return null;
}
