import type { Text } from './all-texts.ts';
import type { Problem } from './problem.ts';

export const textProblem = (
  { file, step, field, line }: Text,
  rule: string,
  message: string,
  todo: string,
  severity: Problem['severity'] = 'error',
): Problem => ({
  severity,
  rule,
  file,
  ...(step === undefined ? {} : { step }),
  ...(field === undefined ? {} : { field }),
  ...(line === undefined ? {} : { line }),
  message,
  todo,
});
