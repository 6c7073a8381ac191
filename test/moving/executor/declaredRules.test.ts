import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Api } from "../../server/support/api";
import { MovingServer } from "../../support/movingServer";
import { type PostgresServer, startPostgres, withPostgres } from "../../support/postgres";

interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | null)[])[];
}

/** What a source holds: tables of the schema `public`, the first column of each is its key. */
type Content = Readonly<Record<string, Table>>;

/** A system that stands in, whose content a test chooses. */
interface StandIn {
  /** For the file of stand-ins. */
  readonly source: string;
  /** What it holds from the sync of this number on. */
  hold(content: Content, sync: number): Promise<void>;
  /** Where its own rows are, which markers may be in. */
  readonly own: readonly string[];
}

type MakeStandIn = (moving: MovingServer) => Promise<StandIn>;

const fixtures: MakeStandIn = (moving) =>
  Promise.resolve({
    source: "{ type: fixtures, path: ./fixtures }",
    own: ["fixtures"],
    hold: (content, sync) => {
      for (const [name, { columns, rows }] of Object.entries(content)) {
        const cells = rows.map((row) => row.map((cell) => cell ?? "").join(","));
        moving.write(`fixtures/${sync}/public/${name}.csv`, `${[columns.join(","), ...cells].join("\n")}\n`);
      }
      return Promise.resolve();
    },
  });

function postgresStandIn(server: () => PostgresServer): MakeStandIn {
  let made = 0;
  return async () => {
    made += 1;
    const database = await server().database(`rules_${made}`);
    return {
      source: `{ type: postgres, connectionString: ${JSON.stringify(database)} }`,
      own: [],
      hold: async (content) => {
        for (const [name, { columns, rows }] of Object.entries(content)) {
          const list = columns.map(
            (column, index) => `"${column}" ${index === 0 ? "int PRIMARY KEY" : "text"}`,
          );
          const values = rows.map(
            (row) => `(${row.map((cell) => (cell === null ? "NULL" : `'${cell}'`)).join(", ")})`,
          );
          await server().run(
            database,
            `DROP TABLE IF EXISTS "${name}"; CREATE TABLE "${name}" (${list.join(", ")});
             ${values.length === 0 ? "" : `INSERT INTO "${name}" VALUES ${values.join(", ")}`}`,
          );
        }
      },
    };
  };
}

