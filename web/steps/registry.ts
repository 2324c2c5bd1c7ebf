import type { Component } from 'svelte';
import type { Kind } from '#core/practice/practice.ts';
import ContrastStep from './ContrastStep.svelte';
import GuideStep from './GuideStep.svelte';
import LedgerStep from './LedgerStep.svelte';
import MapStep from './MapStep.svelte';
import PickStep from './PickStep.svelte';
import PlanStep from './PlanStep.svelte';
import PoolStep from './PoolStep.svelte';
import RankStep from './RankStep.svelte';
import ScaleStep from './ScaleStep.svelte';
import SortStep from './SortStep.svelte';
import TurnsStep from './TurnsStep.svelte';
import WriteStep from './WriteStep.svelte';
import RehearseStep from './RehearseStep.svelte';
import LoopStep from './LoopStep.svelte';
import type { StepProps } from './frame.ts';

/** Exhaustive: a kind without a component does not compile. */
export const stepComponents: { [K in Kind]: Component<StepProps<K>> } = {
  guide: GuideStep,
  write: WriteStep,
  pick: PickStep,
  sort: SortStep,
  rank: RankStep,
  ledger: LedgerStep,
  contrast: ContrastStep,
  scale: ScaleStep,
  map: MapStep,
  turns: TurnsStep,
  plan: PlanStep,
  pool: PoolStep,
  rehearse: RehearseStep,
  loop: LoopStep,
};
