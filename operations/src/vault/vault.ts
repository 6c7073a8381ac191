import { createHmac, randomBytes } from "node:crypto";
import { type Database, type Statement, textOf } from "../store/database";
import { type MasterKey, MasterKeyError, type MasterKeys } from "./masterKey";
import { seal, unseal } from "./seal";

/**
 * What a value is kept for, each with a data key of its own: `credentials` are unreadable from the end of the operation on,
 * `states` as many days later as `--keep` says.
 */
export type Purpose = "credentials" | "states";

/** A sealed value that cannot be opened: its key was deleted, or was sealed by a master key that this process does not have. */
export class UnsealableError extends Error {
  override readonly name = "UnsealableError";
}

/** Everything that may be secret, sealed by a data key per operation and purpose, which is sealed by the master key. */
export class Vault {
  readonly #database: Database;
  readonly #keys: MasterKeys;
  readonly #hashKey: Buffer;

  private constructor(database: Database, keys: MasterKeys, hashKey: Buffer) {
    this.#database = database;
    this.#keys = keys;
    this.#hashKey = hashKey;
  }

  /**
   * Opens the vault of a database. The first key that a database sees is its own; with the previous one given too, a new key
   * takes over and all data keys are sealed by it.
   *
   * @throws {MasterKeyError} for a key that is not the database's
   */
  static async open(database: Database, keys: MasterKeys): Promise<Vault> {
    return database.locked("fivetran-master-key", async () => {
      const [stored] = await database.all(
        "SELECT value FROM fivetran_meta WHERE name = 'master_key_fingerprint'",
      );
      if (stored === undefined) await begin(database, keys.current);
      else await takeOver(database, keys, textOf(stored, "value"));
      const [row] = await database.all("SELECT value FROM fivetran_meta WHERE name = 'hash_key'");
      if (row === undefined) throw new MasterKeyError("The database holds no key for hashes.");
      return new Vault(database, keys, unsealedBy(keys, "hash key", textOf(row, "value")));
    });
  }

  /** A digest that tells equal texts and, without the master key, nothing else. */
  hash(text: string): string {
    return createHmac("sha256", this.#hashKey).update(text).digest("base64url");
  }

  /** The statements that keep values for an operation that begins: to be carried out with what else begins it. */
  sealNew(operationId: string, purpose: Purpose, values: Readonly<Record<string, string>>): Statement[] {
    const key = randomBytes(32);
    return [
      this.#keyStatement(operationId, purpose, key),
      ...Object.entries(values).map(([name, text]) => valueStatement(operationId, purpose, name, key, text)),
    ];
  }

  /** Keeps a value, in place of the one of its name. */
  async put(operationId: string, purpose: Purpose, name: string, text: string): Promise<void> {
    const existing = await this.#dataKey(operationId, purpose);
    const key = existing ?? randomBytes(32);
    await this.#database.batch([
      ...(existing === undefined ? [this.#keyStatement(operationId, purpose, key)] : []),
      valueStatement(operationId, purpose, name, key, text),
    ]);
  }

  /** @throws {UnsealableError} for a value that is not there any more, or cannot be opened */
  async get(operationId: string, purpose: Purpose, name: string): Promise<string> {
    const key = await this.#dataKey(operationId, purpose);
    const [row] = await this.#database.all(
      "SELECT sealed FROM fivetran_sealed_values WHERE operation_id = $1 AND purpose = $2 AND name = $3",
      [operationId, purpose, name],
    );
    if (key === undefined || row === undefined)
      throw new UnsealableError(`What the operation ${operationId} kept as '${name}' is not there any more.`);
    try {
      return unseal(key, aboutValue(operationId, purpose, name), textOf(row, "sealed")).toString();
    } catch {
      throw new UnsealableError(`What the operation ${operationId} kept as '${name}' cannot be opened.`);
    }
  }

