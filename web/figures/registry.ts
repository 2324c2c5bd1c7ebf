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
  board: { load: (() => import('./Board.svelte')) as Loaded, slots: ['counts'] },
  boat: { load: (() => import('./BoatAfloat.svelte')) as Loaded, slots: ['breath', 'seconds'] },
  'caring-week': { load: (() => import('./CaringWeek.svelte')) as Loaded, slots: ['counts'] },
  compass: { load: (() => import('./Compass.svelte')) as Loaded, slots: ['bearing'] },
  crossing: { load: (() => import('./Crossing.svelte')) as Loaded, slots: ['at'] },
  directory: { load: (() => import('./Directory.svelte')) as Loaded, slots: [] },
  distance: { load: (() => import('./Distance.svelte')) as Loaded, slots: ['only', 'chosen'] },
  fire: { load: (() => import('./Fire.svelte')) as Loaded, slots: [] },
  flower: { load: (() => import('./Flower.svelte')) as Loaded, slots: ['filled'] },
  'four-frames': { load: (() => import('./FourFrames.svelte')) as Loaded, slots: ['filled'] },
  'four-threads': { load: (() => import('./FourThreads.svelte')) as Loaded, slots: ['filled'] },
  harbour: { load: (() => import('./Harbour.svelte')) as Loaded, slots: [] },
  'hat-pegs': { load: (() => import('./HatPegs.svelte')) as Loaded, slots: ['filled'] },
  iceberg: { load: (() => import('./Iceberg.svelte')) as Loaded, slots: [] },
  keel: { load: (() => import('./Keel.svelte')) as Loaded, slots: [] },
  lantern: { load: (() => import('./Lantern.svelte')) as Loaded, slots: ['lit'] },
  letter: { load: (() => import('./Letter.svelte')) as Loaded, slots: [] },
  'level-board': { load: (() => import('./LevelBoard.svelte')) as Loaded, slots: ['filled'] },
  lifebuoy: { load: (() => import('./Lifebuoy.svelte')) as Loaded, slots: [] },
  'load-square': { load: (() => import('./LoadSquare.svelte')) as Loaded, slots: ['filled'] },
  logbook: { load: (() => import('./Logbook.svelte')) as Loaded, slots: ['weeks'] },
  loop: { load: (() => import('./Loop.svelte')) as Loaded, slots: ['acts', 'start'] },
  moorings: { load: (() => import('./Moorings.svelte')) as Loaded, slots: ['filled'] },
  'people-rings': { load: (() => import('./PeopleRings.svelte')) as Loaded, slots: ['counts'] },
  'pink-elephant': { load: (() => import('./PinkElephant.svelte')) as Loaded, slots: [] },
  ring: { load: (() => import('./Ring.svelte')) as Loaded, slots: ['counts', 'chosen'] },
  'rings-round-a-meeting': { load: (() => import('./RingsRoundAMeeting.svelte')) as Loaded, slots: ['filled', 'counts'] },
  'seven-strands': { load: (() => import('./SevenStrands.svelte')) as Loaded, slots: ['filled'] },
  skerry: { load: (() => import('./Skerry.svelte')) as Loaded, slots: [] },
  'three-buttons': { load: (() => import('./ThreeButtons.svelte')) as Loaded, slots: ['pressed'] },
  'three-circles': { load: (() => import('./ThreeCircles.svelte')) as Loaded, slots: ['counts'] },
  'three-directions': { load: (() => import('./ThreeDirections.svelte')) as Loaded, slots: ['filled'] },
  'three-doors': { load: (() => import('./ThreeDoors.svelte')) as Loaded, slots: ['filled'] },
  'three-strand-rope': { load: (() => import('./ThreeStrandRope.svelte')) as Loaded, slots: ['filled'] },
  'three-waters': { load: (() => import('./ThreeWaters.svelte')) as Loaded, slots: ['only'] },
  'three-weathers': { load: (() => import('./ThreeWeathers.svelte')) as Loaded, slots: ['filled'] },
  triangle: { load: (() => import('./Triangle.svelte')) as Loaded, slots: ['filled'] },
  vik: { load: (() => import('./Vik.svelte')) as Loaded, slots: [] },
} satisfies Record<string, RegisteredFigure>;

export type FigureName = keyof typeof FIGURES;

export function isFigureName(name: string): name is FigureName {
  return Object.hasOwn(FIGURES, name);
}
