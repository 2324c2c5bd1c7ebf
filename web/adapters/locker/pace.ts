import { liveBeat } from '#contract/routes.ts';

/** A number from 0 to 1, so that many devices do not come at the same moment, and nobody can read a rhythm. */
export type Chance = () => number;

const second = 1_000;
const minute = 60 * second;

/** After something was written: what is written right after goes with it. ms. */
export const afterWriting = (chance: Chance): number => second + chance() * 2 * second;
/** After the server said that there is something. ms. */
export const afterNews = (chance: Chance): number => chance() * second;
/** Without a live line: a look now and then. ms. */
export const betweenLooks = (chance: Chance): number => minute + chance() * minute;
/** Where data is to be saved, ms. */
export const betweenSavingLooks = (chance: Chance): number => 15 * minute + chance() * 5 * minute;
/** After so many failures in a row: doubling, up to five minutes. ms. */
export const afterFailure = (failures: number, chance: Chance): number =>
  Math.min(5 * minute, 2 ** Math.min(failures, 10) * 2 * second) * (0.5 + chance() / 2);
/** A live line that said nothing for so long is dead. ms. */
export const deadAfter = 2 * liveBeat + 10 * second;
