/** What every failure of a handler must be, whatever face tells it. */
import { expect } from "vitest";
import { problemText } from "../../core/src/errors/problem";
import { inPulumiWords, problemsOf } from "../../provider/src/dynamic/advice";

/** Faults of the service that no retry helps against, one of each class. */
export const LASTING_FAULTS = [
  { status: 400, code: "InvalidInput", message: "It is not accepted" },
  { status: 401, code: "Unauthorized", message: "The key is not known" },
  { status: 403, code: "Forbidden", message: "The role does not allow it" },
  { status: 404, code: "NotFound", message: "HTTP 404 Not Found" },
  { status: 409, code: "Conflict", message: "It is being updated" },
  { status: 429, retryAfter: 100_000 },
  { status: 503, body: "html" },
  { status: 200, body: "html" },
  { drop: "before" },
] as const;

const CONFIGURATION = {
  apiKey: "k",
  apiSecret: "s",
  baseUrl: undefined,
  recover: false,
  sources: { baseUrl: "FIVETRAN_API_URL" },
};

/** Names of the client's options: no user of a face has them. */
const OPTIONS = /\b(deadlineMs|timeoutMs|maxAnswerBytes|baseUrl)\b/;

/** Fails where an error is not data that each face can word. */
export function expectToldAsData(error: unknown, what: string): void {
  const problems = problemsOf(error);
  expect(problems, what).not.toEqual([]);
  for (const problem of problems) {
    expect(problem.summary, what).toMatch(/\S/);
    expect(problem.summary, what).not.toMatch(OPTIONS);
    expect(problem.summary, what).not.toContain("(request ");
    const text = inPulumiWords(problem, CONFIGURATION, "update");
    expect(text, what).not.toMatch(OPTIONS);
    expect(text, what).not.toMatch(/undefined|\[object /);
    // Nothing that was found out is lost in the words of a face.
    expect(text.split("\n").length, what).toBeGreaterThanOrEqual(problemText(problem).split("\n").length - 1);
  }
}
