/** Errors fail the check; warnings are for a reader to judge. `todo` says what to do, in one line. */
export type Problem = {
  readonly severity: 'error' | 'warning';
  readonly rule: string;
  readonly file: string;
  readonly step?: string;
  readonly field?: string;
  readonly line?: number;
  readonly message: string;
  readonly todo: string;
};
