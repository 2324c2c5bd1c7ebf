import type { Answer, Ending, Practice, Step, StepEvent } from './practice.ts';
import { cardsOf, givenTo, holds, stepIdOf, stepKey, subjectOf } from './references.ts';
import type { Answers } from './references.ts';
import { readAnswers } from './read-answers.ts';
import { isClosedBy } from './step-kinds/pick.ts';
import type { PickAnswer } from './step-kinds/pick.ts';
import { kindOf } from './step-kinds/registry.ts';
import type { Card } from './step.ts';

/** The endings with a card of their own: going from one to another keeps the words of both. */
export type CardEnding = Exclude<Ending, 'done'>;
/** Without `text` the helper has left the words as the practice lays them (card-text.ts). */
export type RunCard = { text?: string; when?: string; to?: string };
export type Phase = 'steps' | 'endings' | 'small-act' | 'tell' | 'request' | 'worse' | 'closed' | 'ended';
/** How a run was left. `enough` and `worse` are never told from each other in what is kept. */
export type Left = Ending | 'enough' | 'worse' | 'closed';

/** Plain data: it can be stored and read back. `trail` holds where `back` leads. */
export type RunState = {
  practice: string;
  version: number;
  unit?: string;
  phase: Phase;
  at: string;
  trail: { at: string; phase: Phase }[];
  answers: Record<string, Answer>;
  /** Answers of `setup` steps from an earlier time; such steps are passed over. */
  setups: Record<string, Answer>;
  rounds: Record<string, number>;
  /** What the helper wrote on the card of an ending. */
  cards: Partial<Record<CardEnding, RunCard>>;
  left?: Left;
  closedTo?: string;
};

export type RunEvent =
  | { type: 'answer'; event: StepEvent }
  | { type: 'next' }
  | { type: 'back' }
  | { type: 'skip' }
  | { type: 'again' }
  | { type: 'open-setup'; step: string }
  | { type: 'enough' }
  | { type: 'worse' }
  | { type: 'ending'; ending: Ending }
  | { type: 'card'; text?: string; when?: string; to?: string }
  | { type: 'finish' };

export type Shown = { key: string; step: Step; subject?: Card };

export const stepsOf = (practice: Practice, state: Pick<RunState, 'unit'>): readonly Step[] =>
  practice.units?.find((unit) => unit.id === state.unit)?.steps ?? practice.units?.[0]?.steps ?? practice.steps;

const allAnswers = (state: RunState): Answers => ({ ...state.setups, ...state.answers });

/** The steps that are shown, as the answers stand now, in order. */
export function shownSteps(practice: Practice, state: RunState): Shown[] {
  const steps = stepsOf(practice, state);
  const answers = allAnswers(state);
  return steps.flatMap((step): Shown[] => {
    if (step.when && !step.when.every((condition) => holds(condition, steps, answers))) return [];
    if (step.kind === 'rank' || step.kind === 'sort' || step.kind === 'contrast' || step.kind === 'guide')
      if (isEmptyWithoutGiven(step) && givenTo(step, steps, answers).length === 0) return [];
    if (step.forEach !== undefined)
      return cardsOf(step.forEach, steps, answers)
        .map((subject) => ({ key: stepKey(step, subject), step, subject }))
        .filter((item) => !isMadeBefore(state, step, item.key));
    if (isMadeBefore(state, step, step.id)) return [];
    return Array.from({ length: state.rounds[step.id] ?? 1 }, (_, index) => ({
      key: stepKey(step, undefined, index + 1),
      step,
    }));
  });
}

/** Made once and not opened again. A map is shown all the same, filled: it is what the helper comes back for. */
function isMadeBefore(state: RunState, step: Step, key: string): boolean {
  const made = state.setups[key];
  if (!step.setup || step.kind === 'map' || made === undefined || state.answers[key]) return false;
  return kindOf(step.kind).keeps(step, made) !== null;
}

/** A step that lives on what others give, and could show nothing without it. */
function isEmptyWithoutGiven(step: Step): boolean {
  if (step.from === undefined) return false;
  if (step.kind === 'guide') return step.passages.length === 0;
  if (step.kind === 'rank') return step.items.length === 0 && !step.own;
  if (step.kind === 'sort') return step.cards.length === 0 && !step.own;
  return step.kind === 'contrast' && step.rows.length === 0 && !step.own;
}

