export type Count = { readonly passed: number; readonly failed: number };

type VitestReport = {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly testResults: readonly {
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string }[];
  }[];
};

/**
 * Counts from the JSON report of a Vitest run (undefined: it wrote none) and its exit code. Counted as failed too: a
 * skipped test, a file that could not be loaded, and a run that ended badly although every test in it passed.
 */
export function countTests(report: string | undefined, exitCode: number | null): Count {
  const read = parseReport(report);
  if (read === undefined) return { passed: 0, failed: 1 };
  const unloaded = read.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && !assertionResults.some((one) => one.status === 'failed'),
  );
  const failed = read.numFailedTests + read.numPendingTests + read.numTodoTests + unloaded.length;
  return { passed: read.numPassedTests, failed: failed === 0 && exitCode !== 0 ? 1 : failed };
}

function parseReport(report: string | undefined): VitestReport | undefined {
  if (report === undefined) return undefined;
  try {
    return JSON.parse(report) as VitestReport;
  } catch {
    return undefined; // Cut off while it was written.
  }
}
