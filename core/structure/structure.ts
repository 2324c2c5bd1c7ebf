import { isDay, isJsonObject, type JsonObject } from '#core/entry/entry.ts';
import { LEVELS, type Level } from '#core/practice/step-kinds/pick.ts';
import { RHYTHMS } from '#core/practice/step-kinds/plan.ts';
import { err, ok, type Result } from '#core/result.ts';
import type { Rhythm } from './next-after.ts';

/** What workplaces that look after their helpers usually have (catalogue, `care-in-system`). */
export const USUAL_STRUCTURES = [
  'supervision',
  'campfire',
  'first-talk',
  'breaks',
  'new-starter',
  'leader-care',
  'learning',
  'protected-slot',
] as const;
export type UsualStructure = (typeof USUAL_STRUCTURES)[number];

/** What can stand in the way of a structure. None of it is a person. */
export const OBSTACLES = ['cover', 'time', 'room', 'money', 'acute'] as const;
export type Obstacle = (typeof OBSTACLES)[number];

/**
 * A promise of the workplace, with a rhythm, or something that weighs, with a level. It tells whether the structure
 * lives. It has no field for who came, how many came or what was said, and an unknown field is refused (decision 15).
 * Days are YYYY-MM-DD.
 */
export type Structure = {
  /** A UUID that goes along into files; no id of the space it is kept in. */
  readonly id: string;
  /** One of the usual ones; `name` is what it is called here. At least one of the two is there. */
  readonly usual?: UsualStructure;
  readonly name?: string;
  readonly rhythm: Rhythm;
  readonly owner?: string;
  readonly standIn?: string;
  readonly lastHeld?: string;
  readonly next?: string;
  /** The day it was planned for and did not take place, the latest of them. */
  readonly notHeld?: string;
  readonly obstacle?: Obstacle;
  readonly note?: string;
  /**
   * Who can do something about it. What has a level is no promise but something that weighs (catalogue, `four-levels`):
   * `next` is the day of the answer, `lastHeld` the day it was answered, `note` what they can do. It happens once.
   */
  readonly level?: Level;
};

/** The first version that has room for it: 2 brought `level`. */
export const versionOf = ({ level }: Structure): number => (level === undefined ? 1 : 2);
export const NEWEST_VERSION = 2;

export type StructureError = { readonly type: 'bad-structure'; readonly field: string };

/** Letters in a line of own words. */
export const LONGEST = { name: 80, owner: 80, standIn: 80, note: 200 } as const;

/** What was written in it by hand. */
export const ownWordsOf = (structure: Structure): readonly string[] =>
  (Object.keys(LONGEST) as (keyof typeof LONGEST)[]).flatMap((field) => structure[field] ?? []);

const isOneOf = (list: readonly string[]) => (value: unknown) => list.includes(value as string);
const isText = (longest: number) => (value: unknown) =>
  typeof value === 'string' && value === value.trim() && value !== '' && value.length <= longest;

const FIELDS: { readonly [Field in keyof Structure]-?: (value: unknown) => boolean } = {
  id: (value) => typeof value === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value),
  usual: isOneOf(USUAL_STRUCTURES),
  name: isText(LONGEST.name),
  rhythm: isOneOf(RHYTHMS),
  owner: isText(LONGEST.owner),
  standIn: isText(LONGEST.standIn),
  lastHeld: isDay,
  next: isDay,
  notHeld: isDay,
  obstacle: isOneOf(OBSTACLES),
  note: isText(LONGEST.note),
  level: isOneOf(LEVELS),
};
const REQUIRED = ['id', 'rhythm'];
const OF_PROMISES_ONLY = ['usual', 'standIn', 'notHeld', 'obstacle'];

/** Strict. What was emptied by an edit stands as null, and is left out. */
export function parseStructure(value: unknown): Result<Structure, StructureError> {
  const bad = (field: string) => err({ type: 'bad-structure', field } as const);
  if (!isJsonObject(value)) return bad('structure');
  const given = Object.entries(value).filter(([, part]) => part !== null);
  for (const [field, part] of given) {
    if (!Object.hasOwn(FIELDS, field) || !FIELDS[field as keyof Structure](part)) return bad(field);
  }
  const structure: JsonObject = Object.fromEntries(given);
  const missing = REQUIRED.find((field) => !(field in structure));
  if (missing !== undefined) return bad(missing);
  if ('level' in structure) {
    const misplaced = OF_PROMISES_ONLY.find((field) => field in structure);
    if (misplaced !== undefined) return bad(misplaced);
    if (structure.rhythm !== 'once') return bad('rhythm');
  }
  if (!('usual' in structure) && !('name' in structure)) return bad('name');
  return ok(structure as Structure);
}

export type StructureChange = { readonly field: keyof Structure; readonly value: string | null };

/** What differs, field by field; null empties one. */
export const changesBetween = (before: Structure, after: Structure): StructureChange[] =>
  (Object.keys(FIELDS) as (keyof Structure)[])
    .filter((field) => before[field] !== after[field])
    .map((field) => ({ field, value: after[field] ?? null }));
