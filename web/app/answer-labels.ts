import { listIn, objectIn, takenIn, wordsIn } from '#core/entry/answer-shapes.ts';
import type { JsonObject } from '#core/entry/entry.ts';
import type { Prose } from '#core/practice/parse-prose.ts';

export type EntryProse = Pick<Prose, 'steps'>;

/** Cards the helper made, or gave other words: they carry their words with them, whatever the kind of step. */
function ownTextsIn(answer: JsonObject): Map<string, string> {
  const stones = Object.values(objectIn(answer.stones)).flatMap((heap) => takenIn(heap));
  const texts = new Map<string, string>();
  for (const { id, text } of [...takenIn(answer.own), ...takenIn(answer.acts), ...stones])
    if (text !== undefined) texts.set(id, text);
  for (const [id, changed] of Object.entries(objectIn(answer.edited))) {
    const text = wordsIn(changed);
    if (text !== undefined) texts.set(id, text);
  }
  return texts;
}

/** Every text the helper wrote in an answer, by the id under which a later step takes it over. */
export function textsIn(answer: JsonObject): Map<string, string> {
  const texts = new Map<string, string>();
  const add = (id: string, value: unknown) => {
    const text = typeof value === 'string' ? wordsIn(value) : undefined;
    if (text !== undefined) texts.set(id, text);
  };
  for (const [id, value] of Object.entries(objectIn(answer.texts))) {
    add(id, value);
    for (const [index, token] of listIn(value).entries()) add(`${id}_${index}`, token);
  }
  for (const [row, cells] of Object.entries(objectIn(answer.cells)))
    for (const text of Object.values(objectIn(cells))) add(row, text);
  for (const [id, text] of ownTextsIn(answer)) texts.set(id, text);
  return texts;
}

/**
 * The words of an id in an answer to `step`: the helper's own first, then those of the step, then those of the step it
 * may have been taken over from. An id that nothing knows stands for itself: it is shown, not lost.
 */
export function createLabels(prose: EntryProse, answers: JsonObject, step: string, answer: JsonObject) {
  const own = ownTextsIn(answer);
  const others = Object.values(answers)
    .filter((other) => other !== answer)
    .map((other) => textsIn(objectIn(other)));
  const ofStep = (name: string, id: string) => prose.steps[name]?.items[id]?.label;
  return (id: string): string =>
    own.get(id) ??
    ofStep(step, id) ??
    others.find((texts) => texts.has(id))?.get(id) ??
    Object.keys(prose.steps)
      .map((name) => ofStep(name, id))
      .find((label) => label !== undefined) ??
    id;
}
