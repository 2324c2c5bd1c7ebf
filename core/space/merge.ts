import type { EntryId, Json } from '#core/entry/entry.ts';
import type { Edit, FieldPath, Operation, Stamp } from './operation.ts';
import { knows } from './version-vector.ts';

/**
 * The state of a space is a function of the *set* of its operations: any order, any repetition gives the same.
 * - entries are immutable: of two puts of one id the earlier by (Lamport, device) counts
 * - of the edits of one field those stay that no other edit had seen; the last by (Lamport, device) is shown
 * - texts among the rest are kept beside it
 * - erasing wins over everything, whenever it happened
 *
 * `Body` is what a put carries. It is opaque here, so that a space of ten years can read bodies when they are asked for.
 */
export type SpaceState<Body> = {
  readonly records: Map<EntryId, EntryRecord<Body>>;
  readonly erased: Set<EntryId>;
};

export type EntryRecord<Body> = {
  put: { readonly body: Body; readonly order: Order } | undefined;
  /** By field path; the list holds edits that did not know of each other. */
  edits: Map<string, readonly PlacedEdit[]> | undefined;
};

/** An edit with what it had seen, and where it stands. */
export type PlacedEdit = { readonly edit: Edit; readonly stamp: Stamp };

export type Order = { readonly lamport: number; readonly device: string };

export type FieldView = {
  readonly path: FieldPath;
  readonly value: Json;
  readonly text: boolean;
  /** Other texts of this field, sorted, without repetition. */
  readonly besides: readonly string[];
};

export const createSpaceState = <Body>(): SpaceState<Body> => ({ records: new Map(), erased: new Set() });

const isBefore = (a: Order, b: Order): boolean =>
  a.lamport < b.lamport || (a.lamport === b.lamport && a.device < b.device);

const byOrder = (a: PlacedEdit, b: PlacedEdit): number =>
  isBefore(a.stamp, b.stamp) ? -1 : isBefore(b.stamp, a.stamp) ? 1 : a.stamp.seq - b.stamp.seq;

const hadSeen = (later: Stamp, earlier: Stamp): boolean =>
  later.device === earlier.device ? later.seq > earlier.seq : knows(later.seen, earlier);

const isSamePlace = (a: Stamp, b: Stamp): boolean => a.device === b.device && a.seq === b.seq;

function recordOf<Body>(state: SpaceState<Body>, id: EntryId): EntryRecord<Body> {
  const known = state.records.get(id);
  if (known !== undefined) return known;
  const record: EntryRecord<Body> = { put: undefined, edits: undefined };
  state.records.set(id, record);
  return record;
}

/** Changes `state`. */
export function mergePut<Body>(state: SpaceState<Body>, id: EntryId, body: Body, order: Order): void {
  if (state.erased.has(id)) return;
  const record = recordOf(state, id);
  if (record.put === undefined || isBefore(order, record.put.order)) record.put = { body, order };
}

/** Changes `state`. */
export function mergeErase<Body>(state: SpaceState<Body>, id: EntryId): void {
  state.erased.add(id);
  state.records.delete(id);
}

function mergeEdit<Body>(state: SpaceState<Body>, edit: Edit, stamp: Stamp): void {
  if (state.erased.has(edit.id)) return;
  const record = recordOf(state, edit.id);
  record.edits ??= new Map();
  const key = JSON.stringify(edit.path);
  const standing = record.edits.get(key) ?? [];
  if (standing.some((other) => isSamePlace(other.stamp, stamp) || hadSeen(other.stamp, stamp))) return;
  const stillStanding = standing.filter((other) => !hadSeen(stamp, other.stamp));
  record.edits.set(key, [...stillStanding, { edit, stamp }].sort(byOrder));
}

/** The last edit of every field in one operation; the earlier ones were replaced within it. */
function lastEdits(operation: Operation): readonly Edit[] {
  const byField = new Map<string, Edit>();
  for (const change of operation.changes) {
    if (change.type === 'edit') byField.set(JSON.stringify([change.id, change.path]), change);
  }
  return [...byField.values()];
}

/** Changes `state`. `bodyOf` turns the put entry into the state's body. */
export function mergeOperation<Body>(
  state: SpaceState<Body>,
  operation: Operation,
  bodyOf: (entry: Json & { readonly id: EntryId }) => Body,
): void {
  for (const change of operation.changes) {
    if (change.type === 'put') mergePut(state, change.entry.id, bodyOf(change.entry), operation);
    if (change.type === 'erase') mergeErase(state, change.id);
  }
  for (const edit of lastEdits(operation)) mergeEdit(state, edit, operation);
}

/** The fields of an entry as its edits leave them, in the order in which they are to be applied. */
export function fieldViews<Body>(record: EntryRecord<Body>): readonly FieldView[] {
  if (record.edits === undefined) return [];
  const standing = [...record.edits.values()].map((edits) => ({ edits, last: edits.at(-1)! }));
  standing.sort((a, b) => byOrder(a.last, b.last) || a.last.edit.path.length - b.last.edit.path.length);
  return standing.map(({ edits, last }) => {
    const texts = new Set(last.edit.besides);
    for (const { edit } of edits.slice(0, -1)) {
      if (edit.text !== true) continue;
      if (typeof edit.value === 'string') texts.add(edit.value);
      for (const text of edit.besides ?? []) texts.add(text);
    }
    if (typeof last.edit.value === 'string') texts.delete(last.edit.value);
    return { path: last.edit.path, value: last.edit.value, text: last.edit.text === true, besides: [...texts].sort() };
  });
}
