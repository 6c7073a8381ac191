import { ConflictError } from "@pulumi-fivetran/sdk";
import { describe, expect, it } from "vitest";
import { PartialFailure } from "../../../core/src/errors/partialFailure";
import { HandlerError, problemOf, problemText, warningOf } from "../../../core/src/errors/problem";
import { keepTracked } from "../../../core/src/object/keepTracked";

const refusal = new ConflictError({
  message: "POST /v1/groups: Fivetran answered 409 Conflict.",
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
    expect(error.message).toBe(problemText(problem));
    expect(error.cause).toBe(refusal);
  });
});

describe("problemOf", () => {
  it("knows what an error of the client and any other error say", () => {
    expect(problemOf(refusal)).toEqual({ summary: refusal.message, code: "Conflict", requestId: "r-1" });
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
    expect(error).toMatchObject({ id: "g1", problems: [problem], reasons: [problemText(problem)] });
  });
});

describe("warningOf", () => {
  it("is a notice with the same advice", () => {
    const { summary, advice } = problem;
    expect(warningOf(problem)).toEqual({ severity: "warning", path: [], message: summary, advice });
  });
});
