import type { OptionProblem } from "../clientOptionsError";
import { ClientOptionsError } from "../clientOptionsError";
import type { ClientEvent } from "../events";
import type { Clock } from "../http/clock";
import { systemClock } from "../http/clock";
import type { Endpoint } from "../http/endpoint";
import { endpointOf } from "../http/endpoint";
import { PUBLISHED } from "../limits/quota";
import type { FivetranClientOptions, Plan, RateLimits } from "../options";
import type { Checks } from "./optionChecks";
import { callable, duration, hasProperties, must, problemsWith } from "./optionChecks";

/** Default of `timeoutMs`. */
const ORDINARY_TIMEOUT_MS = 90_000;

/** Default of `deadlineMs`. */
const ORDINARY_DEADLINE_MS = 600_000;

/** Default of `maxAnswerBytes`. */
const LARGEST_ANSWER = 128 * 1024 * 1024;

/** The options of a client, checked and completed. */
export interface Settings {
  readonly endpoint: Endpoint;
  readonly timeoutMs: number;
  readonly deadlineMs: number;

  readonly maxAnswerBytes: number;

  /** Undefined when this client asks for none. */
  readonly maxConcurrency: number | undefined;

  readonly plan: Plan;
  readonly rateLimits: RateLimits;
  readonly clock: Clock;
  readonly random: () => number;
  readonly onEvent: ((event: ClientEvent) => void) | undefined;
  readonly propagateTraceContext: boolean;
}

const CHECKS: Checks & Record<keyof FivetranClientOptions, unknown> = {
  // `endpointOf` checks these three, which belong together.
  apiKey: undefined,
  apiSecret: undefined,
  baseUrl: undefined,
  baseUrlSource: must(
    (value) => typeof value === "string" && value !== "",
    "must be a text that is not empty",
  ),
  allowInsecureHttp: must((value) => typeof value === "boolean", "must be true or false"),
  timeoutMs: duration,
  deadlineMs: duration,
  maxAnswerBytes: must(isCount, "must be a whole number of bytes of at least 1, or Infinity"),
  maxConcurrency: must(
    (value) => isCount(value) && value !== Number.POSITIVE_INFINITY,
    "must be a whole number of at least 1",
  ),
  plan: must((value) => value === "paid" || value === "trial", 'must be "paid" or "trial"'),
  rateLimits: problemsWithRateLimits,
  clock: must(
    (value) =>
      hasProperties(value) && typeof value["now"] === "function" && typeof value["sleep"] === "function",
    "must have the functions now and sleep",
  ),
  random: callable,
  onEvent: callable,
  propagateTraceContext: must((value) => typeof value === "boolean", "must be true or false"),
};

/** @throws {ClientOptionsError} that names every option that is missing, unknown or not usable */
export function settingsOf(options: FivetranClientOptions): Settings {
  const given: unknown = options; // Programs in JavaScript pass anything.
  if (!hasProperties(given)) throw new TypeError("The options must be an object with apiKey and apiSecret.");
  const problems: OptionProblem[] = [];
  const endpoint = endpointOf(given, problems);
  problems.push(...problemsWith(given, CHECKS, "the client"));
  if (endpoint === undefined || problems.length > 0) throw new ClientOptionsError(problems);
  return {
    endpoint,
    timeoutMs: options.timeoutMs ?? ORDINARY_TIMEOUT_MS,
    deadlineMs: options.deadlineMs ?? ORDINARY_DEADLINE_MS,
    maxAnswerBytes: options.maxAnswerBytes ?? LARGEST_ANSWER,
    maxConcurrency: options.maxConcurrency,
    plan: options.plan ?? "paid",
    rateLimits: options.rateLimits ?? {},
    clock: options.clock ?? systemClock,
    random: options.random ?? Math.random,
    onEvent: options.onEvent,
    propagateTraceContext: options.propagateTraceContext ?? false,
  };
}

function problemsWithRateLimits(value: unknown): string[] {
  if (!hasProperties(value)) return ["must be an object"];
  return Object.entries(value).flatMap(([quota, limit]) => {
    if (!Object.hasOwn(PUBLISHED, quota)) return [`knows ${Object.keys(PUBLISHED).join(", ")}, not ${quota}`];
    if (limit === undefined) return [];
    if (!hasProperties(limit)) return [`must have an object at ${quota}`];
    return Object.entries(limit).flatMap(([unit, count]) =>
      problemsWithLimit(`${quota}.${unit}`, unit, count),
    );
  });
}

function problemsWithLimit(where: string, unit: string, count: unknown): string[] {
  if (unit !== "perMinute" && unit !== "perHour") return [`knows perMinute and perHour, not ${where}`];
  if (count === undefined || isCount(count)) return [];
  return [`must have a whole number of at least 1, or Infinity, at ${where}`];
}

function isCount(value: unknown): boolean {
  return value === Number.POSITIVE_INFINITY || (Number.isInteger(value) && Number(value) >= 1);
}