export function currentStep(practice: Practice, state: RunState): Shown | undefined {
  const steps = stepsOf(practice, state);
  const step = steps.find((other) => other.id === stepIdOf(state.at));
  if (!step) return undefined;
  const subject = subjectOf(state.at, step, steps, allAnswers(state));
  return { key: state.at, step, ...(subject ? { subject } : {}) };
}

export const givenNow = (practice: Practice, state: RunState): Card[] => {
  const step = currentStep(practice, state)?.step;
  return step ? givenTo(step, stepsOf(practice, state), allAnswers(state)) : [];
};

/** The answer of the step shown, begun if there is none yet. */
export function answerNow(practice: Practice, state: RunState): Answer {
  const shown = currentStep(practice, state);
  if (!shown) return {};
  const given = givenNow(practice, state);
  const kind = kindOf(shown.step.kind);
  const answer = state.answers[state.at] ?? state.setups[state.at] ?? kind.start(shown.step, given);
  return kind.within?.(shown.step, answer, given) ?? answer;
}

/** `setups` that are no answers of these steps are left aside. Those of an older version: `readAnswers` first. */
export function startRun(practice: Practice, setups: Record<string, Answer> = {}, unit?: string): RunState {
  const state: RunState = {
    practice: practice.id,
    version: practice.version,
    ...(unit === undefined ? {} : { unit }),
    phase: 'steps',
    at: '',
    trail: [],
    answers: {},
    setups: readAnswers(practice, practice.version, setups).shown,
    rounds: {},
    cards: {},
  };
  const first = shownSteps(practice, state)[0];
  return first ? { ...state, at: first.key } : { ...state, phase: 'endings' };
}

const goTo = (state: RunState, at: string, phase: Phase): RunState => ({
  ...state,
  at,
  phase,
  trail: [...state.trail, { at: state.at, phase: state.phase }],
});

/** A step entered from the front begins at its first passage, row or turn; its answers stay. */
function rewound(practice: Practice, state: RunState, { key, step }: Shown): RunState {
  const before = state.answers[key];
  const given = givenTo(step, stepsOf(practice, state), allAnswers(state));
  const retreat = kindOf(step.kind).retreat;
  if (!before || !retreat) return state;
  let answer = before;
  for (let earlier = retreat(step, answer, given); earlier; earlier = retreat(step, answer, given)) answer = earlier;
  return answer === before ? state : { ...state, answers: { ...state.answers, [key]: answer } };
}

function leaveStep(practice: Practice, state: RunState): RunState {
  const shown = currentStep(practice, state);
  if (shown?.step.kind === 'pick' && isClosedBy(shown.step, answerNow(practice, state) as PickAnswer))
    return {
      ...goTo(state, state.at, 'closed'),
      left: 'closed',
      ...(shown.step.close ? { closedTo: shown.step.close.to } : {}),
    };
  const order = stepsOf(practice, state).map((step) => step.id);
  const list = shownSteps(practice, state);
  const here = list.findIndex((item) => item.key === state.at);
  const place = order.indexOf(stepIdOf(state.at));
  const following = here >= 0 ? list[here + 1] : list.find((item) => order.indexOf(item.step.id) > place);
  return following
    ? goTo(rewound(practice, state, following), following.key, 'steps')
    : goTo(state, state.at, 'endings');
}

function next(practice: Practice, state: RunState): RunState {
  if (state.phase !== 'steps') return state;
  const shown = currentStep(practice, state);
  if (!shown) return goTo(state, state.at, 'endings');
  const answer = answerNow(practice, state);
  const advanced = kindOf(shown.step.kind).advance?.(shown.step, answer, givenNow(practice, state)) ?? null;
  if (advanced) return { ...state, answers: { ...state.answers, [state.at]: advanced } };
  return leaveStep(practice, state);
}

/** To the end of this step at once, whatever is left in it. */
const skip = (practice: Practice, state: RunState): RunState =>
  state.phase === 'steps' ? leaveStep(practice, state) : state;

