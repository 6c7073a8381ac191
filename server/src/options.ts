import type { ApiKey } from "./http/credentials";
import type { Clock } from "./state/clock";
import type { IdSource } from "./state/ids";
import type { Seed } from "./state/seed";

export interface ServerOptions {
  /** Port to listen on. Default 0: any free one. */
  readonly port?: number;
  /** A loopback address or `localhost`; any other is refused. Default `127.0.0.1`. */
  readonly host?: string;
  /** Folder in which the account is kept. Without it, the account ends with the server. */
  readonly data?: string;
  /** What the account holds at its start. A data folder that holds an account already keeps it, and the seed is not looked at. */
  readonly seed?: Seed;
  /** The keys that clients may use; the server's handle names the first. Default: one, `local-key` with `local-secret`. */
  readonly keys?: readonly ApiKey[];
  /** Where the time comes from. Default: the system's clock. */
  readonly clock?: Clock;
  /** Gives the id at a position in the order of creation. Default: pairs of words, the same ones in every new account. */
  readonly ids?: IdSource;
  /** Real time that every answer takes at least. Default 0. */
  readonly latencyMs?: number;
  /** Lets webhooks have plain http URLs on loopback, where the service takes https only. Default false. */
  readonly allowHttpWebhooks?: boolean;
}
