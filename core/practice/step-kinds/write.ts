import { optional, textCards } from '../step.ts';
import type { StepBase, StepKind } from '../step.ts';

/** Kept, erased when closed, or erased after a number of days. */
export type Lifetime = 'keep' | 'close' | number;
export type WriteStep = StepBase & {
  kind: 'write';
  prompts: string[];
  lifetime: Lifetime;
  length: 'line' | 'lines';
  choose?: true;
};
export type WriteAnswer = { texts: Record<string, string>; lifetime?: Lifetime };
export type WriteEvent =
  | { kind: 'write'; type: 'text'; prompt: string; text: string }
  | { kind: 'write'; type: 'lifetime'; lifetime: Lifetime };

export const lifetimeOf = (step: WriteStep, answer: WriteAnswer): Lifetime => answer.lifetime ?? step.lifetime;

export const isLifetime = (value: unknown): value is Lifetime =>
  value === 'keep' ||
  value === 'close' ||
  (typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 365);

export const write: StepKind<WriteStep, WriteAnswer, WriteEvent> = {
  parse(reader, base) {
    const lifetime = reader.has('lifetime') ? reader.take('lifetime') : 'keep';
    if (!isLifetime(lifetime)) reader.fail('lifetime', 'is keep, close, or a number of days from 1 to 365');
    const choose = reader.flag('choose');
    if (base.setup && (choose || lifetime !== 'keep')) reader.fail('lifetime', 'is keep for what is made once');
    return {
      ...base,
      kind: 'write',
      prompts: reader.ids('prompts', 1, 6),
      lifetime: isLifetime(lifetime) ? lifetime : 'keep',
      length: reader.oneOf('length', ['line', 'lines'], 'lines'),
      ...optional('choose', choose && (true as const)),
    };
  },
  ids: (step) => step.prompts,
  paper: (step) => [{ type: 'lines', ids: step.prompts, lines: step.length === 'line' ? 1 : 2 }],
  start: () => ({ texts: {} }),
  apply: (step, answer, event) => {
    if (event.type === 'lifetime')
      return step.choose && isLifetime(event.lifetime) ? { ...answer, lifetime: event.lifetime } : answer;
    if (!step.prompts.includes(event.prompt)) return answer;
    return { ...answer, texts: { ...answer.texts, [event.prompt]: event.text } };
  },
  gives: (step, answer, _given, selector) => textCards(step.id, answer.texts, selector),
  keeps: (step, answer) => {
    if (lifetimeOf(step, answer) === 'close') return null;
    const texts = Object.fromEntries(Object.entries(answer.texts).filter(([, text]) => text.trim() !== ''));
    return Object.keys(texts).length > 0 ? { ...answer, texts } : null;
  },
};
