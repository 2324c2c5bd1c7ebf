import { optional } from '../step.ts';
import type { Card, StepBase, StepKind } from '../step.ts';

export type GuidePace = 'self' | 'time' | 'breath' | 'timer';
export type GuideStep = StepBase & {
  kind: 'guide';
  passages: string[];
  passagesLast?: true;
  pace: GuidePace;
  /** Seconds a passage stays, for pace `time`. */
  seconds?: number;
  /** Seconds in and out, never a hold (safety.md, section 6). */
  breath?: { in: number; out: number };
  /** Lengths to choose from, for `breath` and `timer`. */
  minutes?: number[];
  inward?: true;
};
export type GuideAnswer = { passage: number; anchor?: string; minutes?: number };
export type GuideEvent =
  { kind: 'guide'; type: 'anchor'; id: string } | { kind: 'guide'; type: 'minutes'; minutes: number };

/** The passages in the order they are shown. */
export function guidePassages(step: GuideStep, given: readonly Card[]): Card[] {
  const own = step.passages.map((id) => ({ id, step: step.id }));
  return step.passagesLast ? [...given, ...own] : [...own, ...given];
}

export const guide: StepKind<GuideStep, GuideAnswer, GuideEvent> = {
  parse(reader, base) {
    const pace = reader.oneOf<GuidePace>('pace', ['self', 'time', 'breath', 'timer'], 'self');
    const passages = reader.optionalIds('passages', 1, 40) ?? [];
    if (passages.length === 0 && !base.from) reader.fail('passages', 'needs passages or from');
    const breathReader = reader.has('breath') ? (reader.take('breath') as { in?: unknown; out?: unknown }) : undefined;
    const breath =
      breathReader && typeof breathReader.in === 'number' && typeof breathReader.out === 'number'
        ? { in: breathReader.in, out: breathReader.out }
        : undefined;
    if (reader.has('breath') && !breath) reader.fail('breath', 'needs in and out in seconds');
    if (breath && (breath.in < 3 || breath.out < breath.in))
      reader.fail('breath', 'is never fast, and out is never shorter than in');
    if (pace === 'breath' && !breath) reader.fail('breath', 'is needed for pace breath');
    const minutes = reader.has('minutes') ? reader.numbers('minutes', 0.5, 60) : undefined;
    if (pace === 'timer' && !minutes) reader.fail('minutes', 'is needed for pace timer');
    const inward = reader.flag('inward');
    if (inward && (base.anchors?.length ?? 0) < 2)
      reader.fail('anchors', 'an inward step needs at least two other ways in');
    return {
      ...base,
      kind: 'guide',
      passages,
      pace,
      ...optional('passagesLast', reader.flag('passagesLast') && (true as const)),
      ...optional('seconds', reader.has('seconds') ? reader.number('seconds', 3, 120) : undefined),
      ...optional('breath', breath),
      ...optional('minutes', minutes),
      ...optional('inward', inward && (true as const)),
    };
  },
  ids: (step) => step.passages,
  start: () => ({ passage: 0 }),
  apply: (step, answer, event) => {
    if (event.type === 'anchor') return step.anchors?.includes(event.id) ? { ...answer, anchor: event.id } : answer;
    return step.minutes?.includes(event.minutes) ? { ...answer, minutes: event.minutes } : answer;
  },
  gives: () => [],
  advance: (step, answer, given) =>
    answer.anchor === undefined && answer.passage + 1 < guidePassages(step, given).length
      ? { ...answer, passage: answer.passage + 1 }
      : null,
  retreat: (_step, answer) => {
    if (answer.anchor !== undefined) {
      const { anchor: _left, ...rest } = answer;
      return rest;
    }
    return answer.passage > 0 ? { ...answer, passage: answer.passage - 1 } : null;
  },
  keeps: () => null,
};
