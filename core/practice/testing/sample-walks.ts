import { fillingEvents } from '../filling-events.ts';
import { allSteps } from '../parse-practice.ts';
import type { Practice } from '../practice.ts';
import { keptAnswers } from '../run-answers.ts';
import type { RunState } from '../run.ts';
import { fillEverything, fillNothing, walkPractice } from '../walk.ts';
import type { Choose } from '../walk.ts';

/** One answer in each step only, which opens what hangs on it alone, or closes the practice. */
const fillOnly = (nth: number): Choose => ({
  answers({ step }, given) {
    if (step.kind !== 'pick') return fillingEvents(step, given).slice(nth % 8, (nth % 8) + 1);
    const id = step.items[nth % step.items.length]?.id ?? '';
    const [mark] = step.marks ?? [];
    return [mark === undefined ? { kind: 'pick', type: 'toggle', id } : { kind: 'pick', type: 'mark', id, mark }];
  },
  ending: 'done',
});

/** The same, and everything in the steps behind the first, so that each way through a practice is filled. */
const fillBehind = (nth: number, first: string | undefined): Choose => ({
  answers: (shown, given) => (shown.key === first ? fillOnly(nth) : fillEverything()).answers(shown, given),
  ending: 'done',
});

/**
 * For tests: everything filled and nothing filled, by each ending, the first time and the next, in each unit; and what
 * each single answer opens.
 */
export function walksOf(practice: Practice): RunState[][] {
  const units = practice.units?.map((unit) => ({ unit: unit.id })) ?? [{}];
  const many = Math.max(8, ...allSteps(practice).map((step) => (step.kind === 'pick' ? step.items.length : 0)));
  const each = Array.from({ length: many }, (_, nth) => nth);
  return units.flatMap((unit) => {
    const whole = walkPractice(practice, fillEverything(), unit);
    const last = whole.at(-1);
    const setups = (last && keptAnswers(practice, last).setup) ?? {};
    return [
      whole,
      ...each.map((nth) => walkPractice(practice, fillBehind(nth, whole[0]?.at), unit)),
      ...each.map((nth) => walkPractice(practice, fillOnly(nth), unit)),
      ...practice.endings.flatMap((ending) =>
        [unit, { ...unit, setups }].flatMap((from) => [
          walkPractice(practice, fillEverything(ending), from),
          walkPractice(practice, fillNothing(ending), from),
        ]),
      ),
    ];
  });
}
