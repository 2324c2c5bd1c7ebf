import type { Problem } from './problem.ts';

/** Problems grouped by file, errors before warnings, each with where it stands and what to do. */
export function problemsToLines(problems: readonly Problem[]): string[] {
  const byFile = Map.groupBy(problems, ({ file }) => file);
  return [...byFile]
    .sort(([one], [other]) => one.localeCompare(other))
    .flatMap(([file, found]) => [file, ...found.toSorted(bySeverityThenLine).map(problemToLine), '']);
}

const bySeverityThenLine = (one: Problem, other: Problem): number =>
  one.severity.localeCompare(other.severity) || (one.line ?? 0) - (other.line ?? 0);

function problemToLine({ severity, step, field, line, message, todo }: Problem): string {
  const where = [line === undefined ? '' : `line ${line}`, [step, field].filter(Boolean).join('.')].filter(Boolean);
  return `  ${severity.padEnd(7)} ${where.length > 0 ? `${where.join(' ')}: ` : ''}${message} → ${todo}`;
}

const counted = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`;

/** “31 rows × 3 languages: 0 errors, 4 warnings” */
export function summaryOf(rows: number, languages: number, problems: readonly Problem[]): string {
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  return `${counted(rows, 'row')} × ${counted(languages, 'language')}: ${counted(errors, 'error')}, ${counted(problems.length - errors, 'warning')}`;
}
