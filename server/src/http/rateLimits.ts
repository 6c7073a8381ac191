import type { Operation } from "../operations/operation";
import type { RateLimit } from "../page/browser/protocol";
import type { Clock } from "../state/clock";
import { documentedOperation } from "./aliases";
import { RollingCount } from "./rollingCount";

/** What is counted apart. Every call counts as one of `allCalls`, and setup tests as interactions with sources too. */
export type RateLimitClass =
  | "allCalls"
  | "setupTests"
  | "sourceInteractions"
  | "userCreation"
  | "privateLinkCreation";

export type { RateLimit };

/** A class that is not named has no limit. */
export type RateLimits = { readonly [Kind in RateLimitClass]?: RateLimit | undefined };

/** The limits of an account as Fivetran publishes them, by its plan. */
export const PUBLISHED_LIMITS: Readonly<Record<"paid" | "trial", RateLimits>> = {
  paid: {
    allCalls: { perHour: 20_000 },
    setupTests: { perMinute: 250, perHour: 2_500 },
    sourceInteractions: { perMinute: 500, perHour: 5_000 },
    userCreation: { perHour: 500 },
    privateLinkCreation: { perHour: 5 },
  },
  trial: {
    allCalls: { perHour: 500 },
    setupTests: { perHour: 50 },
    sourceInteractions: { perMinute: 25, perHour: 250 },
    userCreation: { perHour: 10 },
    privateLinkCreation: { perHour: 1 },
  },
};

/** Which limits hold: those of a plan, given ones, or none. */
export type RateLimitChoice = "paid" | "trial" | RateLimits | undefined;

export function limitsOf(choice: RateLimitChoice): RateLimits {
  return typeof choice === "string" ? PUBLISHED_LIMITS[choice] : (choice ?? {});
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

const SETUP_TEST: readonly RateLimitClass[] = ["setupTests", "sourceInteractions"];
const SOURCE_READ: readonly RateLimitClass[] = ["sourceInteractions"];

/** What a call counts as besides `allCalls`, by the id of its operation. */
const CLASSES: Readonly<Record<string, readonly RateLimitClass[]>> = {
  run_setup_tests: SETUP_TEST,
  run_destination_setup_tests: SETUP_TEST,
  run_setup_tests_log_service: SETUP_TEST,
  reload_connection_schema_config: SOURCE_READ,
  connection_column_config: SOURCE_READ,
  create_user: ["userCreation"],
  create_private_link: ["privateLinkCreation"],
};

/** These run setup tests unless they are told not to. */
const WITH_TESTS = new Set([
  "create_connection",
  "modify_connection",
  "create_destination",
  "modify_destination",
]);

/** What is left of an account's calls. */
export interface Quota {
  /** In the headers `X-Rate-Limit` and `X-Rate-Limit-Remaining`; absent where calls as such have no limit. */
  readonly limit?: number;
  readonly remaining?: number;
  /** Seconds until a call of this kind is taken again; absent when this one is. */
  readonly retryAfterSeconds?: number;
}

/**
 * Counts the calls of each account on the server's clock, and refuses those beyond a limit. A refused call does not count. Counts end
 * with the process.
 */
export class RateLimiter {
  readonly #clock: Clock;
  #limits: RateLimits = {};
  #counts = new Map<string, RollingCount>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** The limits that hold; a class without one is not limited. */
  get current(): RateLimits {
    return this.#limits;
  }

  /** Sets new limits, and begins to count anew. */
  set(limits: RateLimits): void {
    this.#limits = limits;
    this.#counts.clear();
  }

  /** Takes one call of a class from an account's quota, or says when there is one again. */
  take(accountId: string, kind: RateLimitClass): Quota {
    const limit = this.#limits[kind];
    if (limit === undefined) return {};
    const now = this.#clock.now();
    const windows = [
      { span: MINUTE_MS, most: limit.perMinute },
      { span: HOUR_MS, most: limit.perHour },
    ].flatMap(({ span, most }) =>
      most === undefined ? [] : [{ most, count: this.#countOf(`${accountId} ${kind} ${span}`, span) }],
    );
    const waits = windows.map(({ most, count }) => count.waitMs(now, most));
    const waitMs = Math.max(0, ...waits);
    if (waitMs === 0) for (const { count } of windows) count.add(now);
    const widest = windows.at(-1);
    return {
      ...(widest !== undefined && {
        limit: widest.most,
        remaining: Math.max(0, widest.most - widest.count.size(now)),
      }),
      ...(waitMs > 0 && { retryAfterSeconds: Math.ceil(waitMs / 1000) }),
    };
  }

  #countOf(key: string, spanMs: number): RollingCount {
    let count = this.#counts.get(key);
    if (count === undefined) {
      count = new RollingCount(spanMs);
      this.#counts.set(key, count);
    }
    return count;
  }
}

/** The narrower classes that a call counts as. */
export function classesOf(operation: Operation, body: unknown): readonly RateLimitClass[] {
  const id = documentedOperation(operation.method, operation.path)?.id ?? "";
  if (!WITH_TESTS.has(id)) return CLASSES[id] ?? [];
  const wantsNone =
    typeof body === "object" && body !== null && Reflect.get(body, "run_setup_tests") === false;
  return wantsNone ? [] : SETUP_TEST;
}
