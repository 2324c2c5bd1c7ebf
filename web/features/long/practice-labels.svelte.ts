import type { Taken } from '#core/entry/answer-shapes.ts';
import { fillProse } from '#core/practice/prose-of.ts';
import type { Prose } from '#core/practice/parse-prose.ts';
import { app } from '#web/app/app.ts';
import { loadPractice } from '#web/app/practice-library.ts';
import { preferences } from '#web/app/preferences.svelte.ts';

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
    const { peopleSets } = app.words.settings;
    const people = peopleSets.find((set) => set.id === preferences.now.people) ?? peopleSets[0];
    let isCurrent = true;
    loadPractice(app.language, id).then(
      (loaded) => {
        if (isCurrent && loaded) labels = labelsOf(people ? fillProse(loaded.prose, people) : loaded.prose);
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
