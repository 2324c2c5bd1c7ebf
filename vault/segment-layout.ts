import { err, ok, type Result } from '#core/result.ts';
import type { VersionVector } from '#core/space/version-vector.ts';
import { isJsonObject, jsonToBytes, parseJsonBytes } from './json-bytes.ts';
import { bytesToHex, hexToBytes, joinBytes, textToBytes, uint32ToBytes, type Bytes } from './public/bytes.ts';

/**
 * What is sealed inside a segment: columns, then texts. Ten years open fast because the columns say which entries
 * there are, and a text is read only when it is asked for.
 *
 *   rows 4 | tables length 4 | texts length 4, big-endian
 *   columns, little-endian, one value a row: lamport f64, at f64, entry's at f64, text end u32, seen u32, day u32,
 *     practice u16, kind u8
 *   hashes, 32 bytes a row | entry ids, 32 hex digits a row
 *   tables as JSON: practices, kinds, version vectors, which the columns point into
 *   texts as UTF-8, end to end
 */
export type SegmentRow = {
  readonly hash: string;
  readonly lamport: number;
  readonly at: number;
  readonly seen: VersionVector;
  /** An operation that puts one entry says so in the columns, and its text is the entry. Otherwise: its changes. */
  readonly put: PutColumns | null;
  readonly text: string;
};

/** `day` as YYYY-MM-DD. */
export type PutColumns = {
  readonly id: string;
  readonly at: number;
  readonly day: string;
  readonly practice: string;
  readonly kind: string;
};

export type SegmentTable = {
  readonly rows: number;
  /** False when something was damaged where it was written: it left a place without a hash. */
  readonly isWhole: () => boolean;
  readonly hashOf: (row: number) => string;
  readonly lamportOf: (row: number) => number;
  readonly atOf: (row: number) => number;
  readonly seenOf: (row: number) => VersionVector;
  readonly putIdOf: (row: number) => string | null;
  readonly putOf: (row: number) => PutColumns | null;
  readonly textOf: (row: number) => string;
};

type Tables = { readonly practices: string[]; readonly kinds: string[]; readonly seen: VersionVector[] };

const HEAD_LENGTH = 12;
const COLUMNS_LENGTH = 3 * 8 + 3 * 4 + 2 + 1;
const NO_DAY = '0000-00-00';

const dayToNumber = (day: string): number => Number(day.replaceAll('-', ''));

function numberToDay(day: number): string {
  const digits = String(day).padStart(8, '0');
  return `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`;
}

/** Rows of one day stand beside each other: its text is made once for all of them. */
function createDayOf(): (day: number) => string {
  let [known, text] = [0, NO_DAY];
  return (day) => {
    if (day !== known) [known, text] = [day, numberToDay(day)];
    return text;
  };
}

/** The place of a value in its table, which grows when it is new. */
function createIndex<T>(table: T[], keyOf: (value: T) => string): (value: T) => number {
  const places = new Map<string, number>();
  return (value) => {
    const key = keyOf(value);
    const known = places.get(key);
    if (known !== undefined) return known;
    places.set(key, table.push(value) - 1);
    return table.length - 1;
  };
}

function columnsOver(buffer: ArrayBuffer, rows: number) {
  const u32 = rows * 24;
  const u16 = u32 + rows * 12;
  return {
    lamport: new Float64Array(buffer, 0, rows),
    at: new Float64Array(buffer, rows * 8, rows),
    entryAt: new Float64Array(buffer, rows * 16, rows),
    textEnd: new Uint32Array(buffer, u32, rows),
    seen: new Uint32Array(buffer, u32 + rows * 4, rows),
    day: new Uint32Array(buffer, u32 + rows * 8, rows),
    practice: new Uint16Array(buffer, u16, rows),
    /** 0: no single put. */
    kind: new Uint8Array(buffer, u16 + rows * 2, rows),
  };
}

const NO_PUT: PutColumns = { id: '0'.repeat(32), at: 0, day: NO_DAY, practice: '', kind: '' };

