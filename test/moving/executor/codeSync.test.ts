// Over 300 lines: each test is one promise of the server about uploaded code, and all share its start.
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { packageRunner } from "@pulumi-fivetran/cli/runner";
import { type CodeRunner, createSyncExecutor } from "@pulumi-fivetran/engine";
import { afterEach, beforeEach, expect, it } from "vitest";
import { connectorOf, describeWithPython } from "../../cli/support/connectorFolder";
import { Api, idOf, START_MS } from "../../server/support/api";
import { zipOf } from "../../server/support/package";
import { duckdbRows, TestFolder } from "../../support/moving";

interface Details {
  readonly status: {
    readonly setup_state: string;
    readonly sync_state: string;
    readonly tasks: readonly { message: string; details?: string }[];
    readonly warnings: readonly { message: string }[];
  };
  readonly setup_tests?: readonly { title: string; status: string; message: string }[];
}

const ORDERS = "[{'table': 'orders', 'primary_key': ['id'], 'columns': {'id': 'LONG', 'total': 'DECIMAL'}}]";

/** Counts on from its state, three rows a sync. */
const COUNTING = connectorOf(
  [
    "first = state.get('n', 0) + 1",
    "for n in range(first, first + 3):",
    "    op.upsert('orders', {'id': n, 'total': '1.5', 'owner': configuration.get('name')})",
    "op.checkpoint({'n': first + 2})",
  ],
  ORDERS,
);

