import type { ClientEvent } from "../events";
import type { FivetranClientOptions, Plan, RateLimits } from "../options";
import type { Clock } from "./clock";
import { systemClock } from "./clock";
import type { Endpoint } from "./endpoint";
import { endpointOf } from "./endpoint";
import { PUBLISHED } from "./quota";

/** Default of `timeoutMs`. */
const ORDINARY_TIMEOUT_MS = 90_000;

/** Default of `deadlineMs`. */
const ORDINARY_DEADLINE_MS = 600_000;

/** The options of a client, checked and completed. */
export interface Settings {
  readonly endpoint: Endpoint;
  readonly timeoutMs: number;
  readonly deadlineMs: number;

  /** Undefined when this client asks for none. */
  readonly maxConcurrency: number | undefined;

  readonly plan: Plan;
  readonly rateLimits: RateLimits;
  readonly clock: Clock;
  readonly random: () => number;
  readonly onEvent: ((event: ClientEvent) => void) | undefined;
  readonly propagateTraceContext: boolean;
}

/** Answers what is wrong with a value that was given, as the end of a sentence that begins with the option's name. */
type Check = (value: unknown) => string | undefined;

/** By the name of each option. `endpointOf` checks those that have no check here. */
const CHECKS: Readonly<Record<keyof FivetranClientOptions, Check | undefined>> = {
  apiKey: undefined,
  apiSecret: undefined,
  baseUrl: undefined,
  timeoutMs: problemWithDuration,
  deadlineMs: problemWithDuration,
  maxConcurrency: (value) =>
    isCount(value) && value !== Number.POSITIVE_INFINITY ? undefined : "must be a whole number of at least 1",
  plan: (value) => (value === "paid" || value === "trial" ? undefined : 'must be "paid" or "trial"'),
  rateLimits: problemWithRateLimits,
  clock: (value) =>
    isRecord(value) && typeof value["now"] === "function" && typeof value["sleep"] === "function"
      ? undefined
      : "must have the functions now and sleep",
  random: problemWithFunction,
  onEvent: problemWithFunction,
  propagateTraceContext: (value) => (typeof value === "boolean" ? undefined : "must be true or false"),
};

/** @throws {TypeError} that names every option that is missing, unknown or not usable, and repeats no value */
export function settingsOf(options: FivetranClientOptions): Settings {
  const given: unknown = options; // Programs in JavaScript pass anything.
  if (!isRecord(given)) throw new TypeError("The options must be an object with apiKey and apiSecret.");
  const problems: string[] = [];
  const endpoint = endpointOf(given, problems);
  for (const [name, value] of Object.entries(given)) {
    if (!Object.hasOwn(CHECKS, name)) problems.push(`${name} is not an option of the client.`);
    if (value === undefined) continue;
    const problem = CHECKS[name as keyof FivetranClientOptions]?.(value);
    if (problem !== undefined) problems.push(`${name} ${problem}.`);
  }
  if (endpoint === undefined || problems.length > 0) throw new TypeError(problems.join("\n"));
  return {
    endpoint,
    timeoutMs: options.timeoutMs ?? ORDINARY_TIMEOUT_MS,
    deadlineMs: options.deadlineMs ?? ORDINARY_DEADLINE_MS,
    maxConcurrency: options.maxConcurrency,
    plan: options.plan ?? "paid",
    rateLimits: options.rateLimits ?? {},
    clock: options.clock ?? systemClock,
    random: options.random ?? Math.random,
    onEvent: options.onEvent,
    propagateTraceContext: options.propagateTraceContext ?? false,
  };
}

/** What is wrong with a number of milliseconds. An endless one is right. */
export function problemWithDuration(value: unknown): string | undefined {
  return typeof value === "number" && value > 0 ? undefined : "must be a number of milliseconds above 0";
}

function problemWithFunction(value: unknown): string | undefined {
  return typeof value === "function" ? undefined : "must be a function";
}

function problemWithRateLimits(value: unknown): string | undefined {
  if (!isRecord(value)) return "must be an object";
  for (const [quota, limit] of Object.entries(value)) {
    if (!Object.hasOwn(PUBLISHED, quota)) return `knows ${Object.keys(PUBLISHED).join(", ")}, not ${quota}`;
    if (limit === undefined) continue;
    if (!isRecord(limit)) return `must have an object at ${quota}`;
    for (const [unit, count] of Object.entries(limit)) {
      if (unit !== "perMinute" && unit !== "perHour")
        return `knows perMinute and perHour, not ${quota}.${unit}`;
      if (count !== undefined && !isCount(count)) {
        return `must have a whole number of at least 1, or Infinity, at ${quota}.${unit}`;
      }
    }
  }
  return undefined;
}

function isCount(value: unknown): boolean {
  return value === Number.POSITIVE_INFINITY || (Number.isInteger(value) && Number(value) >= 1);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
