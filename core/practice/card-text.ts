import { targetOf } from './check-references.ts';
import type { Prose } from './parse-prose.ts';
import type { Handed, Practice, Step } from './practice.ts';
import { blockOf, labelOfCard } from './prose-of.ts';
import { cardsOf, givenTo, stepIdOf, subjectOf } from './references.ts';
import type { Answers } from './references.ts';
import { shownSteps, stepsOf } from './run.ts';
import type { RunState } from './run.ts';
import { kindOf } from './step-kinds/registry.ts';
import { nameBefore, partsOf, textsInPart } from './step-parts.ts';

/** How the page's language says a day (`YYYY-MM-DD`) and a rhythm (its id). */
export type SaidPlan = { day: (day: string) => string; rhythm: (id: string) => string };

/** Things of one step under one name; without a name the practice's own words lead into them. */
type Laid = { step: string; name?: string; texts: string[] };
type Source = { prose: Prose; steps: readonly Step[]; answers: Answers; from: readonly string[]; said: SaidPlan };

/** What may be kept of a run: what was taken back, or erases itself by the helper's choice, comes onto no card. */
function answersToLay(practice: Practice, run: RunState): Answers {
  const steps = stepsOf(practice, run);
  const answers = { ...run.setups, ...run.answers };
  const shown = new Set(shownSteps(practice, run).map(({ key }) => key));
  return Object.fromEntries(
    Object.entries(answers).flatMap(([key, answer]) => {
      const step = steps.find(({ id }) => id === stepIdOf(key));
      if (!step || !(shown.has(key) || (step.setup && run.setups[key]))) return [];
      const kept = kindOf(step.kind).keeps(step, answer, givenTo(step, steps, answers));
      return kept ? [[key, kept]] : [];
    }),
  );
}

/** The parts that a reference names: one, those of a group, or all of the step. */
function partsNamed(step: Step, selector: string | undefined): readonly string[] {
  const parts = partsOf(step);
  if (selector === undefined) return parts;
  if (step.kind === 'map' && step.groups?.includes(selector))
    return step.slots.filter(({ group }) => group === selector).map(({ id }) => id);
  return parts.includes(selector) ? [selector] : [];
}

function saidIn(step: Step, part: string, text: string, said: SaidPlan): string {
  const type = step.kind === 'plan' ? step.fields.find(({ id }) => id === part)?.type : undefined;
  return type === 'date' ? said.day(text) : type === 'rhythm' ? said.rhythm(text) : text;
}

function laidBy(reference: string, source: Source): Laid[] {
  const { prose, steps, answers, from, said } = source;
  const target = targetOf(reference);
  const selector = reference.split('.')[1];
  const step = steps.find(({ id }) => id === target);
  if (!step) return [];
  const answered = Object.entries(answers).filter(([key]) => stepIdOf(key) === target);
  const label = (part: string) => blockOf(prose, target, part).label;
  const textsOf = ([, answer]: (typeof answered)[number], part: string) =>
    textsInPart(prose, step, answer, givenTo(step, steps, answers), part).map((text) => saidIn(step, part, text, said));
  if (reference.startsWith('!')) {
    const isEmpty = answered.length > 0 && answered.every((one) => textsOf(one, selector ?? '').length === 0);
    return isEmpty ? [{ step: target, texts: [label(selector ?? '')] }] : [];
  }
  const parts = partsNamed(step, selector);
  if (parts.length === 0)
    return [
      { step: target, texts: cardsOf(reference, steps, answers).map((card) => labelOfCard(prose, card, target)) },
    ];
  const isNamed = parts.length > 1 || from.filter((other) => targetOf(other) === target).length > 1;
  return answered.flatMap((one) => {
    const subject = subjectOf(one[0], step, steps, answers);
    const about = subject ? [labelOfCard(prose, subject, target)] : [];
    return parts.map((part): Laid => {
      const names = [...about, ...(isNamed ? [label(part)] : [])];
      return { step: target, texts: textsOf(one, part), ...(names.length > 0 ? { name: names.join(' – ') } : {}) };
    });
  });
}

/** A sentence to be said stands in quotation marks where it is chosen; on the card it is said. */
const unquoted = (text: string): string => /^[“”»](?<said>[^“”«»]*)[“”«]$/u.exec(text)?.groups?.['said'] ?? text;

function linesOf({ name, texts }: Laid): string[] {
  const [first = '', ...others] = texts;
  const listed = texts.map((text) => `– ${text}`);
  if (name === undefined) return others.length > 0 ? listed : [unquoted(first)];
  const begun = nameBefore(name);
  return others.length > 0 ? [begun, ...listed] : [`${begun} ${first}`];
}

/** Things of one step without a name are one list, whatever references they came by. */
function joined(laid: readonly Laid[]): Laid[] {
  const list: Laid[] = [];
  for (const one of laid) {
    const last = list.at(-1);
    if (last && last.step === one.step && last.name === undefined && one.name === undefined)
      last.texts = [...new Set([...last.texts, ...one.texts])];
    else list.push({ ...one });
  }
  return list;
}

/**
 * What a card begins with: the practice's own words, and after their first paragraph, in lines, what the helper chose
 * and the practice lays there (`cards`).
 */
export function cardText(practice: Practice, prose: Prose, run: RunState, ending: Handed, said: SaidPlan): string {
  const [lead, ...rest] = prose.endings.items[ending]?.text ?? [];
  const from = practice.cards?.[ending]?.from ?? [];
  const source = { prose, steps: stepsOf(practice, run), answers: answersToLay(practice, run), from, said };
  const laid = from.flatMap((reference) => laidBy(reference, source)).filter(({ texts }) => texts.length > 0);
  const begin = [...(lead === undefined ? [] : [lead]), ...joined(laid).flatMap(linesOf)].join('\n');
  return [begin, ...rest].join('\n\n');
}
