import { ConflictError, NetworkError } from "@pulumi-fivetran/sdk";
import { describe, expect, it } from "vitest";
import { PartialFailure } from "../../../core/src/errors/partialFailure";
import { HandlerError, problemOf, problemText, warningOf } from "../../../core/src/errors/problem";
import { keepTracked } from "../../../core/src/object/keepTracked";

const refusal = new ConflictError({
  message: "POST /v1/groups: Fivetran returned 409 Conflict.",
  method: "POST",
  path: "/v1/groups",
  status: 409,
  code: "Conflict",
  requestId: "r-1",
});
const problem = { summary: "Group 'a': taken.", subject: "Group 'a'", advice: [{ kind: "alias" }] } as const;

describe("HandlerError", () => {
  it("has the problem as data, its message in plain words, and the refusal's code and request id", () => {
    const error = new HandlerError(problem, refusal);
    expect(error.problem).toEqual({ ...problem, code: "Conflict", requestId: "r-1" });
    expect(error.message).toBe(problemText({ ...problem, requestId: "r-1" }));
    expect(error.message).toMatch(/^Group 'a': taken\. \(request r-1\)\n/);
    expect(error.cause).toBe(refusal);
  });
});

describe("problemText", () => {
  const throttled = { kind: "tryLater", afterMs: 120_000 } as const;

  it("has the client's advice beside what failed, then the details, then what a user can do", () => {
    const nested = {
      summary: "  - u1: refused.",
      requestId: "r-2",
      advice: [{ kind: "grantRole" }],
    } as const;
    const text = problemText({
      ...problem,
      requestId: "r-1",
      details: ["One more thing.", nested],
      advice: [throttled, ...problem.advice],
    });
    expect(text.split("\n")).toEqual([
      "Group 'a': taken. Come back in 2 min. (request r-1)",
      "One more thing.",
      "  - u1: refused. Give the owner of the API key the role that this needs. (request r-2)",
      expect.stringMatching(/^ {2}- Renamed or moved/),
    ]);
  });
});

describe("problemOf", () => {
  it("knows what an error of the client and any other error say", () => {
    expect(problemOf(refusal)).toEqual({ summary: refusal.message, code: "Conflict", requestId: "r-1" });
    const advice = [{ kind: "tryAgain", because: "cutOff" }] as const;
    const broken = new NetworkError({ message: "m", summary: "s", advice, method: "GET", path: "/v1" });
    expect(problemOf(broken)).toEqual({ summary: "s", advice });
    expect(problemOf(new Error("broken"))).toEqual({ summary: "broken" });
    expect(problemOf("broken")).toEqual({ summary: "broken" });
  });
});

describe("PartialFailure", () => {
  it("keeps the advice of what failed once the object existed", async () => {
    const error: unknown = await keepTracked(
      "g1",
      () => ({ name: "a" }),
      () => {
        throw new HandlerError(problem, refusal);
      },
    ).catch((failure: unknown) => failure);
    expect(error).toBeInstanceOf(PartialFailure);
    expect(error).toMatchObject({
      id: "g1",
      problems: [problem],
      reasons: [problemText({ ...problem, requestId: "r-1" })],
    });
  });
});

describe("warningOf", () => {
  it("is a notice with the same advice", () => {
    const { summary, advice } = problem;
    expect(warningOf(problem)).toEqual({ severity: "warning", path: [], message: summary, advice });
  });
});
