import { isDay } from '#core/entry/entry.ts';
import { createReader } from '../reader.ts';
import { optional, textCards } from '../step.ts';
import type { StepBase, StepKind } from '../step.ts';

export const FIELD_TYPES = ['text', 'time', 'date', 'rhythm', 'person', 'phone'] as const;
export type FieldType = (typeof FIELD_TYPES)[number];
export type PlanField = { id: string; type: FieldType; suggestions?: string[] };
export type PlanStep = StepBase & { kind: 'plan'; fields: PlanField[]; calendar?: true };
/** Dates `YYYY-MM-DD`, times `HH:MM`, rhythms one of RHYTHMS; everything else free text. A suggestion stands as its id in `taken`. */
export type PlanAnswer = { texts: Record<string, string>; taken: Record<string, string> };
export type PlanEvent =
  | { kind: 'plan'; type: 'text'; field: string; text: string }
  | { kind: 'plan'; type: 'take'; field: string; id: string | null };

export const RHYTHMS = ['day', 'week', 'two-weeks', 'month', 'quarter', 'year', 'once'] as const;

export const fitsField = (type: FieldType, text: string): boolean => {
  if (text === '') return true;
  if (type === 'date') return isDay(text);
  if (type === 'time') return /^([01]\d|2[0-3]):[0-5]\d$/.test(text);
  if (type === 'rhythm') return (RHYTHMS as readonly string[]).includes(text);
  return true;
};

export const plan: StepKind<PlanStep, PlanAnswer, PlanEvent> = {
  parse(reader, base) {
    const fields = reader.list('fields').map((value): PlanField => {
      const inner = createReader(value, reader.where, reader.errors);
      const field: PlanField = {
        id: inner.id('id'),
        type: inner.oneOf('type', FIELD_TYPES),
        ...optional('suggestions', inner.optionalIds('suggestions', 1, 20)),
      };
      inner.end();
      return field;
    });
    return { ...base, kind: 'plan', fields, ...optional('calendar', reader.flag('calendar') && (true as const)) };
  },
  ids: (step) => step.fields.flatMap((field) => [field.id, ...(field.suggestions ?? [])]),
  paper: (step) => [{ type: 'lines', ids: step.fields.map((field) => field.id), lines: 1 }],
  start: () => ({ texts: {}, taken: {} }),
  apply(step, answer, event) {
    const field = step.fields.find((other) => other.id === event.field);
    if (!field) return answer;
    const { [field.id]: text, ...texts } = answer.texts;
    const { [field.id]: chosen, ...taken } = answer.taken;
    if (event.type === 'take') {
      if (event.id === null) return text === undefined && chosen === undefined ? answer : { texts, taken };
      return field.suggestions?.includes(event.id) ? { texts, taken: { ...taken, [field.id]: event.id } } : answer;
    }
    return fitsField(field.type, event.text) ? { texts: { ...texts, [field.id]: event.text }, taken } : answer;
  },
  gives: (step, answer, _given, selector) => [
    ...Object.entries(answer.taken)
      .filter(([field, id]) => selector === undefined || selector === field || selector === id)
      .map(([, id]) => ({ id, step: step.id })),
    ...textCards(step.id, answer.texts, selector),
  ],
  keeps: (_step, answer) =>
    Object.keys(answer.taken).length > 0 || Object.values(answer.texts).some((text) => text.trim() !== '')
      ? answer
      : null,
};
