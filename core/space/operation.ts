import type { Entry, EntryId, Json, JsonObject } from '#core/entry/entry.ts';
import { isEntryId, isJsonObject } from '#core/entry/entry.ts';
import { err, ok, type Result } from '#core/result.ts';
import type { VersionVector } from './version-vector.ts';

/** Starts with `answers` and goes down through objects (a list is replaced as a whole), or is `['ending']`. */
export type FieldPath = readonly string[];

export type Edit = {
  readonly type: 'edit';
  readonly id: EntryId;
  readonly path: FieldPath;
  readonly value: Json;
  /** Free text: another text written at the same time is kept beside it. */
  readonly text?: true;
  /** Texts that this edit keeps beside its value. */
  readonly besides?: readonly string[];
};

/** A put entry is immutable: everything later is an edit. An entry of a newer version travels as it is. */
export type Put = { readonly type: 'put'; readonly entry: Entry | (JsonObject & { readonly id: EntryId }) };
export type Erase = { readonly type: 'erase'; readonly id: EntryId };
export type Change = Put | Edit | Erase;

/** Where an operation stands. `at`: the true time in ms, for people; no rule looks at it. */
export type Stamp = {
  readonly device: string;
  /** 1, 2, 3 … for each device. */
  readonly seq: number;
  /** One more than the highest that this device had seen. */
  readonly lamport: number;
  /** What this device had of the *others*. */
  readonly seen: VersionVector;
  readonly at: number;
};

export type Operation = Stamp & { readonly changes: readonly Change[] };

export type OperationError = { readonly type: 'bad-operation'; readonly field: string };
export type NewerOperation = { readonly type: 'newer-operation' };

const FORBIDDEN_SEGMENTS = new Set(['__proto__', 'prototype', 'constructor']);

export const isFieldPath = (path: unknown): path is FieldPath =>
  Array.isArray(path) &&
  path.every((segment) => typeof segment === 'string' && segment !== '' && !FORBIDDEN_SEGMENTS.has(segment)) &&
  ((path[0] === 'answers' && path.length > 1) || (path[0] === 'ending' && path.length === 1));

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 1;

const isVersionVector = (value: unknown): value is VersionVector =>
  isJsonObject(value) && Object.entries(value).every(([device, seq]) => /^[0-9a-f]{32}$/.test(device) && isCount(seq));

const isTextList = (value: unknown): boolean => Array.isArray(value) && value.every((text) => typeof text === 'string');

function isKnownChange(change: JsonObject): boolean {
  switch (change.type) {
    case 'put':
      return isJsonObject(change.entry) && isEntryId(change.entry.id);
    case 'edit':
      return (
        isEntryId(change.id) &&
        isFieldPath(change.path) &&
        'value' in change &&
        (change.text === undefined || change.text === true) &&
        (change.besides === undefined || isTextList(change.besides))
      );
    case 'erase':
      return isEntryId(change.id);
    default:
      return false;
  }
}

const CHANGE_TYPES = new Set<unknown>(['put', 'edit', 'erase']);

/**
 * Reads what an envelope held. A change of an unknown type makes the whole operation `newer-operation`:
 * its bytes are kept and a newer Ballast reads them.
 */
export function parseOperation(
  place: { readonly device: string; readonly seq: number },
  value: unknown,
): Result<Operation, OperationError | NewerOperation> {
  const bad = (field: string) => err({ type: 'bad-operation', field } as const);
  if (!isJsonObject(value)) return bad('operation');
  const { lamport, seen = {}, at, changes } = value;
  if (!isCount(lamport)) return bad('lamport');
  if (!isVersionVector(seen) || Object.hasOwn(seen, place.device)) return bad('seen');
  if (!Number.isSafeInteger(at)) return bad('at');
  if (!Array.isArray(changes)) return bad('changes');
  for (const change of changes as readonly Json[]) {
    if (!isJsonObject(change) || typeof change.type !== 'string') return bad('changes');
    if (!CHANGE_TYPES.has(change.type)) return err({ type: 'newer-operation' });
    if (!isKnownChange(change)) return bad('changes');
  }
  return ok({ ...place, lamport, seen, at: at as number, changes: changes as readonly unknown[] as readonly Change[] });
}