function back(practice: Practice, state: RunState): RunState {
  const shown = state.phase === 'steps' ? currentStep(practice, state) : undefined;
  if (shown) {
    const answer = answerNow(practice, state);
    const earlier = kindOf(shown.step.kind).retreat?.(shown.step, answer, givenNow(practice, state)) ?? null;
    if (earlier) return { ...state, answers: { ...state.answers, [state.at]: earlier } };
  }
  const last = state.trail.at(-1);
  if (!last) return state;
  const { left: _left, closedTo: _to, ...rest } = state;
  return { ...rest, at: last.at, phase: last.phase, trail: state.trail.slice(0, -1) };
}

function again(practice: Practice, state: RunState): RunState {
  const shown = state.phase === 'steps' ? currentStep(practice, state) : undefined;
  if (!shown?.step.repeat || shown.step.forEach !== undefined) return state;
  const round = (state.rounds[shown.step.id] ?? 1) + 1;
  const grown = { ...state, rounds: { ...state.rounds, [shown.step.id]: round } };
  return goTo(grown, stepKey(shown.step, undefined, round), 'steps');
}

function openSetup(practice: Practice, state: RunState, key: string): RunState {
  const made = state.answers[key] ?? state.setups[key];
  const step = stepsOf(practice, state).find((other) => other.id === stepIdOf(key));
  if (!made || !step?.setup || (state.phase !== 'steps' && state.phase !== 'endings')) return state;
  return goTo({ ...state, answers: { ...state.answers, [key]: made } }, key, 'steps');
}

function applyAnswer(practice: Practice, state: RunState, event: StepEvent): RunState {
  const shown = state.phase === 'steps' ? currentStep(practice, state) : undefined;
  if (!shown || shown.step.kind !== event.kind) return state;
  const before = answerNow(practice, state);
  const after = kindOf(shown.step.kind).apply(shown.step, before, event, givenNow(practice, state));
  return after === before ? state : { ...state, answers: { ...state.answers, [state.at]: after } };
}

function toEnding(practice: Practice, state: RunState, ending: Ending): RunState {
  if (state.phase !== 'endings' || !practice.endings.includes(ending)) return state;
  return ending === 'done' ? { ...goTo(state, state.at, 'ended'), left: 'done' } : goTo(state, state.at, ending);
}

const hasCard = (phase: Phase): phase is 'small-act' | 'tell' | 'request' =>
  phase === 'small-act' || phase === 'tell' || phase === 'request';

/** One run as a pure machine. An event that does not fit leaves the state as it was. */
export function runReduce(practice: Practice, state: RunState, event: RunEvent): RunState {
  switch (event.type) {
    case 'answer':
      return applyAnswer(practice, state, event.event);
    case 'next':
      return next(practice, state);
    case 'back':
      return state.phase === 'ended' ? state : back(practice, state);
    case 'skip':
      return skip(practice, state);
    case 'again':
      return again(practice, state);
    case 'open-setup':
      return openSetup(practice, state, event.step);
    case 'enough':
      return state.phase === 'ended' ? state : { ...goTo(state, state.at, 'ended'), left: 'enough' };
    case 'worse':
      return state.phase === 'ended' || state.phase === 'worse'
        ? state
        : { ...goTo(state, state.at, 'worse'), left: 'worse' };
    case 'ending':
      return toEnding(practice, state, event.ending);
    case 'card': {
      if (!hasCard(state.phase)) return state;
      const { type: _type, ...change } = event;
      return {
        ...state,
        cards: { ...state.cards, [state.phase]: { ...state.cards[state.phase], ...change } },
      };
    }
    case 'finish':
      if (hasCard(state.phase)) return { ...goTo(state, state.at, 'ended'), left: state.phase };
      return state.phase === 'worse' || state.phase === 'closed' ? goTo(state, state.at, 'ended') : state;
  }
}

/** Where the run stands among the steps it may still meet: a step that hangs on an answer counts once the answer is there. */
export function progress(practice: Practice, state: RunState): { at: number; of: number } {
  const shown = new Set(shownSteps(practice, state).map((item) => item.step.id));
  const here = stepIdOf(state.at);
  const counted = stepsOf(practice, state).filter(
    (step) =>
      shown.has(step.id) || step.id === here || (step.when === undefined && !(step.setup && state.setups[step.id])),
  );
  return {
    at: Math.max(
      0,
      counted.findIndex((step) => step.id === here),
    ),
    of: counted.length,
  };
}