function testsWith(name: string, make: MakeStandIn): void {
  describe(`declared rules on ${name}`, () => {
    let moving: MovingServer;
    let api: Api;
    let standIn: StandIn;
    let id: string;

    beforeEach(async () => {
      moving = new MovingServer();
      standIn = await make(moving);
      await standIn.hold(FIRST, 1);
      api = await moving.start(`sources:
  - source: ${standIn.source}
destinations:
  - destination: { type: duckdb, path: ./warehouse.duckdb }
`);
    });
    afterEach(async () => {
      await moving[Symbol.asyncDispose]();
    });

    const connect = async (fields = {}): Promise<void> => {
      id = await api.connection(fields);
      expect((await api.post(`/v1/connections/${id}/schemas/reload`, {})).status).toBe(200);
    };
    const declare = async (tables: object, policy = "ALLOW_ALL"): Promise<void> => {
      const body = { schema_change_handling: policy, schemas: { public: { tables } } };
      const reply = await api.patch(`/v1/connections/${id}/schemas`, body);
      expect([reply.status, reply.message]).toEqual([200, expect.anything()]);
    };
    const columnsOf = async (table: string): Promise<(string | null | undefined)[]> =>
      (
        await moving.rows(
          `SELECT column_name AS name FROM duckdb_columns() WHERE schema_name = 'shop_public' AND table_name = '${table}' AND column_name NOT LIKE '_fivetran%' ORDER BY column_index`,
        )
      ).map((row) => row["name"]);
    const tablesThere = async (): Promise<(string | null | undefined)[]> =>
      (
        await moving.rows(
          "SELECT table_name AS name FROM duckdb_tables() WHERE schema_name = 'shop_public' ORDER BY 1",
        )
      ).map((row) => row["name"]);
    const ids = async (where = "true"): Promise<string> =>
      (await moving.rows(`SELECT id FROM shop_public.people WHERE ${where} ORDER BY id`))
        .map((row) => row["id"])
        .join(" ");

    const FIRST: Content = {
      people: {
        columns: ["id", "fullName", "email", "city"],
        rows: [
          ["1", "Ann One", "ann-marker@example.com", "Oslo"],
          ["2", "Bob Two", "bob-marker@example.com", "Bergen"],
          ["3", "Cy Three", null, "Oslo West"],
        ],
      },
      audit_log: { columns: ["id", "line"], rows: [["1", "audit-marker"]] },
    };
    const person = (...rows: (readonly (string | null)[])[]): Content => ({
      people: { columns: FIRST["people"]?.columns ?? [], rows },
    });

    it("blocked and hashed: not one plain value is in any file, log, history or row", async () => {
      await connect();
      await declare({
        people: { columns: { email: { hashed: true }, fullName: { enabled: false } } },
        audit_log: { enabled: false },
      });
      const { syncs } = await moving.sync(id);
      expect(syncs[0]).toMatchObject({ status: "SUCCESSFUL", rows: 3 });
      expect(await tablesThere()).toEqual(["people"]);
      expect(await columnsOf("people")).toEqual(["id", "email", "city"]);
      const hashes = await moving.rows("SELECT email FROM shop_public.people ORDER BY id");
      expect(hashes.map(({ email }) => email?.length)).toEqual([64, 64, undefined]);
      await moving.stop();
      for (const marker of ["-marker", "Ann One", "Cy Three"])
        expect([marker, moving.filesWith(marker, [...standIn.own])]).toEqual([marker, []]);
      expect(moving.filesWith(hashes[0]?.["email"] ?? "none", [])).toEqual(["warehouse.duckdb"]);
    });

    it.each([
      [{ operator: "EQUALS", values: ["Oslo"] }, "1"],
      [{ operator: "NOT_EQUALS", values: ["Oslo"] }, "2 3"],
      [{ operator: "LESS", values: ["Oslo"] }, "2"],
      [{ operator: "LESS_OR_EQUALS", values: ["Oslo"] }, "1 2"],
      [{ operator: "GREATER", values: ["Oslo"] }, "3"],
      [{ operator: "GREATER_OR_EQUALS", values: ["Oslo"] }, "1 3"],
      [{ operator: "STARTS_WITH", values: ["Oslo"] }, "1 3"],
      [{ operator: "CONTAINS", values: ["West"] }, "3"],
      [{ operator: "IN", values: ["Bergen", "Oslo West"] }, "2 3"],
      [{ operator: "IS_NULL", values: [], column: "email" }, "3"],
      [{ operator: "IS_NOT_NULL", values: [], column: "email" }, "1 2"],
    ])("row filter %j", async (clause, expected) => {
      await connect();
      const filter = { column: "city", column_type: "STRING", ...clause };
      await declare({
        people: { row_filter: { name: "f", description: "d", column_clauses: [filter] } },
      });
      const { syncs } = await moving.sync(id);
      expect(syncs[0]?.status).toBe("SUCCESSFUL");
      expect(await ids()).toBe(expected);
    });

    it("row filters of several clauses: all of them, or one; a change of the filter lets rows go", async () => {
      await connect();
      const clauses = [
        { column: "city", column_type: "STRING", operator: "STARTS_WITH", values: ["Oslo"] },
        { column: "email", column_type: "STRING", operator: "IS_NULL", values: [] },
      ];
      const filter = (more: object) => ({
        people: { row_filter: { name: "f", description: "d", column_clauses: clauses, ...more } },
      });
      await declare(filter({ operator: "OR" }));
      await moving.sync(id);
      expect(await ids()).toBe("1 3");
      await declare(filter({}));
      await moving.sync(id);
      expect(await ids("NOT _fivetran_deleted")).toBe("3");
    });

    it("names: as Fivetran makes them, or as the source has them", async () => {
      await connect();
      await moving.sync(id);
      expect(await columnsOf("people")).toEqual(["id", "full_name", "email", "city"]);
      await moving.stop();
      api = await moving.start(`sources:
  - source: ${standIn.source}
destinations:
  - destination: { type: duckdb, path: ./source-names.duckdb }
`);
      await connect({ destination_schema_names: "SOURCE_NAMING" });
      await moving.sync(id);
      const found = await moving.rows(
        'SELECT "fullName" FROM shop_public.people ORDER BY id',
        "source-names",
      );
      expect(found[0]).toEqual({ fullName: "Ann One" });
    });

    it("sync modes: soft delete marks what has gone, live removes it", async () => {
      await connect();
      await moving.sync(id);
      await standIn.hold(person(["1", "Ann One", null, "Oslo"]), 2);
      await moving.sync(id);
      expect(await ids()).toBe("1 2 3");
      expect(await ids("_fivetran_deleted")).toBe("2 3");
      await declare({ people: { sync_mode: "LIVE" } });
      await standIn.hold(person(["2", "Bob Two", null, "Oslo"]), 3);
      await moving.sync(id);
      expect(await ids()).toBe("2");
      expect(await ids("_fivetran_deleted")).toBe("");
    });

    it.each([
      ["ALLOW_ALL", ["audit_log", "later", "people"], ["id", "full_name", "email", "city", "phone"]],
      ["ALLOW_COLUMNS", ["audit_log", "people"], ["id", "full_name", "email", "city", "phone"]],
      ["BLOCK_ALL", ["audit_log", "people"], ["id", "full_name", "email", "city"]],
    ])("what appears later, with %s", async (policy, tables, columns) => {
      await connect();
      await declare({}, policy);
      await moving.sync(id);
      await standIn.hold(
        {
          people: {
            columns: ["id", "fullName", "email", "city", "phone"],
            rows: [["1", "Ann", "a@example.com", "Oslo", "phone-marker"]],
          },
          later: { columns: ["id", "note"], rows: [["1", "later-marker"]] },
        },
        2,
      );
      const { syncs } = await moving.sync(id);
      expect(syncs[0]?.status).toBe("SUCCESSFUL");
      expect([await tablesThere(), await columnsOf("people")]).toEqual([tables, columns]);
      await moving.stop();
      if (policy === "BLOCK_ALL") expect(moving.filesWith("phone-marker", standIn.own)).toEqual([]);
      if (policy !== "ALLOW_ALL") expect(moving.filesWith("later-marker", standIn.own)).toEqual([]);
    });

    it("before the first sync nothing but what was chosen before is moved, by policy", async () => {
      id = await api.connection();
      await api.post(`/v1/connections/${id}/schemas`, {
        schema_change_handling: "ALLOW_COLUMNS",
        schemas: {
          public: {
            enabled: true,
            tables: { people: { enabled: true, columns: { email: { hashed: true } } } },
          },
        },
      });
      await moving.sync(id);
      expect(await tablesThere()).toEqual(["people"]);
      expect(await columnsOf("people")).toEqual(["id", "full_name", "email", "city"]);
      await moving.stop();
      expect(moving.filesWith("ann-marker", standIn.own)).toEqual([]);
    });

    it("a table that is read again is as the source has it, whatever has been done to it", async () => {
      await connect();
      await moving.sync(id);
      await moving.rows("SELECT 1 AS one FROM shop_public.people");
      const reply = await api.post(`/v1/connections/${id}/schemas/tables/resync`, { public: ["people"] });
      expect(reply.status).toBe(200);
      const { syncs, connection } = await moving.settled(id);
      expect(syncs.map(({ status }) => status)).toEqual(["SUCCESSFUL", "SUCCESSFUL"]);
      expect(await ids()).toBe("1 2 3");
      expect(JSON.stringify(connection)).not.toContain("resync_table_warning");
    });

    it("a blocked column stays until it is dropped, and is gone then", async () => {
      await connect();
      await moving.sync(id);
      await declare({ people: { columns: { fullName: { enabled: false } } } });
      await moving.sync(id);
      expect(await columnsOf("people")).toEqual(["id", "full_name", "email", "city"]);
      expect(await moving.rows("SELECT count(full_name) AS left_over FROM shop_public.people")).toEqual([
        { left_over: "0" },
      ]);
      const dropped = await api.post(`/v1/connections/${id}/schemas/drop-columns`, {
        schemas: { public: { tables: { people: { columns: ["fullName"] } } } },
      });
      expect(dropped.status).toBe(200);
      const { syncs } = await moving.sync(id);
      expect(syncs[0]).toMatchObject({ status: "SUCCESSFUL", droppedColumns: 1 });
      expect(await columnsOf("people")).toEqual(["id", "email", "city"]);
    });

    it("a column that is hashed later is text from then on, and its rows are hashed", async () => {
      await connect();
      await moving.sync(id);
      await declare({ people: { columns: { email: { hashed: true } } } });
      await moving.sync(id);
      const emails = await moving.rows("SELECT length(email) AS n FROM shop_public.people ORDER BY id");
      expect(emails.map(({ n }) => n)).toEqual(["64", "64", null]);
    });
  });
}

testsWith("fixtures", fixtures);

withPostgres("declared rules on PostgreSQL", () => {
  let postgres: PostgresServer;
  beforeAll(async () => {
    postgres = await startPostgres();
  });
  afterAll(async () => {
    await postgres.stop();
  });
  testsWith(
    "PostgreSQL",
    postgresStandIn(() => postgres),
  );
});
