import type { Block, Prose } from './parse-prose.ts';
import type { Card } from './step.ts';

/** The words of a card: the helper's own first, then the showing step's, then the step's where it came from. */
export function labelOfCard(prose: Prose, card: Card, shownIn?: string): string {
  if (card.text !== undefined) return card.text;
  const here = shownIn === undefined ? undefined : prose.steps[shownIn]?.items[card.id];
  return (here ?? prose.steps[card.step]?.items[card.id])?.label ?? card.id;
}

/** What stands under a card's label; nothing for the helper's own words. */
export function textOfCard(prose: Prose, card: Card, shownIn?: string): string[] {
  if (card.text !== undefined) return [];
  const here = shownIn === undefined ? undefined : prose.steps[shownIn]?.items[card.id];
  return (here ?? prose.steps[card.step]?.items[card.id])?.text ?? [];
}

const EMPTY: Block = { label: '', text: [] };
export const blockOf = (prose: Prose, step: string, item?: string): Block =>
  (item === undefined ? prose.steps[step] : prose.steps[step]?.items[item]) ?? EMPTY;

/** Words for those one helps; `people` and `person` are definite (content/README.md, placeholders). */
export type PeopleWords = { people: string; person: string };

export function fillPlaceholders(text: string, words: PeopleWords): string {
  const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
  return text
    .replaceAll('{people}', words.people)
    .replaceAll('{person}', words.person)
    .replaceAll('{People}', capital(words.people))
    .replaceAll('{Person}', capital(words.person));
}

function fillBlock<B extends Block>(block: B, words: PeopleWords): B {
  return {
    ...block,
    label: fillPlaceholders(block.label, words),
    text: block.text.map((line) => fillPlaceholders(line, words)),
  };
}

/** The prose with the workplace's own words for those one helps. */
export function fillProse(prose: Prose, words: PeopleWords): Prose {
  const fillStep = (step: Prose['endings']): Prose['endings'] => ({
    ...fillBlock(step, words),
    items: Object.fromEntries(Object.entries(step.items).map(([id, block]) => [id, fillBlock(block, words)])),
  });
  return {
    ...prose,
    title: fillPlaceholders(prose.title, words),
    invitation: fillPlaceholders(prose.invitation, words),
    situations: prose.situations.map((line) => fillPlaceholders(line, words)),
    steps: Object.fromEntries(Object.entries(prose.steps).map(([id, step]) => [id, fillStep(step)])),
    endings: fillStep(prose.endings),
  };
}
