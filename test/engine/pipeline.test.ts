import { FivetranClient } from "@pulumi-fivetran/sdk";
import { type LocalServer, startServer } from "@pulumi-fivetran/server";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { pipelineComponent } from "../support/programs";
import { TestStack } from "../support/stack";

const POSTGRES = `
  service: "postgres", destinationSchema: { prefix: "orders" },
  config: { host: "db.acme.com", port: 5432, database: "shop", user: "fivetran", password: "hunter2-hunter2" },
  schemas: { public: { tables: { customers: { columns: { email: { hashed: true } } }, audit_log: { enabled: false } } } },
  schedule: "every hour",`;
const GOOGLE_ADS = `
  service: "google_ads", destinationSchema: { name: "ads" }, config: { customer_id: "1" },
  schemaChangeHandling: "BLOCK_ALL", schedule: "daily at 09:00",`;

/** The stack itself, group, destination, and the pipeline with its three children. */
const EVERYTHING = 7;

describe("a Pipeline", () => {
  let server: LocalServer;
  let client: FivetranClient;
  let stack: TestStack;

  beforeEach(async () => {
    server = await startServer();
    client = new FivetranClient({ apiKey: server.apiKey, apiSecret: server.apiSecret, baseUrl: server.url });
    stack = await TestStack.open({ server, program: pipelineComponent(POSTGRES) });
  });
  afterEach(async () => {
    await stack.close();
    await server.stop();
  });

  const onlyConnection = async () => {
    const all = await client.connections.list().all();
    expect(all).toHaveLength(1);
    return client.connections.retrieve(all[0]?.id ?? "");
  };
  const tracked = async (): Promise<string[]> =>
    (await stack.resources()).map(({ type }) => type.slice(type.lastIndexOf(":") + 1)).sort();
  const calls = (method: string, path: RegExp) =>
    server.control.journal().filter((entry) => entry.method === method && path.test(entry.path));
  const unpauses = () =>
    calls("PATCH", /./).filter(({ body }) => (body as { paused?: unknown }).paused === false);

  /** It runs as declared, there is one of it, and nothing came before what must come before it. */
  async function expectRunning(): Promise<void> {
    expect(await onlyConnection()).toMatchObject({ paused: false, status: { setupState: "connected" } });
    const creations = calls("POST", /^\/v1\/connections$/);
    expect(creations.length).toBeGreaterThan(0);
    for (const { body } of creations) expect(body).toMatchObject({ paused: true });
    const [unpause] = unpauses();
    const schemaPatch = calls("PATCH", /\/schemas$/).findLast(({ status }) => status === 200);
    expect(schemaPatch?.sequence).toBeLessThan(unpause?.sequence ?? 0);
    expect((await stack.up()).resources).toEqual({ unchanged: EVERYTHING });
  }

  /** Nothing has come into the destination, and nothing will. */
  async function expectNothingSynced(): Promise<void> {
    const { paused, succeededAt, failedAt, status } = await onlyConnection();
    expect({ paused, succeededAt, failedAt, syncState: status?.syncState }).toEqual({
      paused: true,
      succeededAt: null,
      failedAt: null,
      syncState: "paused",
    });
    expect(unpauses().filter(({ status }) => status === 200)).toEqual([]);
  }

  it("[3.16] [6 Create→run] is one declaration: made, no change, refreshed, destroyed, in the order that protects data", async () => {
    const preview = await stack.preview();
    expect(preview.resources).toEqual({ create: EVERYTHING });
    const up = await stack.up();
    expect(up.output).not.toContain("hunter2");
    expect(up.resources).toEqual({ created: EVERYTHING });
    await expectRunning();
    const connection = await onlyConnection();
    expect(connection.syncFrequency).toBe(60);
    expect(await stack.outputs()).toEqual({
      connectorId: connection.id,
      groupId: connection.groupId,
      schema: "orders",
      setupState: "connected",
    });
    expect((await stack.refresh()).resources).toEqual({ unchanged: EVERYTHING });

    server.control.clearJournal();
    expect((await stack.destroy()).resources).toEqual({ deleted: EVERYTHING });
    expect(calls("DELETE", /./).map(({ path }) => path)).toEqual([
      `/v1/connections/${connection.id}`,
      expect.stringMatching(/^\/v1\/destinations\//),
      expect.stringMatching(/^\/v1\/groups\//),
    ]);
  });

  it("looks at no schema where all that is said of it turns out to be undefined", async () => {
    stack.program = pipelineComponent(`
      service: "google_ads", destinationSchema: { name: "ads" }, config: { customer_id: "1" },
      schemas: pulumi.output(undefined), setupTests: "off", paused: true,`);
    expect((await stack.up()).resources).toEqual({ created: EVERYTHING });
    expect((await onlyConnection()).status?.setupState).toBe("incomplete");
    expect(calls("POST", /schemas/).concat(calls("PATCH", /schemas/), calls("GET", /schemas/))).toEqual([]);
    expect((await stack.refresh()).resources).toEqual({ unchanged: EVERYTHING });
    expect((await stack.up()).resources).toEqual({ unchanged: EVERYTHING });
    expect(calls("POST", /schemas/)).toEqual([]);
  });

  it("names wrong arguments in the preview, each as it was written, and sends nothing", async () => {
    const wrong = async (args: string): Promise<string> => {
      stack.program = pipelineComponent(args);
      const { exitCode, output } = await stack.preview();
      expect(exitCode).not.toBe(0);
      return output;
    };
    const connector = await wrong(`${POSTGRES} hots: 1, awaitAuthorization: "soon"`);
    expect(connector).toContain("hots: there is no such property");
    expect(connector).toContain("awaitAuthorization: must be a duration");
    expect(await wrong(POSTGRES.replace("every hour", "hourly"))).toContain(
      "schedule: is not understood; write 'every hour on weekdays'",
    );
    expect(await wrong(POSTGRES.replace("hashed: true", "hased: true"))).toContain(
      "schemas.public.tables.customers.columns.email.hased: there is no such property; did you mean 'hashed'?",
    );
    expect(server.control.journal()).toEqual([]);
  });

  it("[3.19] waits until somebody has authorized it, and then runs", async () => {
    stack.program = pipelineComponent(GOOGLE_ADS);
    let authorized: Promise<void> | undefined;
    server.control.onJournal(({ method, path }) => {
      const [, id] = /^\/v1\/connections\/(\w+)$/.exec(path) ?? [];
      if (method === "GET" && id !== undefined) authorized ??= server.control.authorize(id);
    });
    const up = await stack.up();
    expect(up.output).toMatch(/waits until .* \(15m\) for somebody to authorize connection '\w+'/);
    expect(up.resources).toEqual({ created: EVERYTHING });
    expect(authorized).toBeDefined();
    await expectRunning();
  });

  it("is tracked when nobody came in time, and the next run goes on", async () => {
    stack.program = pipelineComponent(`${GOOGLE_ADS} awaitAuthorization: "1s",`);
    const up = await stack.up();
    expect(up.exitCode).not.toBe(0);
    expect(up.output).toContain("Nobody authorized it until");
    expect(await tracked()).toEqual(["Connector", "Destination", "Group"]);
    await expectNothingSynced();

    const again = await stack.up();
    expect(again.exitCode).not.toBe(0);
    expect(again.output).toContain("Nobody authorized it until");
    await expectNothingSynced();

    await server.control.authorize((await onlyConnection()).id);
    expect((await stack.up()).resources).toEqual({ updated: 1, created: 2, unchanged: 4 });
    await expectRunning();
  });

  it("stops waiting when the run is cancelled, and the next one goes on", async () => {
    stack.program = pipelineComponent(GOOGLE_ADS);
    const polled = new Promise<void>((resolve) => {
      server.control.onJournal(({ method, path }) => {
        if (method === "GET" && /^\/v1\/connections\/\w+$/.test(path)) resolve();
      });
    });
    const started = await stack.startUp();
    await polled;
    started.interrupt();
    const { exitCode, stdout, stderr } = await started.done;
    expect(exitCode).not.toBe(0);
    expect(stdout + stderr).toContain("the run was cancelled while connection");
    expect(await tracked()).toEqual(["Connector", "Destination", "Group"]);
    await expectNothingSynced();

    await server.control.authorize((await onlyConnection()).id);
    expect((await stack.up()).exitCode).toBe(0);
    await expectRunning();
  });

  /** Where it can fail, what brings that about, and what is there then. */
  const FAILING = { title: "Connecting to host", status: "FAILED", message: "no route" } as const;
  const refuse = (method: string, path: string) =>
    void server.control.faults.add({
      method,
      path,
      times: 1,
      status: 400,
      code: "InvalidInput",
      message: "no",
    });
  const STEPS: readonly (readonly [string, () => unknown, readonly string[]])[] = [
    ["when it is created", () => refuse("POST", "^/v1/connections$"), ["Destination", "Group"]],
    [
      "in its setup tests",
      () => server.control.setupTests.add({ service: "postgres", tests: [FAILING] }),
      ["Connector", "Destination", "Group"],
    ],
    ["at the PATCH of its schema", () => refuse("PATCH", "/schemas$"), ["Connector", "Destination", "Group"]],
    [
      "where the columns that a rule hashes cannot be read",
      () => {
        stack.program = pipelineComponent(
          `${POSTGRES} rules: [{ match: { column: "phone" }, hashed: true }],`,
        );
        refuse("GET", "/columns$");
      },
      ["Connector", "Destination", "Group", "SchemaConfig"],
    ],
    [
      "at the PATCH of its schedule",
      () => refuse("PATCH", "^/v1/connections/\\w+$"),
      ["Connector", "Destination", "Group", "SchemaConfig"],
    ],
  ];

  it.each(STEPS)("that fails %s is tracked, and the next run finishes it", async (_step, fail, there) => {
    await fail();
    const up = await stack.up();
    expect(up.exitCode).not.toBe(0);
    expect(await tracked()).toEqual(there);
    if (there.includes("Connector")) await expectNothingSynced();
    else expect(await client.connections.list().all()).toEqual([]);

    await server.control.setupTests.clear();
    expect((await stack.up()).exitCode).toBe(0);
    expect(await tracked()).toEqual([
      "Connector",
      "ConnectorSchedule",
      "Destination",
      "Group",
      "SchemaConfig",
    ]);
    await expectRunning();
  });

  it("hands its options on to its children", async () => {
    const transform = `({ type, props, opts }) =>
      type.endsWith(":ConnectorSchedule") ? { props: { ...props, schedule: "every 6 hours" }, opts } : undefined`;
    stack.program = pipelineComponent(
      POSTGRES,
      `{ protect: true, retainOnDelete: true, dependsOn: [group], transformations: [${transform}] }`,
    );
    expect((await stack.up()).exitCode).toBe(0);
    expect((await onlyConnection()).syncFrequency).toBe(360);
    const { deployment } = JSON.parse(await stack.exportText()) as {
      deployment: {
        resources: { urn: string; protect?: boolean; retainOnDelete?: boolean; dependencies?: string[] }[];
      };
    };
    const children = deployment.resources.filter(({ urn }) => urn.includes("fivetran:index:Pipeline$"));
    expect(children.map(({ protect, retainOnDelete }) => [protect, retainOnDelete])).toEqual(
      Array.from({ length: 3 }, () => [true, true]),
    );

    const connector = children.find(({ urn }) => urn.endsWith(":Connector::orders"));
    expect(connector?.dependencies?.some((urn) => urn.endsWith(":Group::g"))).toBe(true);

    // Another name, known to be the same; and standing still.
    const renamed = pipelineComponent(`${POSTGRES} paused: true,`, '{ aliases: [{ name: "orders" }] }');
    stack.program = renamed.replace('Pipeline("orders"', 'Pipeline("sales"');
    const up = await stack.up();
    expect(up.resources).not.toHaveProperty("created");
    expect(up.resources).not.toHaveProperty("deleted");
    expect(up.exitCode).toBe(0);
    expect((await onlyConnection()).paused).toBe(true);
    expect((await stack.destroy()).exitCode).toBe(0);
    expect(await client.connections.list().all()).toEqual([]);
  });
});
