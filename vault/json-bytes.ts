import type { Json, JsonObject } from '#core/entry/entry.ts';
import { err, ok, type Result } from '#core/result.ts';
import { bytesToText, textToBytes, type Bytes } from './public/bytes.ts';

export type BadJson = { readonly type: 'bad-json' };

export const jsonToBytes = (value: unknown): Bytes => textToBytes(JSON.stringify(value));

export function parseJsonBytes(bytes: Bytes): Result<Json, BadJson> {
  const text = bytesToText(bytes);
  if (text === null) return err({ type: 'bad-json' });
  try {
    return ok(JSON.parse(text) as Json);
  } catch {
    return err({ type: 'bad-json' });
  }
}

export const isJsonObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
