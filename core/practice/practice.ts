import type { ContrastAnswer, ContrastEvent, ContrastStep } from './step-kinds/contrast.ts';
import type { GuideAnswer, GuideEvent, GuideStep } from './step-kinds/guide.ts';
import type { LedgerAnswer, LedgerEvent, LedgerStep } from './step-kinds/ledger.ts';
import type { MapAnswer, MapEvent, MapStep } from './step-kinds/map.ts';
import type { Level, PickAnswer, PickEvent, PickStep } from './step-kinds/pick.ts';
import type { PlanAnswer, PlanEvent, PlanStep } from './step-kinds/plan.ts';
import type { PoolAnswer, PoolEvent, PoolStep } from './step-kinds/pool.ts';
import type { RankAnswer, RankEvent, RankStep } from './step-kinds/rank.ts';
import type { ScaleAnswer, ScaleEvent, ScaleStep } from './step-kinds/scale.ts';
import type { SortAnswer, SortEvent, SortStep } from './step-kinds/sort.ts';
import type { TurnsAnswer, TurnsEvent, TurnsStep } from './step-kinds/turns.ts';
import type { WriteAnswer, WriteEvent, WriteStep } from './step-kinds/write.ts';
import type { RehearseAnswer, RehearseEvent, RehearseStep } from './step-kinds/rehearse.ts';
import type { LoopAnswer, LoopEvent, LoopStep } from './step-kinds/loop.ts';
import type { ForBoard } from './for-board.ts';
import type { Scope } from './step.ts';

/** The step kinds, each with its step, answer and event. Why there are these: docs/decisions/0012-two-more-step-kinds.md. */
export type StepKinds = {
  guide: { step: GuideStep; answer: GuideAnswer; event: GuideEvent };
  write: { step: WriteStep; answer: WriteAnswer; event: WriteEvent };
  pick: { step: PickStep; answer: PickAnswer; event: PickEvent };
  sort: { step: SortStep; answer: SortAnswer; event: SortEvent };
  rank: { step: RankStep; answer: RankAnswer; event: RankEvent };
  ledger: { step: LedgerStep; answer: LedgerAnswer; event: LedgerEvent };
  contrast: { step: ContrastStep; answer: ContrastAnswer; event: ContrastEvent };
  scale: { step: ScaleStep; answer: ScaleAnswer; event: ScaleEvent };
  map: { step: MapStep; answer: MapAnswer; event: MapEvent };
  turns: { step: TurnsStep; answer: TurnsAnswer; event: TurnsEvent };
  plan: { step: PlanStep; answer: PlanAnswer; event: PlanEvent };
  pool: { step: PoolStep; answer: PoolAnswer; event: PoolEvent };
  rehearse: { step: RehearseStep; answer: RehearseAnswer; event: RehearseEvent };
  loop: { step: LoopStep; answer: LoopAnswer; event: LoopEvent };
};
export type Kind = keyof StepKinds;
export type Step = StepKinds[Kind]['step'];
export type Answer = StepKinds[Kind]['answer'];
export type StepEvent = StepKinds[Kind]['event'];

export const ENDINGS = ['done', 'small-act', 'tell', 'request'] as const;
export type Ending = (typeof ENDINGS)[number];
/** The endings whose card is handed on to somebody. */
export const HANDED = ['tell', 'request'] as const;
export type Handed = (typeof HANDED)[number];
export const PLACES = ['now', 'day', 'long', 'meeting', 'us', 'system'] as const;
export type Place = (typeof PLACES)[number];
export const MOMENTS = ['now', 'day', 'long'] as const;
export type Moment = (typeof MOMENTS)[number];
export const SURFACES = ['acute-break', 'help-now'] as const;
export type Surface = (typeof SURFACES)[number];

/** One row of the catalogue as data: structure and ids, never words (content/README.md). */
export type Practice = {
  id: string;
  version: number;
  people: [min: number, max: number];
  /** About how long it takes, in minutes. */
  minutes: number;
  place: Place[];
  moment: Moment[];
  levels: Level[];
  section: string;
  scope: Scope;
  fresh?: true;
  /** What it leaves may be shared with a team by an own act; on one device it is shown, copied or printed. */
  shared?: true;
  endings: Ending[];
  /** What the helper chose and what its card begins with, by references as in `from`; `!step.part`: what stands empty. */
  cards?: Partial<Record<Handed, { from: string[] }>>;
  surface?: Surface;
  board?: ForBoard;
  steps: Step[];
  units?: { id: string; steps: Step[] }[];
  sources: string[];
  related: string[];
  retired: string[];
};
