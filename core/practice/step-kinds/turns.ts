import { optional } from '../step.ts';
import type { StepBase, StepKind } from '../step.ts';

export const SAYS = ['open', 'swap', 'close'] as const;
export type Says = (typeof SAYS)[number];
export type TurnsStep = StepBase & {
  kind: 'turns';
  form: 'pair' | 'circle';
  roles: string[];
  /** Length of a turn in minutes; soft, nobody is cut off. */
  minutes: number;
  rounds: number;
  listen?: true;
  says: Says[];
};
/** `at` counts the scenes: opening, turns with swaps between, closing. `people` is how many sit there. */
export type TurnsAnswer = { people: number; at: number };
export type TurnsEvent = { kind: 'turns'; type: 'people'; people: number };

export type TurnsScene = { scene: Says } | { scene: 'turn'; turn: number; person: number };

export const CIRCLE_MAX = 12;

/** The scenes in order, without anything that happened in them: nothing said here is kept. */
export function turnsScenes(step: TurnsStep, people: number): TurnsScene[] {
  const turns = (step.form === 'pair' ? 2 : people) * (step.form === 'pair' ? step.rounds / 2 : step.rounds);
  const scenes: TurnsScene[] = step.says.includes('open') ? [{ scene: 'open' }] : [];
  for (let turn = 0; turn < turns; turn += 1) {
    if (turn > 0 && step.says.includes('swap')) scenes.push({ scene: 'swap' });
    scenes.push({ scene: 'turn', turn, person: turn % (step.form === 'pair' ? 2 : people) });
  }
  if (step.says.includes('close')) scenes.push({ scene: 'close' });
  return scenes;
}

export const turns: StepKind<TurnsStep, TurnsAnswer, TurnsEvent> = {
  parse(reader, base) {
    const form = reader.oneOf('form', ['pair', 'circle'] as const);
    const rounds = reader.has('rounds') ? reader.whole('rounds', 1, 8) : form === 'pair' ? 2 : 1;
    if (form === 'pair' && rounds % 2 !== 0)
      reader.fail('rounds', 'is even in a pair, so that both have had each role');
    return {
      ...base,
      kind: 'turns',
      form,
      rounds,
      roles: form === 'pair' ? reader.ids('roles', 2, 2) : reader.ids('roles', 1, 2),
      minutes: reader.number('minutes', 0.5, 30),
      says: reader.has('says') ? reader.someOf('says', SAYS) : [],
      ...optional('listen', reader.flag('listen') && (true as const)),
    };
  },
  ids: (step) => [...step.roles, ...step.says],
  paper: (step) => {
    const said = (says: Says) => (step.says.includes(says) ? [{ type: 'words', ids: [says] } as const] : []);
    return [...said('open'), { type: 'words', ids: step.roles }, ...said('swap'), ...said('close')];
  },
  start: (step) => ({ people: step.form === 'pair' ? 2 : 4, at: 0 }),
  apply: (step, answer, event) =>
    step.form === 'circle' &&
    Number.isInteger(event.people) &&
    event.people >= 2 &&
    event.people <= CIRCLE_MAX &&
    answer.at === 0
      ? { ...answer, people: event.people }
      : answer,
  gives: () => [],
  advance: (step, answer) =>
    answer.at + 1 < turnsScenes(step, answer.people).length ? { ...answer, at: answer.at + 1 } : null,
  retreat: (_step, answer) => (answer.at > 0 ? { ...answer, at: answer.at - 1 } : null),
  keeps: () => null,
};
