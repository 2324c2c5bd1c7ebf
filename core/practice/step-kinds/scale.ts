import type { StepBase, StepKind } from '../step.ts';

/** Five places between two named poles, the middle one named too. Compared only with oneself; no cut-off. */
export const SCALE_PLACES = 5;
export type ScaleStep = StepBase & { kind: 'scale'; scales: string[]; poles: string[] };
export type ScaleAnswer = { marks: Record<string, number> };
export type ScaleEvent = { kind: 'scale'; type: 'mark'; scale: string; place: number | null };

/** Which pole's words a place stands nearest to: 0 low, 1 middle, 2 high. */
export const poleOfPlace = (place: number): 0 | 1 | 2 => (place < 2 ? 0 : place === 2 ? 1 : 2);

export const scale: StepKind<ScaleStep, ScaleAnswer, ScaleEvent> = {
  parse: (reader, base) => ({
    ...base,
    kind: 'scale',
    scales: reader.ids('scales', 1, 6),
    poles: reader.ids('poles', 3, 3),
  }),
  ids: (step) => [...step.scales, ...step.poles],
  paper: (step) => [{ type: 'scales', ids: step.scales, poles: step.poles }],
  start: () => ({ marks: {} }),
  apply(step, answer, event) {
    if (!step.scales.includes(event.scale)) return answer;
    const { [event.scale]: old, ...marks } = answer.marks;
    if (event.place === null) return old === undefined ? answer : { marks };
    if (!Number.isInteger(event.place) || event.place < 0 || event.place >= SCALE_PLACES) return answer;
    return { marks: { ...marks, [event.scale]: event.place } };
  },
  gives: (step, answer, _given, selector) =>
    step.scales
      .filter((id) => {
        const place = answer.marks[id];
        if (place === undefined) return false;
        return selector === undefined || selector === id || step.poles[poleOfPlace(place)] === selector;
      })
      .map((id) => ({ id, step: step.id })),
  keeps: (_step, answer) => (Object.keys(answer.marks).length > 0 ? answer : null),
};
