import { Holds } from "../holds/holds";
import type { MasterKeys } from "../vault/masterKey";
import { Vault } from "../vault/vault";
import type { Database } from "./database";
import { Operations } from "./operations";
import { Steps } from "./steps";
import { makeTables } from "./tables";

/** Everything that is kept. */
export interface Store {
  readonly database: Database;
  readonly operations: Operations;
  readonly steps: Steps;
  readonly holds: Holds;
  readonly vault: Vault;
  readonly now: () => number;
}

/** Opens what a database holds, and makes the tables that are missing. @throws {MasterKeyError} for another key than the store's */
export async function openStore(
  database: Database,
  keys: MasterKeys,
  now: () => number = Date.now,
): Promise<Store> {
  await makeTables(database);
  return {
    database,
    operations: new Operations(database, now),
    steps: new Steps(database, now),
    holds: new Holds(database, now),
    vault: await Vault.open(database, keys),
    now,
  };
}
