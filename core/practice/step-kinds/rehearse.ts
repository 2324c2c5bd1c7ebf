import { createReader } from '../reader.ts';
import type { Reader } from '../reader.ts';
import type { StepBase, StepKind } from '../step.ts';

export const HARDNESS = [1, 2, 3] as const;
type Hardness = (typeof HARDNESS)[number];
export type Stimulus = { id: string; level: Hardness };
/** Said aloud again and again, a little harder or easier each time. It leaves nothing, so its scope is always that. */
export type RehearseStep = StepBase & { kind: 'rehearse'; scope: 'nothing'; stimuli: Stimulus[]; look: string[] };
/** `trail`: what was heard so far, the last just now. It lives while the step is open, so that back leads back. */
export type RehearseAnswer = { trail: string[]; scene: 'hear' | 'look' };
export const FELT = ['easy', 'right', 'hard'] as const;
export type Felt = (typeof FELT)[number];
export type RehearseEvent = { kind: 'rehearse'; type: 'felt'; felt: Felt };

export const stimulusNow = (answer: RehearseAnswer): string => answer.trail.at(-1) ?? '';

const LEVELS_UP: Record<Felt, number> = { easy: 1, right: 0, hard: -1 };

/** One harder after too easy, one gentler after too hard; not yet heard first, else the one heard longest ago. */
function nextStimulus({ stimuli }: RehearseStep, { trail }: RehearseAnswer, felt: Felt): string {
  const now = stimuli.find(({ id }) => id === trail.at(-1));
  const level = Math.min(3, Math.max(1, (now?.level ?? 1) + LEVELS_UP[felt]));
  const ids = stimuli.filter((other) => other.level === level).map(({ id }) => id);
  const [first = ''] = [...ids].sort((a, b) => trail.lastIndexOf(a) - trail.lastIndexOf(b));
  return first;
}

function readStimulus(value: unknown, outer: Reader): Stimulus {
  const reader = createReader(value, outer.where, outer.errors);
  const stimulus = { id: reader.id('id'), level: reader.whole('level', 1, 3) as Hardness };
  reader.end();
  return stimulus;
}

export const rehearse: StepKind<RehearseStep, RehearseAnswer, RehearseEvent> = {
  parse(reader, base) {
    if (base.scope !== undefined && base.scope !== 'nothing')
      reader.fail('scope', 'is nothing: what is practised here is never kept');
    const stimuli = reader.list('stimuli').map((stimulus) => readStimulus(stimulus, reader));
    for (const hardness of HARDNESS)
      if (!stimuli.some(({ level }) => level === hardness)) reader.fail('stimuli', `needs one of level ${hardness}`);
    return { ...base, kind: 'rehearse', scope: 'nothing', stimuli, look: reader.ids('look', 1, 4) };
  },
  ids: (step) => [...step.stimuli.map(({ id }) => id), ...step.look],
  paper: (step) => [
    { type: 'words', ids: step.stimuli.map(({ id }) => id) },
    { type: 'boxes', ids: step.look, blank: 0 },
  ],
  start: (step) => ({ trail: [step.stimuli.find(({ level }) => level === 1)?.id ?? ''], scene: 'hear' }),
  apply: (step, answer, event) =>
    answer.scene === 'look' && FELT.includes(event.felt)
      ? { trail: [...answer.trail, nextStimulus(step, answer, event.felt)], scene: 'hear' }
      : answer,
  gives: () => [],
  advance: (_step, answer) => (answer.scene === 'hear' ? { ...answer, scene: 'look' } : null),
  retreat(_step, { trail, scene }) {
    if (scene === 'look') return { trail, scene: 'hear' };
    return trail.length > 1 ? { trail: trail.slice(0, -1), scene: 'look' } : null;
  },
  keeps: () => null,
};
