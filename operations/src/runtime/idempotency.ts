import { type Statement, textOf } from "../store/database";
import type { Store } from "../store/store";

/** An idempotency key was used before, by the same caller, for something else. */
export class IdempotencyConflictError extends Error {
  override readonly name = "IdempotencyConflictError";
}

/** A request that shall have one effect, however often it is sent. */
export interface KeyedRequest {
  /** Who sends it: keys of one caller mean nothing to another. */
  readonly caller: string;
  readonly key: string;

  /** What is asked for. Only a keyed digest of it is kept. */
  readonly body: string;
}

/** Which operation was begun by which request. */
export class IdempotencyKeys {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  /**
   * The operation of the request: the one that it began earlier, or the one that `begin` makes, together with what `keep` returns.
   *
   * @throws {IdempotencyConflictError} when the key came with another body
   */
  once(
    { caller, key, body }: KeyedRequest,
    begin: (keep: (operationId: string) => Statement) => Promise<string>,
  ): Promise<string> {
    const { database, vault, now } = this.#store;
    const keyHash = vault.hash(`idempotency key ${key}`);
    const bodyHash = vault.hash(`body ${body}`);
    return database.locked(`fivetran-idempotency:${caller}:${keyHash}`, async () => {
      const [row] = await database.all(
        "SELECT body_hash, operation_id FROM fivetran_idempotency_keys WHERE caller = $1 AND key_hash = $2",
        [caller, keyHash],
      );
      if (row !== undefined) {
        if (textOf(row, "body_hash") === bodyHash) return textOf(row, "operation_id");
        throw new IdempotencyConflictError(
          "This Idempotency-Key was used for another request. Use a new key for a new request, and the same body to repeat one.",
        );
      }
      return begin((operationId) => ({
        sql: `INSERT INTO fivetran_idempotency_keys (caller, key_hash, body_hash, operation_id, created_at)
          VALUES ($1, $2, $3, $4, $5)`,
        values: [caller, keyHash, bodyHash, operationId, now()],
      }));
    });
  }
}
