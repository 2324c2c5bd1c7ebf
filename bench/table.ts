import { isMet, ratioOf, type Measurement, type Spread, type Unit } from './measurement.ts';

const COLUMNS = ['what', 'measured', 'baseline', 'ratio', 'target', 'met'] as const;

const digits = (value: number): string => (Math.abs(value) < 10 ? value.toFixed(1) : value.toFixed(0));
const asCount = (value: number): string => String(value);

function inWords({ median, least, most }: Spread, unit: Unit): string {
  const say = unit === 'taps' ? asCount : unit === 'kB' ? (value: number) => value.toFixed(1) : digits;
  const range = most > least ? ` (${say(least)}–${say(most)})` : '';
  return `${say(median)} ${unit}${range}`;
}

function targetInWords({ target, unit }: Measurement): string {
  if (target === undefined) return '–';
  const bound = 'atMost' in target ? `≤ ${target.atMost}` : `≥ ${target.atLeast}`;
  return `${bound} ${target.of === 'ratio' ? '×' : unit}`;
}

function cellsOf(measurement: Measurement): string[] {
  const { what, unit, measured, baseline } = measurement;
  const ratio = ratioOf(measurement);
  const met = isMet(measurement);
  return [
    what,
    inWords(measured, unit),
    baseline === undefined ? '–' : `${inWords(baseline.value, unit)}: ${baseline.what}`,
    ratio === undefined ? '–' : `${ratio.toFixed(2)} ×`,
    targetInWords(measurement),
    met === undefined ? '–' : met ? 'met' : 'not met',
  ];
}

function alignColumns(rows: readonly (readonly string[])[]): string[][] {
  const widthOf = (column: number) => Math.max(...rows.map((row) => row[column]?.length ?? 0));
  return rows.map((row) => row.map((cell, column) => cell.padEnd(widthOf(column))));
}

/** For a terminal. */
export function toTextTable(measurements: readonly Measurement[]): string {
  const rows = alignColumns([[...COLUMNS], ...measurements.map(cellsOf)]);
  return rows.map((row) => row.join('  ').trimEnd()).join('\n');
}

/** For docs/benchmarks.md, padded as Prettier would. */
export function toMarkdownTable(measurements: readonly Measurement[]): string {
  const escaped = measurements.map((measurement) => cellsOf(measurement).map((cell) => cell.replaceAll('|', '\\|')));
  const [head = [], ...rows] = alignColumns([[...COLUMNS], ...escaped]);
  const rule = head.map((cell) => '-'.repeat(cell.length));
  return [head, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
