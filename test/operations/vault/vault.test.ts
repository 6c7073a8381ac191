import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Database } from "../../../operations/src/store/database";
import { openSqliteDatabase } from "../../../operations/src/store/sqliteDatabase";
import { makeTables } from "../../../operations/src/store/tables";
import { keyOfFolder, readMasterKey } from "../../../operations/src/vault/masterKey";
import { forgetStatements, Vault } from "../../../operations/src/vault/vault";

const key = (byte: number) => readMasterKey(Buffer.alloc(32, byte).toString("hex"), "the key");

describe("Vault", () => {
  let folder: string;
  let database: Database;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "fivetran-vault-"));
    database = await openSqliteDatabase(folder);
    await makeTables(database);
  });
  afterEach(async () => {
    await database.close();
    rmSync(folder, { recursive: true });
  });

  it("keeps values that the database does not show, and forgets those of one purpose", async () => {
    const vault = await Vault.open(database, { current: key(1) });
    await vault.put("op", "states", "before", "marker-state");
    await vault.put("op", "credentials", "credentials", "marker-secret");
    expect(await vault.get("op", "states", "before")).toBe("marker-state");
    const rows = JSON.stringify(await database.all("SELECT * FROM fivetran_sealed_values"));
    expect(rows).not.toMatch(/marker/);
    await database.batch(forgetStatements("op", "credentials"));
    await expect(vault.get("op", "credentials", "credentials")).rejects.toThrow(/not there any more/);
    expect(await vault.has("op", "credentials", "credentials")).toBe(false);
    expect(await vault.get("op", "states", "before")).toBe("marker-state");
  });

  it("opens a value only where it was put", async () => {
    const vault = await Vault.open(database, { current: key(1) });
    await vault.put("one", "states", "before", "x");
    await vault.put("one", "states", "after", "y");
    await database.run(
      "UPDATE fivetran_sealed_values SET sealed = (SELECT sealed FROM fivetran_sealed_values WHERE name = 'after') WHERE name = 'before'",
    );
    await expect(vault.get("one", "states", "before")).rejects.toThrow(/cannot be opened/);
  });

  it("refuses another master key by its fingerprint, without showing either", async () => {
    await Vault.open(database, { current: key(1) });
    const refused = Vault.open(database, { current: key(2) });
    await expect(refused).rejects.toThrow(/FIVETRAN_OPERATIONS_KEY_PREVIOUS/);
    await expect(refused).rejects.not.toThrow(new RegExp(key(1).bytes.toString("hex")));
  });

  it("changes the master key when both are given, and then needs the new one only", async () => {
    const before = await Vault.open(database, { current: key(1) });
    await before.put("op", "states", "before", "kept");
    const hash = before.hash("x");
    await Vault.open(database, { current: key(2), previous: key(1) });
    // A process that still has the old one as its first reads on, when it has both.
    await before.put("late", "states", "before", "late");
    const after = await Vault.open(database, { current: key(2) });
    expect(await after.get("op", "states", "before")).toBe("kept");
    expect(after.hash("x")).toBe(hash);
    const both = await Vault.open(database, { current: key(2), previous: key(1) });
    expect(await both.get("late", "states", "before")).toBe("late");
    await expect(Vault.open(database, { current: key(1) })).rejects.toThrow(/fingerprint/);
  });

  it("makes a key file that only its owner reads, and reads keys in base64 and hexadecimal digits", () => {
    const made = keyOfFolder(folder);
    expect(statSync(join(folder, "master.key")).mode & 0o777).toBe(0o600);
    expect(keyOfFolder(folder).fingerprint).toBe(made.fingerprint);
    expect(readMasterKey(Buffer.alloc(32, 1).toString("base64"), "x").fingerprint).toBe(key(1).fingerprint);
    expect(() => readMasterKey("marker-short", "FIVETRAN_OPERATIONS_KEY")).toThrow(/openssl rand -base64 32/);
    expect(() => readMasterKey("marker-short", "FIVETRAN_OPERATIONS_KEY")).not.toThrow(/marker/);
  });
});
