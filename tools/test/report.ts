import { relative } from "node:path";

/** The part of vitest's JSON report that is read here. */
export interface Report {
  testResults: readonly {
    /** The file's absolute path. */
    name: string;
    status: string;
    assertionResults: readonly { fullName: string; status: string }[];
  }[];
}

export interface Counts {
  passed: number;
  failed: number;
  /** The names of the skipped tests, as `test/skips.json` lists them: `<file> > <test>`. */
  skipped: string[];
}

/** Counts the tests of a report. A file that failed outside its tests, or before it could name any, is one failure. */
export function countTests(report: Report, root: string): Counts {
  const counts: Counts = { passed: 0, failed: 0, skipped: [] };
  for (const file of report.testResults) {
    const failedBefore = counts.failed;
    for (const test of file.assertionResults) {
      if (test.status === "passed") counts.passed++;
      else if (test.status === "failed") counts.failed++;
      else counts.skipped.push(`${relative(root, file.name)} > ${test.fullName}`);
    }
    if (file.status === "failed" && counts.failed === failedBefore) counts.failed++;
  }
  return counts;
}

/** The line that a run of the tests ends with. */
export function countLine({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed, ${skipped.length} skipped`;
}

/** Why a run must not count as passed although no test failed. `allowed` maps a test that may be skipped in CI to the reason. */
export function objections(
  counts: Counts,
  allowed: Readonly<Record<string, string>>,
  isCi: boolean,
): string[] {
  const reasons: string[] = [];
  if (counts.passed + counts.failed === 0) reasons.push("no test has run");
  if (!isCi) return reasons;
  for (const name of counts.skipped) {
    if (!Object.hasOwn(allowed, name))
      reasons.push(`skipped in CI without being listed in test/skips.json: ${name}`);
  }
  return reasons;
}
