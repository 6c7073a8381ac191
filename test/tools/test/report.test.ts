import { describe, expect, it } from "vitest";
import { countLine, countTests, objections, type Report } from "../../../tools/test/report.ts";

function report(...files: [name: string, status: string, tests: Record<string, string>][]): Report {
  return {
    testResults: files.map(([name, status, tests]) => ({
      name: `/repository/${name}`,
      status,
      assertionResults: Object.entries(tests).map(([fullName, of]) => ({ fullName, status: of })),
    })),
  };
}

const count = (given: Report): ReturnType<typeof countTests> => countTests(given, "/repository");

describe("countTests", () => {
  it("counts by what happened, and names what was skipped in any way", () => {
    const counts = count(
      report(
        ["test/a.test.ts", "passed", { one: "passed", two: "passed", three: "skipped" }],
        ["test/b.test.ts", "failed", { four: "failed", five: "todo" }],
      ),
    );
    expect(counts).toEqual({
      passed: 2,
      failed: 1,
      skipped: ["test/a.test.ts > three", "test/b.test.ts > five"],
    });
    expect(countLine(counts)).toBe("2 passed, 1 failed, 2 skipped");
  });

  it("counts a file that could not be read, or whose preparation failed, as one failure", () => {
    const counts = count(
      report(["test/a.test.ts", "failed", {}], ["test/b.test.ts", "failed", { one: "skipped" }]),
    );
    expect(countLine(counts)).toBe("0 passed, 2 failed, 1 skipped");
  });
});

describe("objections", () => {
  const skipping = count(
    report(["test/a.test.ts", "passed", { one: "passed", "needs a printer": "skipped" }]),
  );

  it("has none where all is well", () => {
    expect(objections(skipping, {}, false)).toEqual([]);
    expect(objections(skipping, { "test/a.test.ts > needs a printer": "CI has none" }, true)).toEqual([]);
  });

  it("objects to a skip in CI that nobody has listed", () => {
    expect(objections(skipping, { "test/a.test.ts > one": "" }, true)).toEqual([
      "skipped in CI without being listed in test/skips.json: test/a.test.ts > needs a printer",
    ]);
  });

  it("objects to a run without tests, wherever it is", () => {
    expect(objections(count(report()), {}, false)).toEqual(["no test has run"]);
    expect(objections(count(report(["test/a.test.ts", "passed", { one: "skipped" }])), {}, false)).toEqual([
      "no test has run",
    ]);
  });
});
