import { readdirSync } from "node:fs";
import { createSyncExecutor } from "@pulumi-fivetran/engine";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Api, idOf, START_MS } from "../../server/support/api";
import { Receiver } from "../../server/support/receiver";
import { type Details, MovingServer } from "../../support/movingServer";

describe("a server whose connections really move data", () => {
  let moving: MovingServer;
  let api: Api;
  beforeEach(() => {
    moving = new MovingServer();
  });
  afterEach(async () => {
    await moving[Symbol.asyncDispose]();
  });

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
    api = await moving.start(standIns, more);
  };
  const write = (name: string, text: string): void => {
    moving.write(name, text);
  };
  const rows = async (sql: string) => await moving.rows(sql);

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
    const first = await moving.sync(id);
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
    await moving.sync(id);
    expect(await rows("SELECT id, email, _fivetran_deleted FROM shop_public.customers ORDER BY id")).toEqual([
      { id: "1", email: arrived[0]?.["email"], _fivetran_deleted: "false" },
      { id: "2", email: arrived[1]?.["email"], _fivetran_deleted: "true" },
    ]);
    for (const marker of ["ann-marker", "bob-marker", "audit-marker", "Anna"])
      expect([marker, moving.filesWith(marker, ["shop"])]).toEqual([marker, []]);
  });

  it("a service without schemas goes into the connection's own", async () => {
    write("crm/Account.ndjson", '{"Id": "a1", "Name": "Acme", "CreatedDate": "2026-01-02T03:04:05Z"}\n');
    await start();
    const id = await api.connection({
      service: "hubspot",
      config: { schema: "crm" },
    });
    expect((await moving.sync(id)).syncs[0]).toMatchObject({ status: "SUCCESSFUL", rows: 1 });
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
    expect(readdirSync(moving.folder.path)).toEqual(["stand-ins.yaml"]);
  });

  it("a table that cannot be moved fails the sync, and the others are moved", async () => {
    write("shop/good.csv", "id\n1\n");
    write("shop/bad.csv", "id,v\n1,x\n,y\n");
    await start();
    const id = await api.connection();
    const { syncs, connection } = await moving.sync(id);
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
    await moving.sync(id);
    now += 7 * 24 * 3_600_000;
    await api.get(`/v1/connections/${id}`);
    await moving.settled(id);
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
    for (const { syncs } of await Promise.all([moving.sync(one), moving.sync(otherId)]))
      expect(syncs[0]?.status).toBe("SUCCESSFUL");
  });

  it("setup tests look at what stands in, and at the destination", async () => {
    write("shop/t.csv", "id\n1\n");
    await start();
    const id = await api.connection();
    const testsOf = async (path: string): Promise<unknown> =>
      ((await api.post(`${path}/test`, {})).data as { setup_tests: unknown }).setup_tests;
    const place = moving.folder.path;
    expect(await testsOf(`/v1/connections/${id}`)).toEqual([
      { title: "Stand-in", status: "PASSED", message: `Source: fixtures ${place}/shop` },
      { title: "Reading the source", status: "PASSED", message: "It holds 1 table." },
    ]);
    const { group_id } = (await api.get(`/v1/connections/${id}`)).data as { group_id: string };
    expect(await testsOf(`/v1/destinations/${group_id}`)).toEqual([
      { title: "Stand-in", status: "PASSED", message: `Destination: duckdb ${place}/warehouse.duckdb` },
      { title: "Writing the destination", status: "PASSED", message: "" },
    ]);
    write("shop/bad.csv", "a,a\n1,2\n3\n");
    write("warehouse.duckdb", "no database");
    expect(await testsOf(`/v1/destinations/${group_id}`)).toMatchObject([
      { status: "PASSED" },
      { status: "FAILED", message: expect.stringContaining("cannot be opened") as string },
    ]);
  });

  it("a connection becomes whole when the server starts with the lines that it lacked", async () => {
    write("shop/t.csv", "id\n1\n");
    const data = moving.folder.file("data");
    await start("sources: []\n", { data });
    const id = await api.connection();
    await moving.stop();
    await start(STAND_INS, { data });
    await api.control.idle();
    const { connection } = (await api.control.details(id)) as unknown as Details;
    expect(connection.status).toMatchObject({ setup_state: "connected", tasks: [] });
    const destinations = (await api.get("/v1/destinations")).data as { items: { setup_status: string }[] };
    expect(destinations.items.map(({ setup_status }) => setup_status)).toEqual(["connected"]);
    expect((await moving.sync(id)).syncs[0]).toMatchObject({ status: "SUCCESSFUL", rows: 1 });
    await moving.stop();
    await start("sources: []\n", { data });
    const lost = (await api.control.details(id)) as unknown as Details;
    expect(lost.connection.status).toMatchObject({ setup_state: "incomplete" });
    expect(lost.connection.status.tasks[0]?.code).toBe("missing_stand_in");
  });

  it("history, webhooks, details and events tell what was moved, table by table", async () => {
    write("shop/public/a.csv", "id,v\n1,x\n2,y\n");
    write("shop/public/b.csv", "id,v\n1,x\n,y\n");
    const receiver = await Receiver.start();
    await start(STAND_INS, { allowHttpWebhooks: true });
    const id = await api.connection();
    await api.post("/v1/webhooks/account", {
      url: receiver.url,
      events: ["sync_start", "sync_end"],
      active: true,
      secret: "s",
    });
    const told: string[] = [];
    api.control.onSync(({ kind, schema, number, table, status }) =>
      told.push(
        [schema, number, kind, table?.table, table?.rows, status]
          .filter((part) => part !== undefined)
          .join(" "),
      ),
    );
    const { syncs } = await moving.sync(id);
    expect(syncs[0]).toMatchObject({
      status: "FAILED",
      rows: 2,
      tables: [
        { table: "public.a", rows: 2 },
        { table: "public.b", rows: 0, error: expect.stringContaining("The key has no value.") as string },
      ],
    });
    const bytes = syncs[0]?.bytes ?? 0;
    expect(bytes).toBeGreaterThan(8);
    expect(told.filter((line) => !line.endsWith("public.b 0"))).toEqual([
      "shop 1 start",
      "shop 1 table public.a 0",
      "shop 1 table public.a 2",
      "shop 1 table public.a 2",
      "shop 1 end FAILED",
    ]);
    const history = (await api.get(`/v1/connections/${id}/sync-history`)).data as { items: unknown[] };
    const volume = bytes / 1_000_000;
    expect(history.items[0]).toMatchObject({
      status: "FAILURE",
      reason: expect.stringContaining("column id, row 2") as string,
      stages: { extract: { volume }, process: { volume }, load: { volume } },
    });
    await api.control.idle();
    expect(receiver.events).toEqual(["sync_start", "sync_end"]);
    await receiver.stop();
  });

  it("the state of a function tells what was read", async () => {
    write("crm/t.csv", "id\n1\n2\n");
    await start();
    const id = await api.connection({ service: "aws_lambda", config: { schema: "crm" } });
    await moving.sync(id);
    expect((await api.get(`/v1/connections/${id}/state`)).data).toEqual({
      state: { sync: 1, tables: { "crm.t": { rows: 2 } } },
    });
  });

  it("a sync that is canceled ends, and what it has committed stays", async () => {
    write("shop/a.csv", "id\n1\n");
    write("shop/b.csv", "id\n1\n");
    write("stand-ins.yaml", STAND_INS);
    const executor = createSyncExecutor({
      standIns: moving.folder.file("stand-ins.yaml"),
      folder: moving.folder.file("engine"),
    });
    const run = executor.start(
      {
        number: 1,
        naming: "FIVETRAN_NAMING",
        resync: undefined,
        handling: "ALLOW_ALL",
        schemas: {},
        drops: [],
        connection: {
          ...{ id: "c", schema: "shop", service: "postgres", groupId: "g", groupName: "analytics" },
          ...{ isPrefix: true, destinationService: "snowflake", config: {}, destinationConfig: {} },
        },
      },
      {
        discovered: () => ({ public: { tables: { a: { enabled: true }, b: { enabled: true } } } }),
        progress: ({ rows: moved }) => {
          if (moved > 0) run.cancel();
        },
      },
    );
    expect(await run.ended).toMatchObject({ outcome: "FAILED", reason: "The sync was canceled." });
    expect(await rows("SELECT id FROM shop_public.a")).toEqual([{ id: "1" }]);
    expect(await rows("SELECT table_name FROM duckdb_tables() WHERE table_name = 'b'")).toEqual([]);
    expect(readdirSync(moving.folder.file("engine/staging/c"))).toEqual([]);
  });
});