  /** Whether a value of the name is kept, whether or not it can be opened. */
  async has(operationId: string, purpose: Purpose, name: string): Promise<boolean> {
    const rows = await this.#database.all(
      "SELECT name FROM fivetran_sealed_values WHERE operation_id = $1 AND purpose = $2 AND name = $3",
      [operationId, purpose, name],
    );
    return rows.length > 0;
  }

  async #dataKey(operationId: string, purpose: Purpose): Promise<Buffer | undefined> {
    const [row] = await this.#database.all(
      "SELECT wrapped FROM fivetran_data_keys WHERE operation_id = $1 AND purpose = $2",
      [operationId, purpose],
    );
    return row && unsealedBy(this.#keys, aboutKey(operationId, purpose), textOf(row, "wrapped"));
  }

  #keyStatement(operationId: string, purpose: Purpose, key: Buffer): Statement {
    const { bytes, fingerprint } = this.#keys.current;
    return {
      sql: "INSERT INTO fivetran_data_keys (operation_id, purpose, wrapped_by, wrapped) VALUES ($1, $2, $3, $4)",
      values: [operationId, purpose, fingerprint, seal(bytes, aboutKey(operationId, purpose), key)],
    };
  }
}

/** The statements that make what an operation kept for a purpose unreadable: its data key goes, and the values with it. */
export function forgetStatements(operationId: string, purpose: Purpose): Statement[] {
  return ["fivetran_data_keys", "fivetran_sealed_values"].map((table) => ({
    sql: `DELETE FROM ${table} WHERE operation_id = $1 AND purpose = $2`,
    values: [operationId, purpose],
  }));
}

function valueStatement(
  operationId: string,
  purpose: Purpose,
  name: string,
  key: Buffer,
  text: string,
): Statement {
  return {
    sql: `INSERT INTO fivetran_sealed_values (operation_id, purpose, name, sealed) VALUES ($1, $2, $3, $4)
      ON CONFLICT (operation_id, purpose, name) DO UPDATE SET sealed = excluded.sealed`,
    values: [
      operationId,
      purpose,
      name,
      seal(key, aboutValue(operationId, purpose, name), Buffer.from(text)),
    ],
  };
}

function unsealedBy({ current, previous }: MasterKeys, about: string, sealed: string): Buffer {
  for (const key of [current, previous]) {
    try {
      if (key !== undefined) return unseal(key.bytes, about, sealed);
    } catch {
      // The other key may open it.
    }
  }
  throw new UnsealableError(
    "What is stored was sealed by another master key than those that this process was given.",
  );
}

async function begin(database: Database, { bytes, fingerprint }: MasterKey): Promise<void> {
  const insert = "INSERT INTO fivetran_meta (name, value) VALUES ($1, $2)";
  await database.batch([
    { sql: insert, values: ["master_key_fingerprint", fingerprint] },
    { sql: insert, values: ["hash_key", seal(bytes, "hash key", randomBytes(32))] },
  ]);
}

/** Seals all data keys by the new master key, when the stored one is the previous one. */
async function takeOver(database: Database, keys: MasterKeys, stored: string): Promise<void> {
  const { current, previous } = keys;
  if (stored === current.fingerprint) return;
  if (stored !== previous?.fingerprint)
    throw new MasterKeyError(
      `The database's master key has the fingerprint ${stored}, and the key that was given ${current.fingerprint}. Give the same FIVETRAN_OPERATIONS_KEY to every process; to change it, give the old one as FIVETRAN_OPERATIONS_KEY_PREVIOUS.`,
    );
  const rows = await database.all("SELECT operation_id, purpose, wrapped FROM fivetran_data_keys");
  const [hash] = await database.all("SELECT value FROM fivetran_meta WHERE name = 'hash_key'");
  const again = (about: string, sealed: string): string =>
    seal(current.bytes, about, unsealedBy(keys, about, sealed));
  const update = "UPDATE fivetran_meta SET value = $2 WHERE name = $1";
  await database.batch([
    ...rows.map((row) => {
      const [operationId, purpose] = [textOf(row, "operation_id"), textOf(row, "purpose")];
      return {
        sql: "UPDATE fivetran_data_keys SET wrapped = $3, wrapped_by = $4 WHERE operation_id = $1 AND purpose = $2",
        values: [
          operationId,
          purpose,
          again(aboutKey(operationId, purpose), textOf(row, "wrapped")),
          current.fingerprint,
        ],
      };
    }),
    ...(hash === undefined
      ? []
      : [{ sql: update, values: ["hash_key", again("hash key", textOf(hash, "value"))] }]),
    { sql: update, values: ["master_key_fingerprint", current.fingerprint] },
  ]);
}

function aboutKey(operationId: string, purpose: string): string {
  return `data key of ${operationId} for ${purpose}`;
}

function aboutValue(operationId: string, purpose: string, name: string): string {
  return `${name} of ${operationId} for ${purpose}`;
}
