import type { Json, JsonObject } from '#core/entry/entry.ts';
import { isJsonObject } from '#core/entry/entry.ts';
import type { FieldView } from './merge.ts';
import type { FieldPath } from './operation.ts';

function withField(object: JsonObject, path: FieldPath, value: Json): JsonObject {
  const [segment, ...rest] = path;
  if (segment === undefined) return object;
  if (rest.length === 0) return { ...object, [segment]: value };
  const inner = Object.hasOwn(object, segment) ? object[segment] : undefined;
  return { ...object, [segment]: withField(isJsonObject(inner) ? inner : {}, rest, value) };
}

/** The put entry with its edits. An edit below something that is no object replaces that thing: the later one wins. */
export const applyFields = (entry: JsonObject, fields: readonly FieldView[]): JsonObject =>
  fields.reduce((edited, field) => withField(edited, field.path, field.value), entry);
