import type { JsonObject } from '#core/entry/entry.ts';
import type { Answer, Practice } from '#core/practice/practice.ts';
import { readAnswers } from '#core/practice/read-answers.ts';
import { stepIdOf } from '#core/practice/references.ts';
import { keepsAnything, scopeOf } from '#core/practice/run-answers.ts';
import { startRun, stepsOf } from '#core/practice/run.ts';
import type { RunState } from '#core/practice/run.ts';
import { lifetimeOf } from '#core/practice/step-kinds/write.ts';
import type { WriteAnswer } from '#core/practice/step-kinds/write.ts';
import type { Scope } from '#core/practice/step.ts';

const leavesNothing = (scope: Scope): boolean => scope === 'nothing' || scope === 'self-erasing';

/** The state that may be put away: everything but what erases itself. Null when the practice leaves nothing. */
export function runToDraft(practice: Practice, state: RunState): RunState | null {
  if (!keepsAnything(practice)) return null;
  const steps = stepsOf(practice, state);
  const answers = Object.entries(state.answers).filter(([key, answer]) => {
    const step = steps.find((other) => other.id === stepIdOf(key));
    if (!step || leavesNothing(scopeOf(practice, step))) return false;
    return step.kind !== 'write' || lifetimeOf(step, answer as WriteAnswer) !== 'close';
  });
  const cards = leavesNothing(practice.scope) ? {} : state.cards;
  return { ...state, cards, answers: Object.fromEntries(answers) };
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export type FoundDraft = { state: RunState; isOfOtherVersion: boolean };

/**
 * A stored run of this very version is taken up where it was left, when it is whole. Of another version the answers
 * that still have a place are taken into a run from the first step. `setups`: what was made once. Null when it is no
 * run of this practice, or not whole.
 */
export function readDraft(practice: Practice, value: unknown, setups: Record<string, Answer> = {}): FoundDraft | null {
  if (!isRecord(value) || value.practice !== practice.id) return null;
  if (value.version === practice.version) {
    const state = readSameVersion(practice, value);
    return state && { state, isOfOtherVersion: false };
  }
  const state = readOtherVersion(practice, value, setups);
  return state && { state, isOfOtherVersion: true };
}

function readOtherVersion(
  practice: Practice,
  { version, answers, cards, rounds, unit }: Record<string, unknown>,
  setups: Record<string, Answer>,
): RunState | null {
  if (typeof version !== 'number' || !isRecord(answers)) return null;
  const { shown } = readAnswers(practice, version, answers as JsonObject, { setups });
  return {
    ...startRun(practice, setups, typeof unit === 'string' ? unit : undefined),
    answers: shown,
    ...(isRecord(rounds) && { rounds: rounds as RunState['rounds'] }),
    ...(isRecord(cards) && { cards: cards as RunState['cards'] }),
  };
}

function readSameVersion(practice: Practice, value: Record<string, unknown>): RunState | null {
  if (typeof value.at !== 'string' || typeof value.phase !== 'string' || !Array.isArray(value.trail)) return null;
  if (!isRecord(value.answers) || !isRecord(value.setups) || !isRecord(value.rounds) || !isRecord(value.cards))
    return null;
  const state = value as unknown as RunState;
  return state.phase === 'ended' || !stepsOf(practice, state).some((step) => step.id === stepIdOf(state.at))
    ? null
    : state;
}
