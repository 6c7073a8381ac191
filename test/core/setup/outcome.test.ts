import { describe, expect, it } from "vitest";
import { type Problem, problemText } from "../../../core/src/errors/problem";
import { setupOutcome, testWarnings } from "../../../core/src/setup/outcome";

const judge = (
  setupState: string,
  tests: { title: string; status: string; message?: string }[],
  tasks: string[] = [],
) => setupOutcome({ setupState, tests, tasks, remedy: [{ kind: "edit", text: "Ask a person." }] });

const textsOf = (problems: readonly Problem[]): string => problems.map((each) => problemText(each)).join();

describe("setupOutcome", () => {
  it("has no problem when it is connected and nothing failed, in either case of letters", () => {
    expect(
      judge("CONNECTED", [
        { title: "a", status: "PASSED" },
        { title: "b", status: "SKIPPED" },
      ]),
    ).toMatchObject({
      setupState: "connected",
      failed: [],
      problems: [],
    });
  });

  it("names each failed test with its message, and says to mend the settings", () => {
    const { failed, problems } = judge("incomplete", [
      { title: "Host", status: "FAILED", message: "no route" },
      { title: "Job", status: "JOB_FAILED" },
    ]);
    expect(failed).toEqual(["Host", "Job"]);
    expect(textsOf(problems)).toMatch(
      /2 setup tests failed.*Host: no route.*Job: failed, without a message.*Mend the settings/s,
    );
  });

  it("is a problem although it is connected, when a test failed", () => {
    expect(judge("connected", [{ title: "Host", status: "FAILED" }]).problems).toHaveLength(1);
  });

  it("gives the remedy when nothing failed, or when what failed is an authorization", () => {
    expect(textsOf(judge("incomplete", []).problems)).toContain("Ask a person.");
    const unauthorized = [{ title: "Authorization", status: "FAILED", message: "not authorized yet" }];
    expect(textsOf(judge("incomplete", unauthorized).problems)).toContain("Ask a person.");
  });

  it("passes on what Fivetran asks for", () => {
    expect(textsOf(judge("broken", [], ["Reconnect the account"]).problems)).toContain(
      "Fivetran asks for: Reconnect the account",
    );
  });
});

describe("testWarnings", () => {
  it("lists tests that passed with a warning", () => {
    expect(
      testWarnings([
        { title: "a", status: "WARNING", message: "slow" },
        { title: "b", status: "PASSED" },
      ]),
    ).toEqual(["a: slow"]);
  });
});
