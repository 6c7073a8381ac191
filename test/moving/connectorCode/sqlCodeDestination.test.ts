// Over 300 lines: each test is one rule of a destination, and all share its sync.
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CodeTable } from "../../../engine/src/connectorCode/contract";
import { SqlCodeDestination } from "../../../engine/src/connectorCode/sqlCodeDestination";
import type { TableRules } from "../../../engine/src/plan/schemaRules";
import { hashValue } from "../../../engine/src/privacy/hashing";
import { SegmentFolder } from "../../../engine/src/segments/segmentFolder";
import { SALT, TestFolder } from "../../support/moving";
import { DATABASES, newTarget, type Target } from "../../support/movingTargets";
import { type PostgresServer, startPostgres, withPostgres } from "../../support/postgres";
import { generator } from "../../support/random";

type Row = Record<string, unknown>;
const KINDS = ["upsert", "update", "delete"] as const;
type Kind = (typeof KINDS)[number];

/** The rows of one connection on their way into a destination. */
class Sync {
  readonly #shapes: string[][] = [];
  #sequence = 0;

  private constructor(readonly destination: SqlCodeDestination) {}

  static async begin(
    target: Target,
    folder: string,
    tables: Readonly<Record<string, TableRules & { syncMode?: "SOFT_DELETE" | "LIVE" }>> = {},
    now = (): number => Date.UTC(2026, 0, 1),
    histories: readonly string[] = [],
  ): Promise<Sync> {
    return new Sync(
      await SqlCodeDestination.open(await target.openSession(), {
        connection: "crm_1",
        rules: {
          rules: { handling: "ALLOW_ALL", schemas: { crm: { tables } } },
          naming: "FIVETRAN_NAMING",
          schema: "crm",
          hasHistory: (_, table) => histories.includes(table),
        },
        salt: SALT,
        folder: new SegmentFolder(join(folder, "staging")),
        now,
      }),
    );
  }

  define(columns: Record<string, string>, more: Partial<CodeTable> = {}): void {
    this.destination.defineTable({
      index: 0,
      table: "orders",
      schema: null,
      primaryKey: ["id"],
      columns,
      shapes: this.#shapes,
      ...more,
    });
  }

  add(kind: Kind, row: Row, index = 0): void {
    let shape = -1;
    if (kind === "update") {
      const names = Object.keys(row);
      shape = this.#shapes.findIndex((each) => each.join() === names.join());
      if (shape < 0) shape = this.#shapes.push(names) - 1;
    }
    this.addText(JSON.stringify(row), kind, shape, index);
  }

  /** @param json as the code wrote it */
  addText(json: string, kind: Kind = "upsert", shape = -1, index = 0): void {
    const place = ++this.#sequence * 4 + KINDS.indexOf(kind);
    const line = `${json.slice(0, -1)},"~":${place}${shape < 0 ? "" : `,"~s":${shape}`}}\n`;
    this.destination.addRows(index, Buffer.from(line));
  }

  async end(): Promise<void> {
    await this.destination.commit("{}");
    await this.destination.succeed();
    await this.destination.close();
  }
}