/** At most 65,535 rows. */
export function encodeSegmentRows(rows: readonly SegmentRow[]): Bytes {
  const tables: Tables = { practices: [], kinds: [], seen: [] };
  const practiceIndex = createIndex(tables.practices, (practice) => practice);
  const kindIndex = createIndex(tables.kinds, (kind) => kind);
  const seenIndex = createIndex(tables.seen, (seen) =>
    JSON.stringify(Object.entries(seen).sort(([a], [b]) => (a < b ? -1 : 1))),
  );
  const buffer = new ArrayBuffer(rows.length * COLUMNS_LENGTH);
  const columns = columnsOver(buffer, rows.length);
  const texts = rows.map((row) => textToBytes(row.text));
  let textEnd = 0;
  rows.forEach((row, n) => {
    const put = row.put ?? NO_PUT;
    columns.lamport[n] = row.lamport;
    columns.at[n] = row.at;
    columns.entryAt[n] = put.at;
    columns.textEnd[n] = textEnd += texts[n]!.length;
    columns.seen[n] = seenIndex(row.seen);
    columns.day[n] = dayToNumber(put.day);
    columns.practice[n] = practiceIndex(put.practice);
    columns.kind[n] = row.put === null ? 0 : kindIndex(put.kind) + 1;
  });
  const tablesBytes = jsonToBytes(tables);
  return joinBytes(
    uint32ToBytes(rows.length),
    uint32ToBytes(tablesBytes.length),
    uint32ToBytes(textEnd),
    new Uint8Array(buffer),
    ...rows.map((row) => hexToBytes(row.hash)),
    textToBytes(rows.map((row) => (row.put ?? NO_PUT).id).join('')),
    tablesBytes,
    ...texts,
  );
}

export type BadLayout = { readonly type: 'bad-layout' };

function parseTables(bytes: Bytes): Tables | null {
  const tables = parseJsonBytes(bytes);
  if (!tables.ok || !isJsonObject(tables.value)) return null;
  const { practices, kinds, seen } = tables.value;
  return Array.isArray(practices) && Array.isArray(kinds) && Array.isArray(seen)
    ? (tables.value as unknown as Tables)
    : null;
}

/** Reads nothing but the columns; `bytes` must stay as they are while the table is used. */
export function decodeSegmentRows(bytes: Bytes): Result<SegmentTable, BadLayout> {
  if (bytes.length < HEAD_LENGTH) return err({ type: 'bad-layout' });
  const head = new DataView(bytes.buffer, bytes.byteOffset, HEAD_LENGTH);
  const [rows, tablesLength, textsLength] = [head.getUint32(0), head.getUint32(4), head.getUint32(8)];
  const hashesAt = HEAD_LENGTH + rows * COLUMNS_LENGTH;
  const idsAt = hashesAt + rows * 32;
  const tablesAt = idsAt + rows * 32;
  const textsAt = tablesAt + tablesLength;
  if (textsAt + textsLength !== bytes.length) return err({ type: 'bad-layout' });
  const tables = parseTables(bytes.subarray(tablesAt, textsAt));
  if (tables === null) return err({ type: 'bad-layout' });
  const columns = columnsOver(bytes.slice(HEAD_LENGTH, hashesAt).buffer, rows);
  const ids = new TextDecoder('latin1').decode(bytes.subarray(idsAt, tablesAt));
  const decoder = new TextDecoder();
  const dayOf = createDayOf();
  // At once when the first is asked for: one by one they cost five times as much.
  let hashes: string | undefined;
  const isHashed = (row: number): boolean => {
    for (let at = hashesAt + row * 32; at < hashesAt + row * 32 + 32; at++) if (bytes[at] !== 0) return true;
    return false;
  };
  return ok({
    rows,
    isWhole: () => {
      for (let row = 0; row < rows; row++) if (!isHashed(row)) return false;
      return true;
    },
    hashOf: (row) => {
      hashes ??= bytesToHex(bytes.subarray(hashesAt, idsAt));
      return hashes.slice(row * 64, row * 64 + 64);
    },
    lamportOf: (row) => columns.lamport[row]!,
    atOf: (row) => columns.at[row]!,
    seenOf: (row) => tables.seen[columns.seen[row]!] ?? {},
    putIdOf: (row) => (columns.kind[row] === 0 ? null : ids.slice(row * 32, row * 32 + 32)),
    putOf: (row) => {
      const kind = columns.kind[row]!;
      if (kind === 0) return null;
      return {
        id: ids.slice(row * 32, row * 32 + 32),
        at: columns.entryAt[row]!,
        day: dayOf(columns.day[row]!),
        practice: tables.practices[columns.practice[row]!] ?? '',
        kind: tables.kinds[kind - 1] ?? '',
      };
    },
    textOf: (row) => {
      const start = row === 0 ? 0 : columns.textEnd[row - 1]!;
      return decoder.decode(bytes.subarray(textsAt + start, textsAt + columns.textEnd[row]!));
    },
  });
}
