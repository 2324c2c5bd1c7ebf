import type { Rule } from '../content.ts';

/** What the strict parsers of core/practice refuse, guards of the step kinds included. */
export const parseErrors: Rule = ({ rows }) =>
  rows.flatMap(({ refused }) =>
    refused.map(({ file, step, field, message }) => ({
      severity: 'error',
      rule: 'parse-errors',
      file,
      ...(step === undefined ? {} : { step }),
      ...(field === undefined ? {} : { field }),
      message,
      todo: 'content/README.md says what may stand here',
    })),
  );
