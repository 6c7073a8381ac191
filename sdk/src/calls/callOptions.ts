import { describeProblem } from "../clientOptionsError";
import type { CreateOptions } from "../options";
import type { Checks } from "./optionChecks";
import { callable, duration, hasProperties, must, problemsWith } from "./optionChecks";

const CHECKS: Checks & Record<keyof CreateOptions<unknown>, unknown> = {
  // Not by its class: a test's environment, and a browser's, have one of their own.
  signal: must(
    (value) =>
      hasProperties(value) &&
      typeof value["aborted"] === "boolean" &&
      typeof value["addEventListener"] === "function",
    "must be an AbortSignal",
  ),
  timeoutMs: duration,
  deadlineMs: duration,
  findCreated: callable,
};

/** @throws {TypeError} that names every option of a call that is unknown or not usable, and repeats no value */
export function checkCallOptions<T>(options: CreateOptions<T>): void {
  const given: unknown = options; // Programs in JavaScript pass anything.
  if (!hasProperties(given)) throw new TypeError("The options of a call must be an object.");
  const problems = problemsWith(given, CHECKS, "a call");
  if (problems.length > 0) throw new TypeError(problems.map(describeProblem).join("\n"));
}
