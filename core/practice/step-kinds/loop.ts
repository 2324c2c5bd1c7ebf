import { droppedWith, optional, ownItem } from '../step.ts';
import type { Own, StepBase, StepKind } from '../step.ts';

/** So many acts go round at most. */
export const LOOP_MAX = 8;
/** What one does and what the other does, in a ring; with `start` it can be told from any act. */
export type LoopStep = StepBase & { kind: 'loop'; sides: string[]; least: number; start?: true };
export type Act = Own & { side: string };
/** `acts` as they follow each other round the ring; the story is told from the one at `start`. */
export type LoopAnswer = { acts: Act[]; start: number; dropped?: number };
export type LoopEvent =
  | { kind: 'loop'; type: 'add'; text: string }
  | { kind: 'loop'; type: 'edit'; id: string; text: string }
  | { kind: 'loop'; type: 'remove'; id: string }
  | { kind: 'loop'; type: 'move'; id: string; by: -1 | 1 }
  | { kind: 'loop'; type: 'start'; by: -1 | 1 };

/** The story: the acts from the start on, once round. */
export const toldActs = ({ acts, start }: Pick<LoopAnswer, 'acts' | 'start'>): Act[] => [
  ...acts.slice(start),
  ...acts.slice(0, start),
];

/** The ring of another story; its start stays as far round as it was. */
function withTold(answer: LoopAnswer, told: readonly Act[]): LoopAnswer {
  const from = told.length - answer.start;
  return { ...answer, acts: [...told.slice(from), ...told.slice(0, from)] };
}

/** Where in the story the next act belongs, and whose it is: where two of one side meet, else at the end. */
export function nextAct(step: LoopStep, answer: LoopAnswer): { at: number; side: string } {
  const told = toldActs(answer);
  const gap = told.findIndex(({ side }, index) => told[index + 1]?.side === side);
  const at = gap < 0 ? told.length : gap + 1;
  const [one = '', other = ''] = step.sides;
  return { at, side: told[at - 1]?.side === one ? other : one };
}

/** Every act answers one of the other side, the first one the last. */
function isRound(told: readonly Act[]): boolean {
  return told.every(({ side }, index) => side !== told[(index + 1) % told.length]?.side);
}

function move(answer: LoopAnswer, id: string, by: -1 | 1): LoopAnswer {
  const told = toldActs(answer);
  const at = told.findIndex((act) => act.id === id);
  const moved = told[at];
  const neighbours = told.flatMap(({ side }, index) => (side === moved?.side ? [index] : []));
  const to = neighbours[neighbours.indexOf(at) + by];
  const other = to === undefined ? undefined : told[to];
  if (!moved || !other) return answer;
  const swapped = told.map((act) => (act === moved ? other : act === other ? moved : act));
  return withTold(answer, swapped);
}

export const loop: StepKind<LoopStep, LoopAnswer, LoopEvent> = {
  parse: (reader, base) => ({
    ...base,
    kind: 'loop',
    sides: reader.ids('sides', 2, 2),
    least: reader.has('least') ? reader.whole('least', 2, LOOP_MAX) : 2,
    ...optional('start', reader.flag('start') && (true as const)),
  }),
  ids: (step) => step.sides,
  paper: (step) => [
    { type: 'words', ids: step.sides },
    { type: 'numbered', count: 6 },
  ],
  start: () => ({ acts: [], start: 0 }),
  apply(step, answer, event) {
    const { acts, start, dropped } = answer;
    switch (event.type) {
      case 'add': {
        const item = ownItem(step.id, event.text, acts, dropped);
        if (!item || acts.length >= LOOP_MAX) return answer;
        const { at, side } = nextAct(step, answer);
        const told = toldActs(answer);
        return withTold(answer, [...told.slice(0, at), { ...item, side }, ...told.slice(at)]);
      }
      case 'edit': {
        const text = event.text.trim();
        if (text === '' || !acts.some(({ id }) => id === event.id)) return answer;
        return { ...answer, acts: acts.map((act) => (act.id === event.id ? { ...act, text } : act)) };
      }
      case 'remove': {
        const at = acts.findIndex(({ id }) => id === event.id);
        if (at < 0) return answer;
        const rest = acts.filter((_, index) => index !== at);
        const first = at < start ? start - 1 : start;
        return { acts: rest, start: first >= rest.length ? 0 : first, dropped: droppedWith(event.id, dropped) };
      }
      case 'move':
        return move(answer, event.id, event.by);
      case 'start':
        if (!step.start || acts.length < 2) return answer;
        return { ...answer, start: (start + event.by + acts.length) % acts.length };
    }
  },
  gives: (step, answer, _given, selector) =>
    toldActs(answer)
      .filter(({ side }) => selector === undefined || side === selector)
      .map(({ id, text }) => ({ id, step: step.id, text })),
  missing(step, answer) {
    const told = toldActs(answer);
    return told.length < step.least || !isRound(told) ? [nextAct(step, answer).side] : [];
  },
  keeps: (_step, answer) => (answer.acts.length > 0 ? answer : null),
};
