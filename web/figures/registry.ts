import type { Component } from 'svelte';

/** How a figure is fetched when a practice names it, and which live values it can show beside its words. */
export type RegisteredFigure = {
  load: () => Promise<{ default: Component<Record<string, unknown>> }>;
  slots: readonly string[];
};

type Loaded = RegisteredFigure['load'];

export const FIGURES = {
  balance: { load: (() => import('./Balance.svelte')) as Loaded, slots: ['gave', 'cost'] },
  bench: { load: (() => import('./Bench.svelte')) as Loaded, slots: ['set'] },
  boat: { load: (() => import('./BoatAfloat.svelte')) as Loaded, slots: ['breath', 'seconds'] },
  compass: { load: (() => import('./Compass.svelte')) as Loaded, slots: ['bearing'] },
  crossing: { load: (() => import('./Crossing.svelte')) as Loaded, slots: ['at'] },
  distance: { load: (() => import('./Distance.svelte')) as Loaded, slots: ['only', 'chosen'] },
  fire: { load: (() => import('./Fire.svelte')) as Loaded, slots: [] },
  harbour: { load: (() => import('./Harbour.svelte')) as Loaded, slots: [] },
  iceberg: { load: (() => import('./Iceberg.svelte')) as Loaded, slots: [] },
  keel: { load: (() => import('./Keel.svelte')) as Loaded, slots: [] },
  lantern: { load: (() => import('./Lantern.svelte')) as Loaded, slots: ['lit'] },
  letter: { load: (() => import('./Letter.svelte')) as Loaded, slots: [] },
  lifebuoy: { load: (() => import('./Lifebuoy.svelte')) as Loaded, slots: [] },
  logbook: { load: (() => import('./Logbook.svelte')) as Loaded, slots: ['weeks'] },
  loop: { load: (() => import('./Loop.svelte')) as Loaded, slots: ['acts', 'start'] },
  ring: { load: (() => import('./Ring.svelte')) as Loaded, slots: ['counts', 'chosen'] },
  skerry: { load: (() => import('./Skerry.svelte')) as Loaded, slots: [] },
  'three-buttons': { load: (() => import('./ThreeButtons.svelte')) as Loaded, slots: ['pressed'] },
  'three-waters': { load: (() => import('./ThreeWaters.svelte')) as Loaded, slots: ['only'] },
  vik: { load: (() => import('./Vik.svelte')) as Loaded, slots: [] },
} satisfies Record<string, RegisteredFigure>;

export type FigureName = keyof typeof FIGURES;

export function isFigureName(name: string): name is FigureName {
  return Object.hasOwn(FIGURES, name);
}
