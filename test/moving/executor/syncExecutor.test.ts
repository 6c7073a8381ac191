import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { createSyncExecutor } from "@pulumi-fivetran/engine";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Api, idOf, START_MS } from "../../server/support/api";
import { duckdbRows, TestFolder } from "../../support/moving";

interface Details {
  readonly connection: {
    readonly status: { readonly tasks: readonly { message: string }[]; readonly setup_state: string };
  };
  readonly syncs: readonly {
    readonly number: number;
    readonly status: string;
    readonly rows?: number;
    readonly reason?: string;
    readonly tables?: readonly { table: string; rows: number; error?: string }[];
  }[];
}

describe("a server whose connections really move data", () => {
  let folder: TestFolder;
  let api: Api;
  beforeEach(() => {
    folder = new TestFolder();
  });
  afterEach(async () => {
    await api.stop();
    folder[Symbol.dispose]();
  });

  const write = (name: string, text: string): void => {
    const path = folder.file(name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  };
  const STAND_INS = `sources:
  - service: postgres
    source: { type: fixtures, path: ./shop }
  - connection: crm
    source: { type: fixtures, path: ./crm }
destinations:
  - group: analytics
    destination: { type: duckdb, path: ./warehouse.duckdb }
`;
  const start = async (standIns = STAND_INS, more = {}): Promise<void> => {
    write("stand-ins.yaml", standIns);
    api = await Api.start({
      engine: createSyncExecutor({ standIns: folder.file("stand-ins.yaml"), folder: folder.file("engine") }),
      ...more,
    });
  };
  const rows = async (sql: string) => await duckdbRows(folder.file("warehouse.duckdb"), sql);
  /** Waits for the end of the connection's sync of a number. */
  const ended = async (id: string, number: number): Promise<Details> => {
    for (;;) {
      const details = (await api.control.details(id)) as unknown as Details;
      const sync = details.syncs.find((each) => each.number === number);
      if (sync !== undefined && sync.status !== "RUNNING") return details;
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  const sync = async (id: string): Promise<void> => {
    expect((await api.post(`/v1/connections/${id}/sync`, { force: false })).status).toBe(200);
  };

  it("syncs by the schema config: blocked, hashed and disabled as declared, and what the next fixtures change", async () => {
    write(
      "shop/1/customers.csv",
      "id,name,email\n1,Ann,ann-marker@example.com\n2,Bob,bob-marker@example.com\n",
    );
    write("shop/1/audit_log.csv", "id,line\n1,audit-marker\n");
    write("shop/2/customers.csv", "id,name,email,phone\n1,Anna,ann-marker@example.com,phone-marker\n");
    await start();
    const id = await api.connection();
    const reload = await api.post(`/v1/connections/${id}/schemas/reload`, {});
    expect(
      Object.keys((reload.data as { schemas: { public: { tables: object } } }).schemas.public.tables).sort(),
    ).toEqual(["audit_log", "customers"]);
    const patched = await api.patch(`/v1/connections/${id}/schemas`, {
      schema_change_handling: "ALLOW_COLUMNS",
      schemas: {
        public: {
          tables: {
            audit_log: { enabled: false },
            customers: { columns: { email: { hashed: true }, name: { enabled: false } } },
          },
        },
      },
    });
    expect(patched.status).toBe(200);
    await sync(id);
    const first = await ended(id, 1);
    expect(first.syncs[0]).toMatchObject({
      status: "SUCCESSFUL",
      rows: 2,
      tables: [{ table: "public.customers", rows: 2 }],
    });
    const arrived = await rows("SELECT id, email FROM shop_public.customers ORDER BY id");
    expect(arrived.map(({ email }) => email?.length)).toEqual([64, 64]);
    expect(await rows("SELECT table_name FROM duckdb_tables() WHERE schema_name = 'shop_public'")).toEqual([
      { table_name: "customers" },
    ]);
    expect(
      await rows(
        "SELECT column_name FROM duckdb_columns() WHERE table_name = 'customers' AND column_name = 'name'",
      ),
    ).toEqual([]);

    await api.patch(`/v1/connections/${id}/schemas/public/tables/customers/columns/phone`, { hashed: true });
    await sync(id);
    await ended(id, 2);
    expect(await rows("SELECT id, email, _fivetran_deleted FROM shop_public.customers ORDER BY id")).toEqual([
      { id: "1", email: arrived[0]?.["email"], _fivetran_deleted: "false" },
      { id: "2", email: arrived[1]?.["email"], _fivetran_deleted: "true" },
    ]);
    for (const name of readdirSync(folder.path, { recursive: true, encoding: "utf8" })) {
      const path = join(folder.path, name);
      if (name.startsWith("shop") || !statSync(path).isFile()) continue;
      for (const marker of ["ann-marker", "bob-marker", "audit-marker", "Anna"])
        expect([name, readFileSync(path).includes(marker)]).toEqual([name, false]);
    }
  });

  it("a service without schemas goes into the connection's own", async () => {
    write("crm/Account.ndjson", '{"Id": "a1", "Name": "Acme", "CreatedDate": "2026-01-02T03:04:05Z"}\n');
    await start();
    const id = await api.connection({
      service: "hubspot",
      config: { schema: "crm" },
    });
    await api.control.authorize(id);
    await sync(id);
    expect((await ended(id, 1)).syncs[0]).toMatchObject({ status: "SUCCESSFUL", rows: 1 });
    expect(await rows("SELECT id, name, created_date FROM crm.account")).toEqual([
      { id: "a1", name: "Acme", created_date: "2026-01-02 03:04:05+00" },
    ]);
  });

  it("touches nothing for a connection that the file does not name: it is incomplete, and says which lines to add", async () => {
    await start("sources: []\n");
    const id = await api.connection();
    const refused = await api.post(`/v1/connections/${id}/sync`, { force: false });
    expect(refused.status).toBe(400);
    const { connection, syncs } = (await api.control.details(id)) as unknown as Details;
    expect(syncs).toEqual([]);
    expect(connection.status.setup_state).toBe("incomplete");
    expect(connection.status.tasks[0]?.message).toContain(
      [
        "sources:",
        '  - connection: "shop"',
        "    source: { type: fixtures, path: ./fixtures/shop }",
        "destinations:",
        '  - group: "analytics"',
        "    destination: { type: duckdb, path: ./analytics.duckdb }",
      ].join("\n"),
    );
    const tested = (await api.post(`/v1/connections/${id}/test`, {})).data as {
      setup_tests: { title: string; status: string; message: string }[];
    };
    expect(tested.setup_tests).toEqual([
      { title: "Stand-in", status: "FAILED", message: connection.status.tasks[0]?.message },
    ]);
    expect(readdirSync(folder.path)).toEqual(["stand-ins.yaml"]);
  });

  it("a table that cannot be moved fails the sync, and the others are moved", async () => {
    write("shop/good.csv", "id\n1\n");
    write("shop/bad.csv", "id,v\n1,x\n,y\n");
    await start();
    const id = await api.connection();
    await sync(id);
    const { syncs, connection } = await ended(id, 1);
    expect(syncs[0]).toMatchObject({
      status: "FAILED",
      rows: 1,
      reason: expect.stringContaining("column id, row 2") as string,
    });
    expect(connection.status.tasks[0]?.message).toContain("table shop_public.bad");
    expect(await rows("SELECT id FROM shop_public.good")).toEqual([{ id: "1" }]);
  });

  it("a schedule syncs once when the clock is moved far, and makes up nothing", async () => {
    write("shop/t.csv", "id\n1\n");
    let now = START_MS;
    await start(STAND_INS, { clock: { now: () => now } });
    const id = await api.connection({ sync_frequency: 60, paused: false });
    await sync(id);
    await ended(id, 1);
    now += 7 * 24 * 3_600_000;
    await api.get(`/v1/connections/${id}`);
    await ended(id, 2);
    await api.get(`/v1/connections/${id}`);
    expect((await api.control.details(id)).syncs).toHaveLength(2);
  });

  it("two connections into one file take turns", async () => {
    write("shop/t.csv", "id\n1\n2\n");
    await start();
    const one = await api.connection();
    const { group_id } = (await api.get(`/v1/connections/${one}`)).data as { group_id: string };
    const config = { schema_prefix: "other", host: "db" };
    const otherId = idOf(await api.post("/v1/connections", { group_id, service: "postgres", config }));
    await Promise.all([sync(one), sync(otherId)]);
    expect((await ended(one, 1)).syncs[0]?.status).toBe("SUCCESSFUL");
    expect((await ended(otherId, 1)).syncs[0]?.status).toBe("SUCCESSFUL");
  });
});