withPostgres("rows of Connector SDK code", () => {
  let server: PostgresServer;
  const folder = new TestFolder();
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(async () => {
    await server.stop();
    folder[Symbol.dispose]();
  });

  describe.each(DATABASES)("into %s", (kind) => {
    const make = async (): Promise<Target> => await newTarget(kind, folder.path, server);
    const begin = async (target: Target, ...more: unknown[]): Promise<Sync> =>
      await Sync.begin(target, folder.path, ...(more as []));

    it("every type arrives as it was sent", async () => {
      const target = await make();
      const sync = await begin(target);
      sync.define({
        ...{ id: "LONG", bo: "BOOLEAN", s: "SHORT", i: "INT", d: "DECIMAL(20,3)", f: "FLOAT", dd: "DOUBLE" },
        ...{
          nd: "NAIVE_DATE",
          nt: "NAIVE_DATETIME",
          ut: "UTC_DATETIME",
          b: "BINARY",
          x: "XML",
          t: "STRING",
          j: "JSON",
        },
      });
      sync.addText(
        `{"id":9007199254740993,"bo":true,"s":5,"i":-7,"d":"12345678901234567.125","f":1.5,"dd":0.1,"nd":"2026-01-02","nt":"2026-01-02T03:04:05","ut":"2026-01-02T03:04:05.123+01:00","b":"AAH/","x":"<a/>","t":"it's \\"q\\" \\\\ ä,\\n","j":{"a":[1,null,12345678901234567890]}}`,
      );
      sync.addText('{"id":2,"dd":"nan","j":"text"}');
      await sync.end();
      const json = '{"a":[1,null,12345678901234567890]}';
      const [whole, second] = await target.rows(
        "SELECT id, bo, s, i, d, f, dd::text AS dd, x, t, j::text AS j FROM crm.orders ORDER BY id DESC",
      );
      expect(whole).toMatchObject({
        ...{ id: "9007199254740993", bo: "true", s: "5", i: "-7", d: "12345678901234567.125", f: "1.5" },
        ...{ dd: "0.1", x: "<a/>", t: `it's "q" \\ ä,\n`, j: json },
      });
      expect(second).toMatchObject({ id: "2", bo: null, t: null, j: '"text"' });
      expect(second?.["dd"]?.toLowerCase()).toBe("nan");
      expect(
        await target.rows(
          "SELECT count(*) AS n FROM crm.orders WHERE nd = DATE '2026-01-02' AND nt = TIMESTAMP '2026-01-02 03:04:05' AND ut = TIMESTAMPTZ '2026-01-02 02:04:05.123+00'",
        ),
      ).toEqual([{ n: "1" }]);
      const bytes = kind === "DuckDB" ? "lower(hex(b))" : "encode(b, 'hex')";
      expect(await target.rows(`SELECT ${bytes} AS b FROM crm.orders WHERE b IS NOT NULL`)).toEqual([
        { b: "0001ff" },
      ]);
    });

    it("rows and state are kept together, or neither, and a value that does not fit is named by its place", async () => {
      const target = await make();
      const sync = await begin(target);
      expect(await sync.destination.readState()).toBeUndefined();
      sync.define({ id: "LONG" });
      sync.add("upsert", { id: 1 });
      await sync.destination.commit('{"n":"it\'s 1"}');
      sync.add("upsert", { id: 2 });
      await sync.destination.rollback();
      await sync.destination.commit(undefined);
      sync.add("upsert", { id: 3 });
      sync.addText('{"id":"value-marker"}');
      const refused = sync.destination.commit('{"n":2}');
      await expect(refused).rejects.toThrow(/column id/);
      await expect(refused).rejects.not.toThrow(/value-marker/);
      expect(await sync.destination.readState()).toEqual({ state: '{"n":"it\'s 1"}', previous: "{}" });
      await sync.destination.close();
      expect(await target.rows("SELECT id FROM crm.orders")).toEqual([{ id: "1" }]);
    });

    it("columns come and widen in the middle of a batch, and never narrow", async () => {
      const target = await make();
      for (const types of [
        ["LONG", "STRING"],
        ["LONG", "LONG"],
      ] as const) {
        const sync = await begin(target);
        sync.define({ id: "LONG", v: types[0] });
        sync.add("upsert", { id: 1, v: 1 });
        sync.define({ id: "LONG", v: types[1], late: "BOOLEAN" });
        sync.add("upsert", { id: 2, v: types[1] === "STRING" ? "x" : 2, late: true });
        await sync.end();
      }
      expect(await target.rows("SELECT id, v, late::text AS late FROM crm.orders ORDER BY id")).toEqual([
        { id: "1", v: "1", late: null },
        { id: "2", v: "2", late: "true" },
      ]);
    });

    it("rows without a key are told apart by their values, also once a column is added", async () => {
      const target = await make();
      const sync = await begin(target);
      sync.define({ a: "LONG", b: "STRING" }, { primaryKey: [] });
      for (const b of ["x", "x", "y"]) sync.add("upsert", { a: 1, b });
      await sync.destination.commit("{}");
      sync.define({ a: "LONG", b: "STRING", c: "LONG" }, { primaryKey: [] });
      sync.add("upsert", { a: 1, b: "x" });
      sync.add("upsert", { a: 1, b: "x", c: 1 });
      sync.add("delete", { a: 1, b: "y" });
      await sync.end();
      expect(
        await target.rows(
          "SELECT b, c, _fivetran_deleted::text AS gone FROM crm.orders ORDER BY b, coalesce(c, 0)",
        ),
      ).toEqual([
        { b: "x", c: null, gone: "false" },
        { b: "x", c: "1", gone: "false" },
        { b: "y", c: null, gone: "true" },
      ]);
    });

    it("what the schema config blocks does not arrive, and what it hashes arrives hashed", async () => {
      const target = await make();
      const sync = await begin(target, {
        orders: { columns: { email: { hashed: true }, phone: { enabled: false } } },
        audit: { enabled: false },
      });
      sync.define({ id: "LONG", email: "STRING", phone: "STRING" });
      sync.define({ id: "LONG" }, { index: 1, table: "audit" });
      sync.add("upsert", { id: 1, email: "ann@example.com", phone: "555" });
      sync.add("upsert", { id: 1 }, 1);
      await sync.end();
      expect(await target.rows("SELECT * FROM crm.orders")).toEqual([
        expect.objectContaining({ id: "1", email: hashValue(SALT, "ann@example.com") }),
      ]);
      await expect(target.rows("SELECT phone FROM crm.orders")).rejects.toThrow();
      await expect(target.rows("SELECT id FROM crm.audit")).rejects.toThrow();
    });

    it("a table of a source's schema goes into a schema of its own; one in history mode is refused", async () => {
      const target = await make();
      const sync = await begin(target, {}, undefined, ["past"]);
      sync.define({ id: "LONG" }, { schema: "Sales EU" });
      sync.add("upsert", { id: 1 });
      expect(() => sync.define({ id: "LONG" }, { index: 1, table: "past" })).toThrow(
        /history mode.*SOFT_DELETE/,
      );
      await sync.end();
      expect(await target.rows("SELECT id FROM crm_sales_eu.orders")).toEqual([{ id: "1" }]);
    });

    it("a deferred truncate is carried out once the sync has succeeded, and spares the sync's own rows", async () => {
      const target = await make();
      const first = await begin(target);
      first.define({ id: "LONG" });
      first.add("upsert", { id: 1 });
      await first.end();
      const second = await begin(target);
      second.define({ id: "LONG" });
      second.destination.truncate(0, true);
      second.add("upsert", { id: 2 });
      await second.end();
      expect(
        await target.rows("SELECT id, _fivetran_deleted::text AS gone FROM crm.orders ORDER BY id"),
      ).toEqual([
        { id: "1", gone: "true" },
        { id: "2", gone: "false" },
      ]);
    });

    it("a truncate leaves `_fivetran_synced` as it was", async () => {
      const target = await make();
      let now = Date.UTC(2026, 0, 1);
      const sync = await begin(target, {}, () => now);
      sync.define({ id: "LONG" });
      sync.add("upsert", { id: 1 });
      await sync.destination.commit("{}");
      now += 60_000;
      sync.destination.truncate(0, false);
      sync.add("upsert", { id: 2 });
      await sync.end();
      expect(
        await target.rows(
          "SELECT id, _fivetran_deleted::text AS gone, (_fivetran_synced > TIMESTAMPTZ '2026-01-01 00:00:30+00')::text AS later FROM crm.orders ORDER BY id",
        ),
      ).toEqual([
        { id: "1", gone: "true", later: "false" },
        { id: "2", gone: "false", later: "true" },
      ]);
    });

    it.each(["SOFT_DELETE", "LIVE"] as const)(
      "%s: 25 random histories end as the rules say",
      async (syncMode) => {
        for (let seed = 1; seed <= 25; seed++) {
          const random = generator(seed);
          const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
          const target = await make();
          const model = new Model(syncMode === "LIVE");
          const sync = await begin(target, { orders: { syncMode } });
          for (let commit = 0; commit < 3; commit++) {
            for (let step = Math.floor(random() * 12); step > 0; step--) {
              const operation = pick([
                "upsert",
                "upsert",
                "update",
                "delete",
                random() < 0.2 ? "truncate" : "upsert",
              ] as const);
              const row: Row = { id: pick([1, 2, 3]) };
              if (operation === "upsert" || operation === "update")
                for (const column of ["a", "b"]) if (random() < 0.6) row[column] = pick([null, 1, 2, 3]);
              sync.define({ id: "LONG", a: "LONG", b: "JSON" });
              if (operation === "truncate") sync.destination.truncate(0, false);
              else sync.add(operation, row);
              // The code tells of a new shape before the first row that has it.
              sync.define({ id: "LONG", a: "LONG", b: "JSON" });
              model.apply(operation, row);
            }
            sync.define({ id: "LONG", a: "LONG", b: "JSON" });
            await sync.destination.commit("{}");
          }
          await sync.destination.close();
          const rows = await target.rows(
            "SELECT id, a, b::text AS b, _fivetran_deleted::text AS gone FROM crm.orders ORDER BY id",
          );
          expect(rows, `seed ${seed}`).toEqual(model.rows());
        }
      },
    );
  });
});

/** The rules of a destination, one operation at a time. */
class Model {
  readonly #rows = new Map<number, { a: unknown; b: unknown; deleted: boolean }>();

  constructor(private readonly isLive: boolean) {}

  apply(kind: Kind | "truncate", row: Row): void {
    const id = Number(row["id"]);
    const held = this.#rows.get(id);
    if (kind === "upsert") this.#rows.set(id, { a: row["a"] ?? null, b: row["b"] ?? null, deleted: false });
    if (kind === "update" && held !== undefined) Object.assign(held, { ...row, id: undefined });
    if (kind === "delete") this.#remove(id);
    if (kind === "truncate") for (const each of [...this.#rows.keys()]) this.#remove(each);
  }

  rows(): unknown[] {
    const text = (value: unknown): string | null => (value === null ? null : String(value));
    return [...this.#rows]
      .sort(([one], [other]) => one - other)
      .map(([id, { a, b, deleted }]) => ({ id: String(id), a: text(a), b: text(b), gone: String(deleted) }));
  }

  #remove(id: number): void {
    const held = this.#rows.get(id);
    if (this.isLive) this.#rows.delete(id);
    else if (held !== undefined) held.deleted = true;
  }
}
