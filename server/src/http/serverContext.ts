import type { Accounts } from "../domain/accounts";
import type { CatchUp } from "../domain/catchUp";
import type { Operation } from "../operations/operation";
import type { ServerClock } from "../state/clock";
import type { Store } from "../store/store";
import type { SyncFeed } from "../workers/syncFeed";
import type { Ticker } from "../workers/ticker";
import type { AnswerCheck } from "./answerCheck";
import type { Faults } from "./faults";
import type { Halts } from "./halts";
import type { Journal } from "./journal";
import type { RateLimiter } from "./rateLimits";

/** What a server reads, of whom. */
export interface Reception {
  /** Of a body to the API. */
  readonly maxBodyBytes: number;
  /** By which names it is called, beside the loopback ones; undefined where others may reach it, by any name. */
  readonly hosts: readonly string[] | undefined;
}

/** What a call's path and method lead to. */
export type Route = Operation | "unknown path" | "unknown method";

/** What is there only with an engine. */
export interface Moving {
  readonly feed: Pick<SyncFeed, "listen">;
  /** In Prometheus' text format. */
  readonly metrics: { text(): string };
}

/** Everything that a call needs to be served. */
export interface ServerContext {
  readonly accounts: Accounts;
  readonly clock: ServerClock;
  readonly ticker: Ticker;
  readonly catchUp: CatchUp;
  readonly reception: Reception;
  readonly store: Store;
  /** Where data is really moved: what tells of it, and counts it. */
  readonly moving?: Moving | undefined;
  readonly journal: Journal;
  readonly faults: Faults;
  readonly halts: Halts;
  readonly rateLimiter: RateLimiter;
  /** Set where answers are held to the API's document. */
  readonly answerCheck?: AnswerCheck | undefined;
  /** Real time that every answer takes at least. */
  latencyMs: number;
}
