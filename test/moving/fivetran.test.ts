import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type ConnectorOptions, Fivetran, type Machine } from "@pulumi-fivetran/engine";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { duckdbRows, TestFolder } from "../support/moving";

/** A clock that goes on by sleeping. */
class TestClock implements Machine {
  time = Date.parse("2026-01-05T08:00:00Z");
  readonly slept: number[] = [];
  readonly now = (): number => this.time;
  readonly sleep = (milliseconds: number): Promise<void> => {
    this.slept.push(milliseconds);
    this.time += milliseconds;
    return Promise.resolve();
  };
}

describe("pipelines in code", () => {
  let folder: TestFolder;
  let clock: TestClock;
  beforeEach(() => {
    folder = new TestFolder();
    clock = new TestClock();
    mkdirSync(folder.file("data"));
  });
  afterEach(() => {
    folder[Symbol.dispose]();
  });

  const write = (name: string, text: string): void => {
    writeFileSync(folder.file(`data/${name}`), text);
  };
  const fivetran = (): Fivetran =>
    new Fivetran({ id: "test", folder: folder.file("engine"), machine: clock });
  const options = (more: Partial<ConnectorOptions> = {}): ConnectorOptions => ({
    id: "shop",
    source: { type: "files", path: folder.file("data") },
    destination: { type: "duckdb", path: folder.file("out.duckdb") },
    ...more,
  });
  const rows = async (sql: string) => await duckdbRows(folder.file("out.duckdb"), sql);

  it("sync, tell of it, and go on in a new process with the same id", async () => {
    write("orders.csv", "id,amount\n1,1.50\n2,2\n");
    const first = fivetran();
    const connector = first.createConnector(options());
    const told: string[] = [];
    connector.onSyncStart(({ sync }) => told.push(`start ${sync}`));
    connector.onSchemaChange(({ change }) => told.push(`${change.kind} ${change.table}`));
    first.onSyncComplete(({ connector: id, record }) => told.push(`${id} ${record.status} ${record.rows}`));
    expect(connector.status()).toMatchObject({ health: "new", rows: 0, lastSync: undefined, syncing: false });
    await connector.sync();
    expect(told).toEqual(["start 1", "tableCreated shop.orders", "shop SUCCESSFUL 2"]);
    expect(connector.status()).toMatchObject({
      health: "healthy",
      rows: 2,
      lastSync: { sync: 1, status: "SUCCESSFUL", tables: [{ table: "shop.orders", rows: 2 }] },
    });

    write("orders.csv", "id,amount\n2,3\n");
    const again = fivetran().createConnector(options());
    expect(again.history()).toHaveLength(1);
    await again.sync();
    expect(await rows("SELECT id, amount, _fivetran_deleted FROM shop.orders ORDER BY id")).toEqual([
      { id: "1", amount: "1.50", _fivetran_deleted: "true" },
      { id: "2", amount: "3.00", _fivetran_deleted: "false" },
    ]);
    expect(again.history().map(({ sync, deleted }) => [sync, deleted])).toEqual([
      [1, 0],
      [2, 1],
    ]);
  });

  it("keep no credential, and files that only their owner reads", async () => {
    write("orders.csv", "id,email\n1,plain-marker@example.com\n");
    const connector = fivetran().createConnector(
      options({
        schema: { schemas: { shop: { tables: { orders: { columns: { email: { hashed: true } } } } } } },
      }),
    );
    await connector.sync();
    const away = fivetran().createConnector(
      options({
        id: "away",
        source: {
          type: "postgres",
          connectionString: "postgresql://u:password-marker@127.0.0.1:1/db",
        },
      }),
    );
    await expect(away.sync()).rejects.toThrow(/The source cannot be reached: .*ECONNREFUSED/);
    const files = readdirSync(folder.file("engine"), { recursive: true, encoding: "utf8" }).map((name) =>
      join(folder.file("engine"), name),
    );
    expect(files.length).toBeGreaterThan(5);
    for (const file of files) {
      const { mode } = statSync(file);
      expect([file, mode & 0o077]).toEqual([file, 0]);
      if (statSync(file).isFile()) expect(readFileSync(file, "utf8")).not.toMatch(/marker/);
    }
    expect(readFileSync(folder.file("out.duckdb")).includes("plain-marker")).toBe(false);
  });

  it("pause and resume are kept; delete leaves the destination's tables", async () => {
    write("orders.csv", "id\n1\n");
    const connector = fivetran().createConnector(options({ sync: { schedule: "every 5 minutes" } }));
    expect(connector.nextSync()?.getTime()).toBe(clock.now());
    await connector.sync();
    expect(connector.nextSync()?.toISOString()).toBe("2026-01-05T08:05:00.000Z");
    connector.pause();
    const again = fivetran().createConnector(options({ sync: { schedule: "daily at 9am" } }));
    expect(again.status()).toMatchObject({ health: "paused", nextSync: undefined });
    again.resume();
    expect(again.nextSync()?.toISOString()).toBe("2026-01-05T09:00:00.000Z");
    await again.delete();
    expect(existsSync(folder.file("engine/connectors/shop"))).toBe(false);
    expect(await rows("SELECT count(*) AS n FROM shop.orders")).toEqual([{ n: "1" }]);
    await expect(again.sync()).rejects.toThrow("The connector shop is deleted.");
  });

  it("run() syncs each connector when it is due, makes up nothing, and ends when it is told to", async () => {
    write("orders.csv", "id\n1\n");
    const engine = fivetran();
    const times: string[] = [];
    engine.onSyncStart(({ connector, startedAt }) => {
      times.push(`${connector} ${startedAt.toISOString().slice(11, 16)}`);
      if (times.length === 6) void engine.stop();
    });
    engine.createConnector(options({ sync: { schedule: "every 30 minutes" } }));
    engine.createConnector(options({ id: "nightly", sync: { schedule: "0 9 * * *" } }));
    await engine.run();
    expect(times).toEqual([
      "shop 08:00",
      "nightly 08:00",
      "shop 08:30",
      "shop 09:00",
      "nightly 09:00",
      "shop 09:30",
    ]);
  });

  it("try a failed sync again, at growing intervals, and tell of it once", async () => {
    const engine = fivetran();
    const connector = engine.createConnector(
      options({ source: { type: "files", path: folder.file("nowhere") }, sync: { retries: 3 } }),
    );
    const errors: string[] = [];
    connector.onSyncError(({ error }) => errors.push(error.message));
    await expect(connector.sync()).rejects.toThrow(/The folder .* cannot be read/);
    expect(clock.slept).toEqual([1000, 2000, 4000]);
    expect(errors).toHaveLength(1);
    expect(connector.status()).toMatchObject({ health: "failing", lastSync: { tries: 4, status: "FAILED" } });
  });

  it("a SQL transform runs over the rows of a sync, without files or network, and keeps the key", async () => {
    write("orders.csv", "id,amount,state\n1,1.50,new\n2,2,paid\n3,4,paid\n");
    const engine = fivetran();
    const connector = engine.createConnector(
      options({
        transform: {
          type: "sql",
          query:
            "SELECT id, amount * 2 AS double_amount, upper(state) AS state, [id] AS list FROM {{ source }} WHERE state = 'paid';",
        },
      }),
    );
    await connector.sync();
    expect(
      await rows("SELECT id, double_amount, state, list::VARCHAR AS list FROM shop.orders ORDER BY id"),
    ).toEqual([
      { id: "2", double_amount: "4.00", state: "PAID", list: "[2]" },
      { id: "3", double_amount: "8.00", state: "PAID", list: "[3]" },
    ]);
    const query = async (id: string, text: string) =>
      await engine.createConnector(options({ id, transform: { type: "sql", query: text } })).sync();
    await expect(query("keyless", "SELECT state FROM {{ source }}")).rejects.toThrow(
      /column id: The transform does not return the key/,
    );
    await expect(
      query("files", `SELECT 1 AS id FROM read_csv('${folder.file("data/orders.csv")}')`),
    ).rejects.toThrow(/transform has failed/);
    await expect(query("attach", "ATTACH 'x.db'")).rejects.toThrow(/is not one SELECT/);
    await expect(query("two", "SELECT 1 AS id FROM {{ source }}; SELECT 2 AS id")).rejects.toThrow(
      /is not one SELECT/,
    );
    await expect(query("copy", `COPY (SELECT 1) TO '${folder.file("leak")}'`)).rejects.toThrow(
      /is not one SELECT/,
    );
    await expect(
      query(
        "config",
        "SELECT * FROM {{ source }} WHERE (SELECT count(*) FROM duckdb_settings()) < 0 OR getenv('HOME') <> ''",
      ),
    ).rejects.toThrow(/transform has failed/);
    expect(readdirSync(folder.path).sort()).toEqual(["data", "engine", "out.duckdb"]);
  });

  it("a function makes one row, several or none of each, and cannot change the key", async () => {
    write("orders.csv", 'id,amount,note\n1,1.50,"a\nb"\n2,2,\n3,4,x\n');
    const engine = fivetran();
    await engine
      .createConnector(
        options({
          transform: {
            type: "function",
            columns: { length: "INT" },
            fn: (row) => (row["id"] === 3n ? null : { ...row, length: String(row["note"] ?? "").length }),
          },
        }),
      )
      .sync();
    expect(await rows("SELECT id, amount, note, length FROM shop.orders ORDER BY id")).toEqual([
      { id: "1", amount: "1.50", note: "a\nb", length: "3" },
      { id: "2", amount: "2.00", note: null, length: "0" },
    ]);
    const failing = async (id: string, fn: (row: Readonly<Record<string, unknown>>) => object) =>
      await engine.createConnector(options({ id, transform: { type: "function", fn: fn as never } })).sync();
    await expect(failing("key", (row) => ({ ...row, id: 9n }))).rejects.toThrow(
      /column id, row 1 .*: The function changes the key/,
    );
    await expect(failing("extra", (row) => ({ ...row, other: 1 }))).rejects.toThrow(
      /column other, row 1.*not declared/,
    );
    await expect(failing("type", (row) => ({ ...row, amount: "x" }))).rejects.toThrow(
      /column amount, row 1 .*: The function returns no DECIMAL/,
    );
  });

  it("schema.evolve adds a column, breaking changes stop or go on, and the history keeps them", async () => {
    write("orders.csv", "id,amount,old\n1,2,x\n");
    const connector = fivetran().createConnector(options());
    await connector.sync();
    await connector.schema.evolve({ addColumn: { table: "orders", column: "later", type: "DECIMAL(10,2)" } });
    await expect(
      connector.schema.evolve({ addColumn: { table: "orders", column: "later", type: "LONG" } }),
    ).rejects.toThrow(/there already/);
    await connector.sync();
    write("orders.csv", "id,amount\n1,many\n");
    await expect(connector.sync()).rejects.toThrow(
      /column amount was LONG and is now STRING|column old \(STRING\) has gone/,
    );
    const lenient = fivetran().createConnector(options({ schema: { allowBreaking: true } }));
    await lenient.sync();
    expect(await rows("SELECT id, amount, old, later FROM shop.orders")).toEqual([
      { id: "1", amount: "many", old: null, later: null },
    ]);
    expect(lenient.schema.history().map(({ column, kind }) => `${kind} ${column}`)).toEqual([
      "tableCreated ",
      "columnAdded later",
      "columnWidened amount",
      "columnGone old",
    ]);
    await lenient.sync();
    expect(lenient.schema.history()).toHaveLength(4);
  });

  it("a resync reads a table anew", async () => {
    write("a.csv", "n\n1\n");
    const connector = fivetran().createConnector(
      options({
        source: { type: "files", path: folder.file("data"), table: "all" },
        sync: { mode: "incremental" },
      }),
    );
    expect((await connector.sync()).rows).toBe(1);
    expect((await connector.sync()).rows).toBe(0);
    expect((await connector.sync({ resync: ["all"] })).rows).toBe(1);
  });

  it("wrong options are told all at once, by path", () => {
    const engine = fivetran();
    const wrong = {
      id: "a b",
      source: { type: "postgres", connectionString: "", replication: "logical" },
      destination: { type: "duckdb" },
      sync: { schedule: "sometimes", lookback: "a while", mode: "incremental" },
      extra: 1,
    } as unknown as ConnectorOptions;
    const told = (): string => {
      try {
        engine.createConnector(wrong);
        return "";
      } catch (error) {
        return String(error);
      }
    };
    for (const part of [
      "→ at id",
      "→ at source.connectionString",
      "Logical replication is not there yet",
      "→ at destination.path",
      "→ at sync.schedule",
      "→ at sync.lookback",
      '"extra"',
    ])
      expect(told()).toContain(part);
    expect(() => engine.createConnector(options({ sync: { mode: "incremental" } }))).toThrow(/source\.table/);
  });

  it("another source under an id that is in use is an error", async () => {
    write("orders.csv", "id\n1\n");
    await fivetran().createConnector(options()).sync();
    expect(() =>
      fivetran().createConnector(
        options({ destination: { type: "duckdb", path: folder.file("other.duckdb") } }),
      ),
    ).toThrow(/was from files .*, and is now from/);
  });
});
