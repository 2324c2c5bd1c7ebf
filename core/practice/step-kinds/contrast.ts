import { createReader } from '../reader.ts';
import { droppedWith, optional, ownCards, ownItem } from '../step.ts';
import type { Card, Own, StepBase, StepKind } from '../step.ts';

export type ContrastStep = StepBase & {
  kind: 'contrast';
  columns: string[];
  rows: string[];
  given?: string;
  carry?: { from: string; to: string };
  own?: true;
};
export type ContrastAnswer = {
  row: number;
  cells: Record<string, Record<string, string>>;
  own: Own[];
  dropped?: number;
};
export type ContrastEvent =
  | { kind: 'contrast'; type: 'text'; row: string; column: string; text: string }
  | { kind: 'contrast'; type: 'carry'; row: string }
  | { kind: 'contrast'; type: 'own'; text: string }
  | { kind: 'contrast'; type: 'drop-own'; id: string };

export const contrastRows = (step: ContrastStep, answer: ContrastAnswer, given: readonly Card[]): Card[] => [
  ...given,
  ...step.rows.map((id) => ({ id, step: step.id })),
  ...ownCards(step.id, answer.own),
];

/** The columns the helper fills. */
export const openColumns = (step: ContrastStep): string[] => step.columns.filter((column) => column !== step.given);

const isFilled = (text: string | undefined) => text !== undefined && text.trim() !== '';

export const contrast: StepKind<ContrastStep, ContrastAnswer, ContrastEvent> = {
  parse(reader, base) {
    const columns = reader.ids('columns', 2, 3);
    const given = reader.optionalId('given');
    if (given !== undefined && !columns.includes(given)) reader.fail('given', 'is not a column');
    const rows = reader.optionalIds('rows', 1, 30) ?? [];
    const own = reader.flag('own');
    if (rows.length === 0 && !base.from && !own) reader.fail('rows', 'needs rows, from or own');
    let carry: ContrastStep['carry'];
    if (reader.has('carry')) {
      const inner = createReader(reader.take('carry'), reader.where, reader.errors);
      carry = { from: inner.oneOf('from', columns), to: inner.oneOf('to', columns) };
      inner.end();
      if (carry.from === carry.to || carry.from === given || carry.to === given)
        reader.fail('carry', 'goes from one column that the helper fills to another');
    }
    return {
      ...base,
      kind: 'contrast',
      columns,
      rows,
      ...optional('given', given),
      ...optional('carry', carry),
      ...optional('own', own && (true as const)),
    };
  },
  ids: (step) => [...step.columns, ...step.rows],
  paper: (step) => [
    {
      type: 'table',
      columns: step.columns,
      rows: step.rows,
      blank: step.rows.length === 0 ? 3 : step.own || step.from ? 1 : 0,
      ...optional('given', step.given),
    },
  ],
  start: () => ({ row: 0, cells: {}, own: [] }),
  apply(step, answer, event, given) {
    if (event.type === 'own') {
      const item = ownItem(step.id, event.text, answer.own, answer.dropped);
      return step.own && item ? { ...answer, own: [...answer.own, item] } : answer;
    }
    if (event.type === 'drop-own') {
      const own = answer.own.filter((item) => item.id !== event.id);
      if (own.length === answer.own.length) return answer;
      const { [event.id]: _cells, ...cells } = answer.cells;
      return { ...answer, row: 0, cells, own, dropped: droppedWith(event.id, answer.dropped) };
    }
    if (!contrastRows(step, answer, given).some((row) => row.id === event.row)) return answer;
    const cells = answer.cells[event.row] ?? {};
    if (event.type === 'carry') {
      const said = step.carry ? cells[step.carry.from] : undefined;
      if (!step.carry || said === undefined || !isFilled(said)) return answer;
      return { ...answer, cells: { ...answer.cells, [event.row]: { ...cells, [step.carry.to]: said } } };
    }
    if (!openColumns(step).includes(event.column)) return answer;
    return { ...answer, cells: { ...answer.cells, [event.row]: { ...cells, [event.column]: event.text } } };
  },
  gives: (step, answer, given, selector) =>
    contrastRows(step, answer, given).flatMap((row): Card[] => {
      const cells = answer.cells[row.id] ?? {};
      const column = selector ?? step.columns.findLast((id) => isFilled(cells[id]));
      const text = column === undefined ? undefined : cells[column];
      return text !== undefined && isFilled(text) ? [{ id: row.id, step: row.step, text }] : [];
    }),
  advance: (step, answer, given) =>
    answer.row + 1 < contrastRows(step, answer, given).length ? { ...answer, row: answer.row + 1 } : null,
  retreat: (_step, answer) => (answer.row > 0 ? { ...answer, row: answer.row - 1 } : null),
  /** Columns of the shown row that stand empty beside a filled one. */
  missing(step, answer, given) {
    const row = contrastRows(step, answer, given)[answer.row];
    const cells = row ? (answer.cells[row.id] ?? {}) : {};
    const open = openColumns(step);
    return open.some((column) => isFilled(cells[column])) ? open.filter((column) => !isFilled(cells[column])) : [];
  },
  within(step, answer, given) {
    const last = Math.max(0, contrastRows(step, answer, given).length - 1);
    return answer.row > last ? { ...answer, row: last } : answer;
  },
  keeps(step, answer, given) {
    const rows = given && new Set(contrastRows(step, answer, given).map((row) => row.id));
    const cells = Object.fromEntries(
      Object.entries(answer.cells).filter(
        ([row, texts]) => (rows?.has(row) ?? true) && Object.values(texts).some(isFilled),
      ),
    );
    return Object.keys(cells).length > 0 ? { ...answer, row: 0, cells } : null;
  },
};
