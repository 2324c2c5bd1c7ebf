import { allSteps } from '#core/practice/parse-practice.ts';
import type { InventoryEntry, Rule } from '../content.ts';
import { isFields, listOf } from '../json-fields.ts';
import type { Fields } from '../json-fields.ts';
import type { Problem } from '../problem.ts';

/** Every item that the catalogue's inventories promise stands in the row. */
export const inventory: Rule = (content) =>
  content.rows.flatMap(({ id, practice, structureFile }) => {
    if (!practice) return [];
    return (content.inventory[id] ?? []).flatMap((entry) => {
      const step = allSteps(practice).find((candidate) => candidate.id === entry.step);
      const missing = step ? shortfalls({ ...step }, entry) : ['is missing'];
      return missing.map((message): Problem => ({
        severity: 'error',
        rule: 'inventory',
        file: structureFile,
        step: entry.step,
        field: entry.list,
        message,
        todo: 'content/inventory.json lists what the row must contain',
      }));
    });
  });

type Item = { readonly id: string; readonly group?: unknown; readonly flag?: unknown };

function shortfalls(step: Fields, entry: InventoryEntry): string[] {
  const items = itemsOf(step[entry.list]);
  const fewer = (name: string, found: number, asked: number) =>
    found < asked ? [`has ${found} of ${asked}${name}`] : [];
  return [
    ...fewer('', items.length, entry.atLeast),
    ...Object.entries(entry.inGroups ?? {}).flatMap(([group, asked]) =>
      fewer(` in ${group}`, items.filter((item) => item.group === group).length, asked),
    ),
    ...Object.entries(entry.flagged ?? {}).flatMap(([flag, asked]) =>
      fewer(` with the flag ${flag}`, items.filter((item) => listOf(item.flag).includes(flag)).length, asked),
    ),
    ...(entry.ids ?? []).filter((id) => !items.some((item) => item.id === id)).map((id) => `lacks ${id}`),
  ];
}

/** Bare ids, objects with an id, or lists by side or group (`suggestions` of a ledger). */
function itemsOf(list: unknown): Item[] {
  if (isFields(list))
    return Object.entries(list).flatMap(([group, ids]) => itemsOf(ids).map((item) => ({ ...item, group })));
  return listOf(list).flatMap((item) => {
    if (typeof item === 'string') return [{ id: item }];
    return isFields(item) && typeof item['id'] === 'string' ? [{ ...item, id: item['id'] }] : [];
  });
}
