import type { Prose } from '#core/practice/parse-prose.ts';
import type { Kind, StepKinds } from '#core/practice/practice.ts';
import type { Card } from '#core/practice/step.ts';

/** What surrounds every step: where we are, and the ways out. The player gives it, StepFrame draws it. */
export type Frame = {
  title: string;
  /** Counts from 0, of the steps that are shown just now. */
  position: number;
  count: number;
  heading: string;
  text: string[];
  /** The card a repeated step is about. */
  about?: string;
  /** What happens to the words here. */
  promise: string;
  helpHref: string;
  /** The helper came here from another screen of this run: the heading takes the focus. */
  isMet: boolean;
  /** Locked, and nothing done here yet: the way to what was made or begun before. */
  unlockHref?: string;
  next: () => void;
  skip: () => void;
  enough: () => void;
  back?: () => void;
  again?: () => void;
  worse?: () => void;
};

/** What every step component gets. `past` is the answer of last time, where the practice keeps one. */
export type StepProps<K extends Kind> = {
  step: StepKinds[K]['step'];
  answer: StepKinds[K]['answer'];
  given: Card[];
  prose: Prose;
  frame: Frame;
  send: (event: StepKinds[K]['event']) => void;
  past?: StepKinds[K]['answer'];
};
