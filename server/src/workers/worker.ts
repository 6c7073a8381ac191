import type { Account } from "../domain/account";

/**
 * Works for accounts beside their requests: it reads committed state, does outside of transactions what takes time, and commits the
 * outcome. It is made with the server and given to it; accounts reach it by a port (see domain/ports.ts).
 */
export interface Worker {
  /** Begins to work for an account that is open, with all that waits in its state. */
  start(account: Account): void;
  /** Ends what is under way; it is taken up again at the next start. Resolves when nothing of it runs any more. */
  stop(): Promise<void>;
}
