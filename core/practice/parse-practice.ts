import { err, ok } from '../result.ts';
import type { Result } from '../result.ts';
import { ENDINGS, MOMENTS, PLACES, SURFACES } from './practice.ts';
import { checkReferences } from './check-references.ts';
import type { Practice, Step } from './practice.ts';
import { createReader } from './reader.ts';
import type { ParseError, Reader } from './reader.ts';
import { readForBoard } from './parse-for-board.ts';
import { checkCards, readCards } from './read-cards.ts';
import { isCondition, readReferences } from './read-references.ts';
import { isKind, kindOf } from './step-kinds/registry.ts';
import { LEVELS } from './step-kinds/pick.ts';
import { SCOPES, optional } from './step.ts';
import type { StepBase } from './step.ts';

export type { ParseError } from './reader.ts';

function readBase(reader: Reader): StepBase {
  const forEach = readReferences(reader, 'forEach');
  if (forEach && forEach.length !== 1) reader.fail('forEach', 'takes one reference');
  return {
    id: reader.id('id'),
    ...optional('scope', reader.has('scope') ? reader.oneOf('scope', SCOPES) : undefined),
    ...optional('when', readReferences(reader, 'when', isCondition)),
    ...optional('from', readReferences(reader, 'from')),
    ...optional('forEach', forEach?.[0]),
    ...optional('setup', reader.flag('setup') && (true as const)),
    ...optional('repeat', reader.flag('repeat') && (true as const)),
    ...optional('help', reader.flag('help') && (true as const)),
    ...optional('figure', reader.optionalId('figure')),
    ...optional('anchors', reader.optionalIds('anchors', 1, 8)),
    ...optional('ref', reader.optionalId('ref')),
  };
}

function readStep(value: unknown, file: string, errors: ParseError[]): Step | undefined {
  const id = typeof value === 'object' && value !== null ? (value as { id?: unknown }).id : undefined;
  const where = { file, ...optional('step', typeof id === 'string' ? id : undefined) };
  const reader = createReader(value, where, errors);
  const kind = reader.take('kind');
  if (!isKind(kind)) {
    reader.fail('kind', 'is not one of the step kinds');
    return undefined;
  }
  const step = kindOf(kind).parse(reader, readBase(reader));
  reader.end();
  const ids = [...(step.anchors ?? []), ...kindOf(kind).ids(step)];
  const twice = ids.filter((other, index) => ids.indexOf(other) !== index);
  if (twice.length > 0) errors.push({ ...where, message: `has an id twice: ${twice.join(', ')}` });
  return step;
}

function readSteps(values: unknown[], file: string, errors: ParseError[]): Step[] {
  const steps = values.map((value) => readStep(value, file, errors)).filter((step) => step !== undefined);
  checkReferences(steps, file, errors);
  return steps;
}

const isTupleOfTwo = (value: unknown): value is [number, number] =>
  Array.isArray(value) &&
  value.length === 2 &&
  value.every((n) => Number.isInteger(n) && n >= 1) &&
  value[0] <= value[1];

/** Reads practice.json. All faults are found in one go; each names file, step and field. */
export function parsePractice(json: unknown, file: string): Result<Practice, ParseError[]> {
  const errors: ParseError[] = [];
  const reader = createReader(json, { file }, errors);
  const people = reader.take('people');
  if (!isTupleOfTwo(people)) reader.fail('people', 'needs [min, max]');
  const surface = reader.has('surface') ? reader.oneOf('surface', SURFACES) : undefined;
  const hasUnits = reader.has('units');
  if (surface && hasUnits) reader.fail('units', 'a surface opens at once, in one part');
  const units = hasUnits
    ? reader.list('units').map((value) => {
        const unit = createReader(value, { file }, errors);
        const read = { id: unit.id('id'), steps: readSteps(unit.list('steps'), file, errors) };
        unit.end();
        return read;
      })
    : undefined;
  const practice: Practice = {
    id: reader.id('id'),
    version: reader.whole('version', 1, 10_000),
    people: isTupleOfTwo(people) ? people : [1, 1],
    minutes: reader.number('minutes', 0.1, 240),
    place: reader.someOf('place', PLACES),
    moment: reader.someOf('moment', MOMENTS),
    levels: reader.someOf('levels', LEVELS),
    section: reader.text('section'),
    scope: reader.oneOf('scope', SCOPES),
    ...optional('fresh', reader.flag('fresh') && (true as const)),
    ...optional('shared', reader.flag('shared') && (true as const)),
    endings: reader.someOf('endings', ENDINGS),
    ...optional('cards', readCards(reader)),
    ...optional('surface', surface),
    steps: hasUnits ? [] : readSteps(reader.list('steps'), file, errors),
    ...optional('units', units),
    sources: reader.ids('sources', 1, 20),
    related: reader.optionalIds('related', 1, 12) ?? [],
    retired: reader.optionalIds('retired', 0, 200) ?? [],
  };
  Object.assign(practice, optional('board', readForBoard(reader, practice.steps)));
  if (!/^[A-J]$/.test(practice.section)) reader.fail('section', 'is a letter from A to J');
  const needsRoadUp = practice.scope === 'private' || practice.scope === 'self-erasing';
  if (needsRoadUp && !practice.surface && !practice.endings.includes('tell') && !practice.endings.includes('request'))
    reader.fail('endings', 'a private practice can end in tell or request');
  checkCards(practice, reader);
  const unitIds = (units ?? []).map((unit) => unit.id);
  if (new Set(unitIds).size !== unitIds.length) reader.fail('units', 'has an id twice');
  for (const [index, unit] of (units ?? []).entries())
    for (const { id } of unit.steps)
      if (units?.slice(0, index).some((before) => before.steps.some((step) => step.id === id)))
        errors.push({ file, step: id, field: 'id', message: 'is used in two units; words and answers go by the id' });
  const steps = allSteps(practice).map((step) => ({ id: step.id, ids: idsOfStep(step) }));
  for (const step of steps)
    for (const id of step.ids)
      if (practice.retired.includes(id))
        errors.push({ file, step: step.id, message: `${id} is retired and never used again` });
  for (const id of unitIds) {
    if (practice.retired.includes(id)) reader.fail('units', `${id} is retired and never used again`);
    if (id === 'endings' || steps.some((step) => step.ids.includes(id)))
      reader.fail('units', `${id} is the id of something else too; its words would be that one's`);
  }
  reader.end();
  return errors.length > 0 ? err(errors) : ok(practice);
}

const idsOfStep = (step: Step): string[] => [step.id, ...(step.anchors ?? []), ...kindOf(step.kind).ids(step)];

/** All steps, whatever unit they stand in. */
export const allSteps = (practice: Practice): Step[] => [
  ...practice.steps,
  ...(practice.units ?? []).flatMap((unit) => unit.steps),
];
