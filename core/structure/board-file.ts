import { isDay, isJsonObject, type Json } from '#core/entry/entry.ts';
import { err, ok, type Result } from '#core/result.ts';
import { NEWEST_VERSION, parseStructure, versionOf, type Structure } from './structure.ts';

/** A board as a file: readable JSON, nothing in it but its structures and the day it was made. */
export const BOARD_FORMAT = 'ballast-board';
/** Far more than a board has; a larger file is none. In bytes. */
export const LARGEST_BOARD = 1_000_000;

export type BoardFileError =
  | { readonly type: 'not-a-board' }
  | { readonly type: 'newer-board' }
  /** A board, and something in it is not as it should be: nothing of it is taken in. */
  | { readonly type: 'bad-board' };

/** In the oldest version that has room for what is on it, so that an older Ballast reads it too. */
export function boardToText(structures: readonly Structure[], made: string): string {
  const version = Math.max(1, ...structures.map(versionOf));
  return `${JSON.stringify({ format: BOARD_FORMAT, version, made, structures }, null, 2)}\n`;
}

function jsonIn(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

export function parseBoard(text: string): Result<readonly Structure[], BoardFileError> {
  const board = jsonIn(text);
  if (!isJsonObject(board) || board.format !== BOARD_FORMAT) return err({ type: 'not-a-board' });
  const { format: _format, version, made, structures, ...unknown } = board;
  if (!Number.isSafeInteger(version) || (version as number) < 1) return err({ type: 'bad-board' });
  if ((version as number) > NEWEST_VERSION) return err({ type: 'newer-board' });
  if (Object.keys(unknown).length > 0 || !isDay(made) || !Array.isArray(structures)) return err({ type: 'bad-board' });
  const read = (structures as readonly Json[]).map(parseStructure);
  const good = read.flatMap((one) => (one.ok ? [one.value] : []));
  const areOfItsVersion = good.every((one) => versionOf(one) <= (version as number));
  const areAllGood =
    areOfItsVersion && good.length === read.length && new Set(good.map(({ id }) => id)).size === good.length;
  return areAllGood ? ok(good) : err({ type: 'bad-board' });
}

/** Those of a file that are not here. What is here stays as it is. */
export function newOnes(file: readonly Structure[], here: readonly Structure[]): readonly Structure[] {
  const ids = new Set(here.map(({ id }) => id));
  return file.filter(({ id }) => !ids.has(id));
}