describeWithPython("a server that runs uploaded code", (python) => {
  let folder: TestFolder;
  let api: Api;
  let now: number;
  beforeEach(() => {
    folder = new TestFolder();
    now = START_MS;
  });
  afterEach(async () => {
    await api.stop();
    folder[Symbol.dispose]();
  });

  const start = async ({ runConnectors = true, more = {}, limits = {} } = {}): Promise<void> => {
    writeFileSync(
      folder.file("stand-ins.yaml"),
      "destinations:\n  - group: analytics\n    destination: { type: duckdb, path: ./warehouse.duckdb }\n",
    );
    // That both sides have the same words for it is what the compiler checks here.
    const code: CodeRunner = packageRunner({
      python,
      folder: folder.file("runs"),
      cache: folder.file("environments"),
      ...limits,
    });
    api = await Api.start({
      engine: createSyncExecutor({
        standIns: folder.file("stand-ins.yaml"),
        folder: folder.file("engine"),
        code,
      }),
      runConnectors,
      clock: { now: () => now },
      ...more,
    });
  };
  const rows = async (sql: string) => await duckdbRows(folder.file("warehouse.duckdb"), sql);
  const upload = async (files: Record<string, string>, id?: string): Promise<string> => {
    const form = new FormData();
    form.set("file", new Blob([new Uint8Array(zipOf(files))]), "code.zip");
    const path = "/v1/connector-sdk/packages";
    return idOf(await (id === undefined ? api.post(path, form) : api.call("PATCH", `${path}/${id}`, form)));
  };
  const connect = async (
    code: string | Record<string, string>,
    config: Record<string, unknown> = {},
    fields: Record<string, unknown> = {},
  ): Promise<string> => {
    const packageId = await upload(typeof code === "string" ? { "connector.py": code } : code);
    const reply = await api.post("/v1/connections", {
      group_id: await api.destination(),
      service: "connector_sdk",
      config: { schema: "crm", package_id: packageId, ...config },
      schedule_type: "manual",
      ...fields,
    });
    expect(reply.status, reply.message).toBe(201);
    return idOf(reply);
  };
  const details = async (id: string): Promise<Details> =>
    (await api.get(`/v1/connections/${id}`)).data as Details;
  /** The end of a sync that runs now. */
  const ended = async (id: string): Promise<Details> => {
    for (;;) {
      const found = await details(id);
      if (found.status.sync_state !== "syncing") return found;
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  const sync = async (id: string): Promise<Details> => {
    expect((await api.post(`/v1/connections/${id}/sync`, {})).status).toBe(200);
    return await ended(id);
  };
  const stateOf = async (id: string): Promise<unknown> =>
    ((await api.get(`/v1/connections/${id}/state`)).data as { state: unknown }).state;
  const secrets = (values: Record<string, string>) => ({
    secrets_list: Object.entries(values).map(([key, value]) => ({ key, value })),
  });

  it("moves its rows into the destination that stands in, and goes on from its state", async () => {
    await start();
    const id = await connect(COUNTING, secrets({ name: "ann-marker" }));
    expect((await details(id)).status.setup_state).toBe("connected");
    expect((await sync(id)).status.tasks).toEqual([]);
    expect(await stateOf(id)).toEqual({ n: 3 });
    await sync(id);
    expect(
      await rows("SELECT id, total, owner, _fivetran_deleted AS gone FROM crm.orders ORDER BY id"),
    ).toEqual(
      [1, 2, 3, 4, 5, 6].map((n) => ({
        id: String(n),
        total: "1.500000000",
        owner: "ann-marker",
        gone: "false",
      })),
    );
    const found = (await api.control.details(id)) as unknown as { syncs: readonly object[] };
    expect(found.syncs[0]).toMatchObject({
      status: "SUCCESSFUL",
      rows: 3,
      tables: [{ table: "crm.orders", rows: 3 }],
    });
    const shape = (await api.post(`/v1/connections/${id}/schemas/reload`, {})).data as {
      schemas: { crm: { tables: object } };
    };
    expect(Object.keys(shape.schemas.crm.tables)).toEqual(["orders"]);
    // What it was unpacked into is gone.
    expect(readdirSync(folder.file("runs")).filter((name) => name.startsWith("run-"))).toEqual([]);
  });

  it("a person's state counts, and a resync begins anew", async () => {
    await start();
    const id = await connect(COUNTING);
    await sync(id);
    await api.patch(`/v1/connections/${id}`, { paused: true });
    expect((await api.patch(`/v1/connections/${id}/state`, { state: { n: 100 } })).status).toBe(200);
    await api.patch(`/v1/connections/${id}`, { paused: false });
    await sync(id);
    expect(await stateOf(id)).toEqual({ n: 103 });
    await api.post(`/v1/connections/${id}/resync`, {});
    await ended(id);
    expect(await stateOf(id)).toEqual({ n: 3 });
    expect(await rows("SELECT count(*) AS n FROM crm.orders")).toEqual([{ n: "6" }]);
  });

  it("the destination's state counts where the server has missed a checkpoint", async () => {
    await start();
    const id = await connect(COUNTING);
    await sync(id);
    const before = api.control.snapshot();
    await sync(id);
    await api.control.restore(before);
    await sync(id);
    expect(await stateOf(id)).toEqual({ n: 9 });
  });

  it("runs at its schedule", async () => {
    await start();
    const id = await connect(COUNTING, {}, { schedule_type: "auto", sync_frequency: 60 });
    await ended(id);
    for (const n of [3, 6]) {
      now += 3_600_000;
      await ended(id);
      await expect.poll(async () => (await stateOf(id)) as object, { timeout: 60_000 }).toEqual({ n });
    }
  });

  it("sees its secrets, and nothing of the server's variables, no home", async () => {
    await start();
    process.env["FIVETRAN_LEAK"] = "leak-marker";
    try {
      const id = await connect(
        connectorOf(["op.upsert('env', {'id': 1, 'names': dict(os.environ), 'secret': configuration})"]),
        secrets({ bearer_token: "token-marker" }),
      );
      expect((await sync(id)).status.tasks).toEqual([]);
      const [row] = await rows("SELECT names, secret FROM crm.env");
      expect(JSON.parse(row?.["secret"] ?? "")).toEqual({ bearer_token: "token-marker" });
      const variables = JSON.parse(row?.["names"] ?? "") as Record<string, string>;
      expect(Object.keys(variables).sort()).toEqual([
        ...[
          "FIVETRAN_CONNECTION_ID",
          "FIVETRAN_CONNECTION_NAME",
          "FIVETRAN_DEPLOYMENT_MODEL",
          "FIVETRAN_GROUP_ID",
        ],
        ...["LANG", "PATH", "PYTHONDONTWRITEBYTECODE", "PYTHONPATH", "TMPDIR"],
      ]);
      expect(variables).toMatchObject({ FIVETRAN_CONNECTION_ID: id, FIVETRAN_CONNECTION_NAME: "crm" });
    } finally {
      delete process.env["FIVETRAN_LEAK"];
    }
  });

  it("its failure is the connection's, with the traceback as its task and no secret in it", async () => {
    await start();
    const id = await connect(
      connectorOf(
        [
          "op.upsert('orders', {'id': 1})",
          "op.checkpoint({'n': 1})",
          "op.upsert('orders', {'id': 2})",
          "op.warning('slow, said token-marker')",
          "raise ValueError('no access with token-marker')",
        ],
        ORDERS,
      ),
      secrets({ bearer_token: "token-marker" }),
    );
    const { status } = await sync(id);
    expect(status.tasks[0]?.message).toMatch(/^ValueError: no access with \[secret\]$/);
    expect(status.tasks[0]?.details).toMatch(/connector\.py", line \d+, in update/);
    expect(status.warnings.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^slow, said \[secret\]$/),
    ]);
    expect(await stateOf(id)).toEqual({ n: 1 });
    expect(await rows("SELECT id FROM crm.orders")).toEqual([{ id: "1" }]);
    expect(JSON.stringify(api.control.snapshot())).not.toContain("token-marker");
    for (const name of readdirSync(folder.path, { recursive: true, encoding: "utf8" }))
      if (statSync(folder.file(name)).isFile())
        expect([name, readFileSync(folder.file(name)).includes("token-marker")]).toEqual([name, false]);
  });

  it.each([
    ["time", { timeLimitMs: 1500 }, "while True: time.sleep(1)", /ran longer than 1500 ms/],
    ["memory", { memoryLimitMb: 400 }, "x = bytearray(1024 ** 3)", /MemoryError/],
  ])("ends what takes more %s than it may", async (_, limits, line, message) => {
    await start({ limits });
    const id = await connect(connectorOf([line]));
    expect((await sync(id)).status.tasks[0]?.message).toMatch(message);
  });

  it("its setup tests decide whether it works, at creation, at an update and when they are asked for", async () => {
    await start();
    const tested = [
      "from fivetran_connector_sdk import Connector, ConfigurationForm, Test",
      "def login(configuration):",
      "    return Test.success() if configuration.get('token') == 'right-marker' else Test.failure('refused ' + configuration['token'])",
      "def form():",
      "    return ConfigurationForm().add_test(label='Login', func=login)",
      "connector = Connector(update=lambda configuration, state: None, configuration_form=form)",
    ].join("\n");
    const id = await connect(tested, secrets({ token: "wrong-marker" }));
    expect((await details(id)).status.setup_state).toBe("incomplete");
    const asked = (await api.post(`/v1/connections/${id}/test`, {})).data as Details;
    expect(asked.setup_tests).toMatchObject([
      { title: "Connector code", status: "PASSED" },
      { title: "Login", status: "FAILED", message: expect.stringMatching(/^refused \[secret\]$/) as string },
      { title: "Schema", status: "PASSED" },
    ]);
    const mended = await api.patch(`/v1/connections/${id}`, { config: secrets({ token: "right-marker" }) });
    expect((mended.data as Details).status.setup_state).toBe("connected");
    const broken = await upload({ "connector.py": "import nothing_of_this_name" });
    const updated = await api.patch(`/v1/connections/${id}`, { config: { package_id: broken } });
    expect((updated.data as Details).setup_tests).toMatchObject([
      {
        title: "Connector code",
        status: "FAILED",
        message: expect.stringContaining("nothing_of_this_name") as string,
      },
    ]);
    const untested = await api.patch(`/v1/connections/${id}`, { paused: true, run_setup_tests: false });
    expect((untested.data as Details).setup_tests).toBeUndefined();
  });

  it("secrets that came while no code ran are asked for once more", async () => {
    await start({ runConnectors: false, more: { data: folder.file("data") } });
    const packageId = await upload({ "connector.py": COUNTING });
    const made = await api.post("/v1/connections", {
      group_id: await api.destination(),
      service: "connector_sdk",
      config: { schema: "crm", package_id: packageId, ...secrets({ name: "ann" }) },
      schedule_type: "manual",
    });
    const id = idOf(made);
    // As before: no code runs, and what stands in is asked for.
    expect((await details(id)).status.tasks[0]?.message).toContain("sources:");
    await api.stop();
    await start({ more: { data: folder.file("data") } });
    const tested = (await api.post(`/v1/connections/${id}/test`, {})).data as Details;
    expect(tested.setup_tests?.[0]?.message).toMatch(/Send secrets_list once more/);
    await api.patch(`/v1/connections/${id}`, { config: secrets({ name: "bea-marker" }) });
    expect((await sync(id)).status.tasks).toEqual([]);
    await api.stop();
    // Secrets and package are there after a restart.
    await start({ more: { data: folder.file("data") } });
    expect((await sync(id)).status.tasks).toEqual([]);
    expect(await rows("SELECT DISTINCT owner FROM crm.orders")).toEqual([{ owner: "bea-marker" }]);
    for (const name of readdirSync(folder.file("data"), { recursive: true, encoding: "utf8" })) {
      const path = join(folder.file("data"), name);
      if (statSync(path).isFile())
        expect([name, readFileSync(path).includes("bea-marker")]).toEqual([name, false]);
    }
  });

  it("where other machines reach the server, only with keys that somebody chose", async () => {
    await expect(start({ more: { host: "0.0.0.0" } })).rejects.toThrow(/could run code on this one.*--key/);
    const seed = { accounts: [{ id: "a", keys: [{ key: "k-1", secret: "s-1" }] }, { id: "b" }] };
    await expect(start({ more: { host: "0.0.0.0", seed } })).rejects.toThrow(/give the account 'b' keys/);
    await start({ more: { host: "0.0.0.0", keys: [{ key: "chosen", secret: "chosen-secret" }] } });
    expect(api.server.apiKey).toBe("chosen");
  });

  it("a package that leads out of its folder is a failed test, and writes nothing", async () => {
    await start();
    const id = await connect({ "connector.py": COUNTING, "../../escaped.txt": "x" });
    const asked = (await api.post(`/v1/connections/${id}/test`, {})).data as Details;
    expect(asked.setup_tests?.[0]?.message).toMatch(/leads out of the package/);
    expect(existsSync(folder.file("escaped.txt"))).toBe(false);
  });

  it("a deleted connection's code ends", async () => {
    await start();
    const marker = folder.file("alive");
    const id = await connect(
      connectorOf([
        `open(${JSON.stringify(marker)}, 'w').write(str(os.getpid()))`,
        "while True: time.sleep(0.1)",
      ]),
    );
    await api.post(`/v1/connections/${id}/sync`, {});
    await expect
      .poll(() => existsSync(marker) && readFileSync(marker, "utf8"), { timeout: 60_000 })
      .toMatch(/\d/);
    const pid = Number(readFileSync(marker, "utf8"));
    await api.delete(`/v1/connections/${id}`);
    await expect
      .poll(
        () => {
          try {
            return process.kill(pid, 0);
          } catch {
            return false;
          }
        },
        { timeout: 60_000 },
      )
      .toBe(false);
  });
});
