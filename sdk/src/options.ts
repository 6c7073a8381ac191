import type { ClientEvent } from "./events";
import type { Clock } from "./http/clock";

export type { Clock };

/** How a {@link FivetranClient} reaches Fivetran, and how patient it is. */
export interface FivetranClientOptions {
  /** The API key, as Fivetran shows it. A key is an identifier, yet it is treated as a secret here. */
  apiKey: string;

  /** The API secret that belongs to {@link apiKey}. */
  apiSecret: string;

  /**
   * Where the API is, with or without `/v1` and a trailing slash.
   *
   * @default "https://api.fivetran.com"
   */
  baseUrl?: string;

  /**
   * What {@link baseUrl} comes from, for messages about an address that does not work: `the variable FIVETRAN_API_URL`. For
   * programs that embed the client and take the address from elsewhere.
   *
   * @default "baseUrl"
   */
  baseUrlSource?: string;

  /**
   * Whether {@link baseUrl} may begin with `http://` although it leads to another machine. The key, the secret and all settings are
   * then sent in the clear: only for a network that is trusted, such as that between containers.
   *
   * @default false
   */
  allowInsecureHttp?: boolean;

  /**
   * The longest that one attempt of an ordinary call may take. Calls that run setup tests or read the source
   * (creating and updating with tests, `runSetupTests`, `reload`, …) get at least 30 minutes whatever this says;
   * to shorten one of those, pass `timeoutMs` to the call.
   *
   * @unit milliseconds
   * @default 90_000 (Fivetran itself waits 60 s for a sync to stop before it confirms a pause)
   */
  timeoutMs?: number;

  /**
   * The longest that a whole call may take, with every wait and every retry. The 30 minutes of {@link timeoutMs}
   * hold here too.
   *
   * @unit milliseconds
   * @default 600_000
   */
  deadlineMs?: number;

  /**
   * The largest answer that is read, after decompression. A larger one is an `UnexpectedAnswerError` and not asked for again.
   * Downloads, which are streams, have no limit.
   *
   * @unit bytes
   * @default 134_217_728 (128 MiB)
   */
  maxAnswerBytes?: number;

  /**
   * How many requests may be in flight at once. The limit belongs to the process: clients with the same key and
   * base URL share it, and the smallest number any of them asked for counts.
   *
   * @default 10
   */
  maxConcurrency?: number;

  /** Source of the time and of waiting; tests pass their own. */
  clock?: Clock;

  /** Source of jitter: numbers from 0 up to but excluding 1. Tests pass their own. */
  random?: () => number;

  /**
   * Told of every request, of what became of it, and of every wait for a retry. It is called in the midst of the call,
   * so it should be quick. Its errors are ignored.
   */
  onEvent?: (event: ClientEvent) => void;

  /**
   * Which of Fivetran's published limits hold for the account: those of a paid one, or those of the free trial.
   *
   * @default "paid"
   */
  plan?: Plan;

  /**
   * Limits of our own for each class of requests, in place of the published ones. They belong to the process: clients
   * with the same key and base URL share them, and the smallest number that any of them asked for counts.
   *
   * @default what Fivetran publishes for {@link plan}, or what its answers say (`X-Rate-Limit`)
   */
  rateLimits?: RateLimits;

  /**
   * Whether requests carry the trace context (`traceparent` and what else the propagator that was set up writes). Off,
   * because Fivetran has no use for it, and `baggage` may hold what is not meant for others.
   *
   * @default false
   */
  propagateTraceContext?: boolean;
}

/** What the account is: the published limits depend on it. */
export type Plan = "paid" | "trial";

/**
 * The classes of requests that Fivetran limits. Every request is one of `allCalls`. `sourceInteractions` are setup tests,
 * reloads of a schema and listings of columns; setup tests have a limit of their own besides.
 */
export type RateLimitClass =
  | "allCalls"
  | "setupTests"
  | "sourceInteractions"
  | "userCreation"
  | "privateLinkCreation";

/** How many requests may be sent, in any minute and in any hour. Whole numbers of at least 1, or `Infinity`. */
export interface RateLimit {
  perMinute?: number;
  perHour?: number;
}

/** Limits by class. */
export type RateLimits = { [Class in RateLimitClass]?: RateLimit };

/** What every method takes as its last argument. */
export interface RequestOptions {
  /** Ends the call at once, wherever it is, with an `AbortedError`. */
  signal?: AbortSignal;

  /** The longest that one attempt may take. Overrides the client's value for this call. @unit milliseconds */
  timeoutMs?: number;

  /** The longest that the whole call may take. Overrides the client's value for this call. @unit milliseconds */
  deadlineMs?: number;
}

/** Options of a method that creates something which must not be created twice. */
export interface CreateOptions<T> extends RequestOptions {
  /**
   * Asked when a creation was sent and its answer was lost, before anything is sent again.
   *
   * Return the object, which becomes the result, or `undefined` to send the creation again. An error stops the call; one that
   * passes (a 5xx, a 429, a broken connection) repeats the question. An object whose `createdAt` is before `notBefore`, a time of the
   * server's clock, is somebody else's. Without this option the call fails with `mayHaveRun: true`.
   */
  findCreated?: (lost: { notBefore: Date }) => Promise<T | undefined>;
}
