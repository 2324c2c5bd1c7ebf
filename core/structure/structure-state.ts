import { daysBetween, nextAfter } from './next-after.ts';
import type { Structure } from './structure.ts';

/** Where a structure stands on a day. `days` is one or more. */
export type StructureState =
  | { readonly type: 'coming'; readonly day: string; readonly days: number }
  | { readonly type: 'due'; readonly day: string }
  | { readonly type: 'overdue'; readonly day: string; readonly days: number }
  /** No day is set, and it never took place. */
  | { readonly type: 'never-held' }
  /** It took place, and no next day is set. */
  | { readonly type: 'no-day' };

export function stateOf(structure: Structure, today: string): StructureState {
  const { next, lastHeld } = structure;
  if (next === undefined) return { type: lastHeld === undefined || isOnMeAlone(structure) ? 'never-held' : 'no-day' };
  const days = daysBetween(today, next);
  if (days > 0) return { type: 'coming', day: next, days };
  return days === 0 ? { type: 'due', day: next } : { type: 'overdue', day: next, days: -days };
}

/** What weighs is not answered before someone above me has it (catalogue, `four-levels`). */
export const isOnMeAlone = ({ level }: Structure): boolean => level === 'me';

/** Whom it hangs on. Someone who stands in for herself is one person. */
export function carriedBy({ owner, standIn }: Structure): 'nobody' | 'one' | 'two' {
  const people = new Set([owner, standIn].flatMap((name) => name?.toLowerCase() ?? []));
  return people.size === 0 ? 'nobody' : people.size === 1 ? 'one' : 'two';
}

const withNext = ({ next: _next, ...structure }: Structure, next: string | null): Structure =>
  next === null ? structure : { ...structure, next };

/** It took place: the next day follows its rhythm from then. */
export const heldOn = (structure: Structure, day: string): Structure =>
  withNext({ ...structure, lastHeld: day }, nextAfter(structure.rhythm, day));

/** A moved date is moved, and nothing else is said about it. */
export const movedTo = (structure: Structure, day: string): Structure => withNext(structure, day);

/**
 * It does not take place on the day it was planned for. The next one follows its rhythm from that day, or from `today`
 * when that would lie behind us.
 */
export function notHeld(structure: Structure, today: string): Structure {
  const { rhythm, next: planned = today } = structure;
  const following = nextAfter(rhythm, planned);
  const next = following !== null && following > today ? following : nextAfter(rhythm, today);
  return withNext({ ...structure, notHeld: planned }, next);
}

/** Without a day of its own, the next one follows from when it last took place. */
export const withNextByRhythm = (structure: Structure): Structure =>
  structure.next !== undefined || structure.lastHeld === undefined
    ? structure
    : withNext(structure, nextAfter(structure.rhythm, structure.lastHeld));
