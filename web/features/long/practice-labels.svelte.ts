import type { Taken } from '#core/entry/answer-shapes.ts';
import type { Prose } from '#core/practice/parse-prose.ts';
import { loadFilledPractice } from '#web/app/filled-practice.ts';

/** The words of what was taken in a practice, in the language of the page. */
export type PracticeLabels = {
  readonly title: string;
  /** The helper's own words first; undefined for an id that this version has no words for. */
  of(step: string, taken: Taken): string | undefined;
};

const labelsOf = (prose: Prose): PracticeLabels => ({
  title: prose.title,
  of: (step, { id, text }) => text ?? prose.steps[step]?.items[id]?.label,
});

/** Undefined until the words have come, and when they cannot: what has no words is not shown. */
export function createPracticeLabels(id: string) {
  let labels = $state.raw<PracticeLabels>();

  $effect(() => {
    let isCurrent = true;
    loadFilledPractice(id).then(
      (loaded) => {
        if (isCurrent && loaded) labels = labelsOf(loaded.prose);
      },
      () => {
        // Offline and never fetched: the part stays away, the rest of the page stands.
      },
    );
    return () => (isCurrent = false);
  });

  return {
    get now() {
      return labels;
    },
  };
}
