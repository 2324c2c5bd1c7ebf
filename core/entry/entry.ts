import { err, ok, type Result } from '#core/result.ts';

export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export type JsonObject = { readonly [key: string]: Json };

export const ENTRY_KINDS = ['entry', 'setup', 'check-in', 'setting'] as const;
export type EntryKind = (typeof ENTRY_KINDS)[number];

/** What a run of a practice leaves in a space. `at`: true time in ms. `day`: the helper's own calendar day. */
export type Entry = {
  readonly id: EntryId;
  readonly kind: EntryKind;
  readonly practice: string;
  /** The version of the practice that was run. */
  readonly version: number;
  readonly at: number;
  readonly day: string;
  readonly answers: JsonObject;
  readonly ending?: string;
  /** The day on which the helper wants it gone. */
  readonly eraseOn?: string;
};

/** 128 random bits as 32 lower-case hex digits. */
export type EntryId = string;

/** What was read back: an entry, or something a newer Ballast wrote, which is kept whole and not understood. */
export type ReadEntry =
  | { readonly type: 'entry'; readonly entry: Entry }
  | { readonly type: 'newer'; readonly id: EntryId; readonly raw: JsonObject };

export type EntryError = { readonly type: 'bad-entry'; readonly field: string };

const FIELDS = new Set(['id', 'kind', 'practice', 'version', 'at', 'day', 'answers', 'ending', 'eraseOn']);
const ID = /^[0-9a-f]{32}$/;
const PRACTICE = /^[a-z0-9]+(-[a-z0-9]+)*$/;

export const isEntryId = (value: unknown): value is EntryId => typeof value === 'string' && ID.test(value);

export const isJsonObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isEntryKind = (value: unknown): value is EntryKind => (ENTRY_KINDS as readonly unknown[]).includes(value);

/** A date that exists, as YYYY-MM-DD. */
export function isDay(value: unknown): value is string {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const time = Date.parse(`${value}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value);
}

function firstBadField(value: JsonObject): string | undefined {
  if (typeof value.practice !== 'string' || !PRACTICE.test(value.practice)) return 'practice';
  if (!Number.isSafeInteger(value.version) || (value.version as number) < 1) return 'version';
  if (!Number.isSafeInteger(value.at)) return 'at';
  if (!isDay(value.day)) return 'day';
  if (!isJsonObject(value.answers)) return 'answers';
  if ('ending' in value && typeof value.ending !== 'string') return 'ending';
  if ('eraseOn' in value && !isDay(value.eraseOn)) return 'eraseOn';
  return undefined;
}

/**
 * Reads an entry back. An unknown kind or an unknown field is the mark of a newer version: `newer`, kept as it is.
 * Something without a valid id is no entry at all, and a known kind with a wrong field is refused.
 */
export function parseEntry(value: unknown): Result<ReadEntry, EntryError> {
  if (!isJsonObject(value) || !isEntryId(value.id)) return err({ type: 'bad-entry', field: 'id' });
  const isKnown = isEntryKind(value.kind) && Object.keys(value).every((field) => FIELDS.has(field));
  if (!isKnown) {
    if (typeof value.kind !== 'string') return err({ type: 'bad-entry', field: 'kind' });
    return ok({ type: 'newer', id: value.id, raw: value });
  }
  const field = firstBadField(value);
  return field === undefined ? ok({ type: 'entry', entry: value as Entry }) : err({ type: 'bad-entry', field });
}
