import { USUAL_STRUCTURES, type UsualStructure } from '#core/structure/structure.ts';
import { FILLED_BY_PLAN, type BoardRow, type FilledByPlan, type ForBoard } from './for-board.ts';
import type { Step } from './practice.ts';
import { createReader } from './reader.ts';
import type { Reader } from './reader.ts';
import { optional } from './step.ts';
import { LEVELS } from './step-kinds/pick.ts';
import { levelOfCard } from './step-kinds/level-of-card.ts';
import type { FieldType } from './step-kinds/plan.ts';

const FITS: Record<FilledByPlan, readonly FieldType[]> = {
  rhythm: ['rhythm'],
  owner: ['person', 'text'],
  standIn: ['person', 'text'],
  lastHeld: ['date'],
  next: ['date'],
};
const ISSUE_FIELDS: readonly FilledByPlan[] = ['owner', 'next'];

/** An object of words; what else stands there is a fault. */
function wordsAt(reader: Reader, key: string): Record<string, string> | undefined {
  if (!reader.has(key)) return undefined;
  const found = reader.take(key);
  const entries = typeof found === 'object' && found !== null && !Array.isArray(found) ? Object.entries(found) : [];
  if (entries.length > 0 && entries.every((entry): entry is [string, string] => typeof entry[1] === 'string'))
    return Object.fromEntries(entries);
  reader.fail(key, 'needs an object of ids');
  return undefined;
}

function readFields(reader: Reader, plan: Step | undefined, isIssue: boolean): BoardRow['fields'] {
  const fields = wordsAt(reader, 'fields');
  for (const [field, id] of Object.entries(fields ?? {})) {
    const known = FILLED_BY_PLAN.find((one) => one === field);
    const asked = plan?.kind === 'plan' ? plan.fields.find((one) => one.id === id) : undefined;
    if (!known || (isIssue && !ISSUE_FIELDS.includes(known))) reader.fail('fields', `${field} is no field of it`);
    else if (!asked || !FITS[known].includes(asked.type)) reader.fail('fields', `${id} does not fit ${field}`);
  }
  return fields;
}

function readUsual(reader: Reader, from: Step | undefined, isIssue: boolean): BoardRow['usual'] {
  const usual = wordsAt(reader, 'usual');
  if (usual && isIssue) reader.fail('usual', 'what weighs is no usual structure');
  for (const [id, name] of Object.entries(usual ?? {})) {
    if (from?.kind !== 'pick' || !from.items.some((item) => item.id === id))
      reader.fail('usual', `${id} is not an item of that step`);
    if (!USUAL_STRUCTURES.some((one) => one === name)) reader.fail('usual', `${name} is not a usual structure`);
  }
  return usual as Record<string, UsualStructure> | undefined;
}

const hasLevels = (step: Step): boolean =>
  (step.kind === 'map' && step.slots.every(({ id, token }) => token === 'text' && LEVELS.some((one) => one === id))) ||
  (step.kind === 'pick' && !step.own && step.items.every(({ id }) => levelOfCard(step, { id }) !== undefined));

function readRow(value: unknown, outer: Reader, steps: readonly Step[], isIssue: boolean): BoardRow {
  const reader = createReader(value, outer.where, outer.errors);
  const stepAt = (id: string | undefined) => steps.find((step) => step.id === id);
  const from = reader.id('from');
  const plan = reader.optionalId('plan');
  const giver = stepAt(from);
  if (giver?.kind !== 'pick' && giver?.kind !== 'map') reader.fail('from', `${from} is no pick or map`);
  else if (isIssue && !hasLevels(giver)) reader.fail('from', `${from} has cards without one level`);
  if (plan !== undefined && stepAt(plan)?.forEach?.split('.')[0] !== from)
    reader.fail('plan', `${plan} is not repeated for ${from}`);
  const row: BoardRow = {
    from,
    ...optional('plan', plan),
    ...optional('fields', readFields(reader, stepAt(plan), isIssue)),
    ...optional('usual', readUsual(reader, giver, isIssue)),
  };
  reader.end();
  return row;
}

export function readForBoard(outer: Reader, steps: readonly Step[]): ForBoard | undefined {
  if (!outer.has('board')) return undefined;
  const reader = createReader(outer.take('board'), outer.where, outer.errors);
  const issue = reader.optionalId('issue');
  if (issue !== undefined && !steps.some(({ id, kind }) => id === issue && kind === 'pick'))
    reader.fail('issue', `${issue} is no pick`);
  const rows = reader.list('rows').map((row) => readRow(row, reader, steps, issue !== undefined));
  reader.end();
  return { ...optional('issue', issue), rows };
}
