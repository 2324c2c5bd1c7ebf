import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findTelling } from '../names/find-telling.ts';
import { cardText } from './card-text.ts';
import { allSteps } from './parse-practice.ts';
import { parseProse } from './parse-prose.ts';
import type { Prose } from './parse-prose.ts';
import { ENDINGS, HANDED } from './practice.ts';
import type { Practice } from './practice.ts';
import { stepIdOf } from './references.ts';
import { currentStep, givenNow } from './run.ts';
import type { RunState } from './run.ts';
import { kindOf } from './step-kinds/registry.ts';
import type { Card } from './step.ts';
import { practiceFrom } from './testing/sample-practice.ts';
import { walksOf } from './testing/sample-walks.ts';

const folder = resolve(import.meta.dirname, '../../content/practices');
const rows = readdirSync(folder).filter((row) => existsSync(resolve(folder, row, 'practice.json')));

function readPractice(row: string): Practice {
  return practiceFrom(JSON.parse(readFileSync(resolve(folder, row, 'practice.json'), 'utf8')));
}

function readProse(row: string, language: string): Prose {
  const file = resolve(folder, row, `${language}.md`);
  const read = parseProse(readFileSync(file, 'utf8'), `${row}/${language}.md`);
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  return read.value;
}

/** Every label that a state shows and that has no words. */
function wordless(practice: Practice, prose: Prose, state: RunState): string[] {
  if (state.phase === 'small-act' || state.phase === 'tell' || state.phase === 'request')
    return prose.endings.items[state.phase]?.label ? [] : [`endings.${state.phase}`];
  const shown = state.phase === 'steps' ? currentStep(practice, state) : undefined;
  if (!shown) return prose.endings.label ? [] : ['endings'];
  const { step, subject } = shown;
  const own = [...kindOf(step.kind).ids(step), ...(step.anchors ?? [])].map((id): Card => ({ id, step: step.id }));
  const cards = [...own, ...givenNow(practice, state), ...(subject ? [subject] : [])];
  const hasWords = ({ id, step: from, text }: Card) =>
    Boolean(text ?? prose.steps[step.id]?.items[id]?.label ?? prose.steps[from]?.items[id]?.label);
  return [
    ...(prose.steps[step.id]?.label ? [] : [step.id]),
    ...cards.filter((card) => !hasWords(card)).map((card) => `${step.id}: ${card.step}.${card.id}`),
  ];
}

const said = { day: (day: string) => day, rhythm: (id: string) => id };

describe('every practice', () => {
  it('is found', () => {
    expect(rows.length).toBeGreaterThanOrEqual(31);
  });

  it.each(rows)('%s comes to its end in every way, with words for all it shows', (row) => {
    const practice = readPractice(row);
    const walks = walksOf(practice);
    for (const states of walks) {
      expect(states.at(-1)?.phase).toBe('ended');
      expect([...ENDINGS, 'closed']).toContain(states.at(-1)?.left);
    }
    const met = new Set(walks.flat().map(({ at }) => stepIdOf(at)));
    for (const { id } of allSteps(practice)) expect(met, `no walk meets ${id}`).toContain(id);
    const printed = allSteps(practice).flatMap((step) =>
      kindOf(step.kind)
        .paper(step)
        .flatMap((part) => ('ids' in part ? part.ids.map((id) => ({ step: step.id, id })) : [])),
    );
    for (const language of ['da', 'nb', 'en']) {
      const prose = readProse(row, language);
      expect(printed.filter(({ step, id }) => id !== null && !prose.steps[step]?.items[id]?.label)).toEqual([]);
      const missing = new Set(walks.flat().flatMap((state) => wordless(practice, prose, state)));
      const untitled = (practice.units ?? []).filter(({ id }) => !prose.steps[id]?.label);
      expect([...missing, ...untitled.map(({ id }) => id)], language).toEqual([]);
      const ends = walks.flatMap((states) => states.at(-1) ?? []);
      const cards = ends.flatMap((state) => HANDED.map((ending) => cardText(practice, prose, state, ending, said)));
      expect([...new Set(cards.flatMap((card) => findTelling(card)))], 'what a card of its own words tells').toEqual(
        [],
      );
    }
  });
});
