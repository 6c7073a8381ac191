import type { ApiKey } from "./http/credentials";
import type { RateLimitChoice } from "./http/rateLimits";
import type { AccountSeed, Seed } from "./seed/seed";
import type { Clock } from "./state/clock";
import type { IdSource } from "./state/ids";
import type { SyncExecutor } from "./syncExecutor";

export interface ServerOptions {
  /** Port to listen on. Default 0: any free one. */
  readonly port?: number;
  /**
   * Address to listen on. Default `127.0.0.1`. On one that is not loopback, page and control API ask for a token, and keys that are not
   * given are random: nothing there opens with what everybody knows.
   */
  readonly host?: string;
  /** What page and control API ask for, as `Authorization: Bearer <token>`. Default: nothing on loopback, elsewhere a random one. */
  readonly token?: string;
  /**
   * Names by which clients call a server on loopback, beside `127.0.0.1`, `[::1]` and `localhost`: for a proxy in front of it, or a name
   * that a container has for this machine. Any other name may be a web page's own, made to lead here, and is refused with 403.
   */
  readonly allowedHosts?: readonly string[];
  /** Folder in which the accounts are kept. Without it, they end with the server. */
  readonly data?: string;
  /**
   * What the account holds at its start, or what each of several does: a path to a file in YAML or JSON, or the same as an object. Of
   * an account that a data folder holds already, only the keys are looked at.
   */
  readonly seed?: Seed | string;
  /** Several accounts without a seed file: short for `seed: { accounts }`. */
  readonly accounts?: readonly (AccountSeed & { readonly id: string })[];
  /**
   * The keys that clients may use, for a single account, instead of its seed's; the server's handle names the first. Default: one,
   * `local-key` with `local-secret` on loopback, and a random one elsewhere.
   */
  readonly keys?: readonly ApiKey[];
  /** Where the time comes from. Default: the system's clock. */
  readonly clock?: Clock;
  /** The time at the start, from where the clock runs on: milliseconds since 1970, a date, or RFC 3339 text. Default: the clock's own. */
  readonly startAt?: number | Date | string;
  /** Whether time stands still until the control API moves it. Default false. */
  readonly frozen?: boolean;
  /** Gives the id at a position in the order of creation. Default: pairs of words, the same ones in every new account. */
  readonly ids?: IdSource;
  /** Real time that every answer takes at least. Default 0. */
  readonly latencyMs?: number;
  /** The most bytes that a body sent to the API may have, beyond which the answer is 413. Default 32 MiB. Uploads have a limit of their own. */
  readonly maxBodyBytes?: number;
  /**
   * How many bytes of bodies and paths the request journal keeps, as they were sent. Beyond that the oldest bodies are dropped first, then
   * the oldest entries. Default 32 MiB.
   */
  readonly journalBytes?: number;
  /** Lets webhooks have plain http URLs on loopback, where the service takes https only. Default false. */
  readonly allowHttpWebhooks?: boolean;
  /**
   * Holds every answer to Fivetran's API document: one that does not fit is replaced by a 500 that says why, and `stop()` fails too. For
   * tests of this server; it costs more than the operations themselves. Default: whether the environment has
   * `FIVETRAN_LOCAL_CHECK_ANSWERS=1`.
   */
  readonly checkAnswers?: boolean;
  /**
   * Moves the data of connections: `createSyncExecutor` of `@pulumi-fivetran/engine`. Without one, syncs take their time and move
   * nothing.
   */
  readonly engine?: SyncExecutor;
  /**
   * Lets the engine run the uploaded code of Connector SDK connections, as this process's user and with their secrets, which are kept
   * encrypted for it. On an address that other machines reach, only with keys that were given. Default false.
   */
  readonly runConnectors?: boolean;
  /** How many calls each account may make: as Fivetran publishes it for a plan, or by class. Default: no limits. */
  readonly rateLimits?: RateLimitChoice;
}
