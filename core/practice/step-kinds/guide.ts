import { createReader } from '../reader.ts';
import type { Reader } from '../reader.ts';
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
/** `way`: the other way that was gone, and from where, once the last passage is shown after it. */
export type GuideAnswer = {
  passage: number;
  anchor?: string;
  minutes?: number;
  way?: { anchor: string; passage: number };
};
export type GuideEvent =
  { kind: 'guide'; type: 'anchor'; id: string } | { kind: 'guide'; type: 'minutes'; minutes: number };

/** The passages in the order they are shown. */
export function guidePassages(step: GuideStep, given: readonly Card[]): Card[] {
  const own = step.passages.map((id) => ({ id, step: step.id }));
  return step.passagesLast ? [...given, ...own] : [...own, ...given];
}

/**
 * The passage that is shown even to those who went another way: an inward step ends by looking round the room
 * (safety.md, section 6). Null where the last passage is the breathing or the timer itself, or a card taken over.
 */
function lastForAll(step: GuideStep, given: readonly Card[]): number | null {
  if (!step.inward || step.pace === 'breath' || step.pace === 'timer') return null;
  const passages = guidePassages(step, given);
  return step.passages.at(-1) === passages.at(-1)?.id ? passages.length - 1 : null;
}

function readBreath(outer: Reader): GuideStep['breath'] {
  const reader = createReader(outer.take('breath'), outer.where, outer.errors);
  const breath = { in: reader.number('in', 3, 20), out: reader.number('out', 3, 20) };
  if (breath.out < breath.in) outer.fail('breath', 'is never shorter out than in');
  reader.end();
  return breath;
}

export const guide: StepKind<GuideStep, GuideAnswer, GuideEvent> = {
  parse(reader, base) {
    const pace = reader.oneOf<GuidePace>('pace', ['self', 'time', 'breath', 'timer'], 'self');
    const passages = reader.optionalIds('passages', 1, 40) ?? [];
    if (passages.length === 0 && !base.from) reader.fail('passages', 'needs passages or from');
    const breath = reader.has('breath') ? readBreath(reader) : undefined;
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
  paper: (step) => [
    ...(step.passages.length > 0 ? [{ type: 'words', ids: step.passages } as const] : []),
    ...(step.anchors ? [{ type: 'words', ids: step.anchors, aside: true } as const] : []),
  ],
  start: () => ({ passage: 0 }),
  apply: (step, answer, event) => {
    if (event.type === 'anchor') return step.anchors?.includes(event.id) ? { ...answer, anchor: event.id } : answer;
    return step.minutes?.includes(event.minutes) ? { ...answer, minutes: event.minutes } : answer;
  },
  gives: () => [],
  advance(step, answer, given) {
    const { anchor, ...rest } = answer;
    if (anchor === undefined)
      return answer.passage + 1 < guidePassages(step, given).length ? { ...answer, passage: answer.passage + 1 } : null;
    const last = lastForAll(step, given);
    return last !== null && answer.passage < last
      ? { ...rest, passage: last, way: { anchor, passage: answer.passage } }
      : null;
  },
  retreat(_step, answer) {
    const { anchor, way, ...rest } = answer;
    if (anchor !== undefined) return { ...rest, ...optional('way', way) };
    if (way) return { ...rest, ...way };
    return answer.passage > 0 ? { ...answer, passage: answer.passage - 1 } : null;
  },
  within(step, answer, given) {
    const last = Math.max(0, guidePassages(step, given).length - 1);
    return answer.passage > last ? { ...answer, passage: last } : answer;
  },
  keeps: () => null,
};
