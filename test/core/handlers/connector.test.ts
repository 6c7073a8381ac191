import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { connectorHandler } from "../../../core/src/handlers/connector";
import { fieldsOf } from "../../../core/src/handlers/connector/extraFields";
import type { ConnectorInputs } from "../../../core/src/handlers/connector/inputs";
import { formatPath } from "../../../core/src/values/propertyPath";
import { UNKNOWN } from "../../../core/src/values/unknown";
import { startWorkbench, type Workbench } from "../../support/context";
import { describeLifecycle } from "../../support/lifecycle";

const CONFIG = {
  host: "db.acme.com",
  port: 5432,
  database: "shop",
  user: "fivetran",
  password: "hunter2-hunter2",
};
const FAILING = { title: "Connecting to host", status: "FAILED", message: "no route" } as const;

async function arrange({ client }: Workbench): Promise<ConnectorInputs & Record<string, unknown>> {
  const { id } = await client.groups.create({ name: "g" });
  await client.destinations.create({
    groupId: id,
    service: "snowflake",
    timeZoneOffset: "0",
    config: { host: "w" },
  });
  return {
    groupId: id,
    service: "postgres",
    destinationSchema: { prefix: "orders" },
    config: { ...CONFIG },
    networkingMethod: "Directly",
    syncFrequencyMinutes: 60,
  };
}

describeLifecycle(connectorHandler, {
  arrange,
  changed: (inputs) => ({
    ...inputs,
    syncFrequencyMinutes: 180,
    config: { ...CONFIG, host: "other.acme.com" },
  }),
  replacements: {
    groupId: (inputs) => ({ ...inputs, groupId: "another_group" }),
    service: (inputs) => ({ ...inputs, service: "mysql" }),
    "destinationSchema.prefix": (inputs) => ({ ...inputs, destinationSchema: { prefix: "sales" } }),
    destinationSchemaNames: (inputs) => ({ ...inputs, destinationSchemaNames: "SOURCE_NAMING" }),
  },
  outside: {
    change: async ({ client }, id) =>
      void (await client.connections.update(id, {
        config: { host: "moved.acme.com" },
        runSetupTests: false,
      })),
    shows: "config.host",
  },
  deletes: true,
  secrets: ["config.password"],
  listedAs: ({ schema }) => schema,
  removeParent: async ({ client }, inputs, id) => {
    await client.connections.delete(id);
    await client.destinations.delete(String(inputs["groupId"]));
    await client.groups.delete(String(inputs["groupId"]));
  },
  halfway: {
    fail: async ({ server }) =>
      void (await server.control.setupTests.add({ service: "postgres", tests: [FAILING] })),
    mend: ({ server }) => server.control.setupTests.clear(),
  },
});

describe("Connector", () => {
  let bench: Workbench;
  let inputs: ConnectorInputs;
  beforeEach(async () => {
    bench = await startWorkbench();
    inputs = await arrange(bench);
  });
  afterEach(() => bench.stop());

  const bodies = (method: string, path: RegExp): unknown[] =>
    bench.server.control
      .journal()
      .filter((entry) => entry.method === method && path.test(entry.path))
      .map(({ body }) => body);
  const fail = () => bench.server.control.setupTests.add({ service: "postgres", tests: [FAILING] });

  it("is made paused, in one call, and stays so unless the program says otherwise", async () => {
    const { id } = await connectorHandler.create({ inputs }, bench.context);
    expect(bodies("POST", /connections$/)).toMatchObject([
      { paused: true, config: { schema_prefix: "orders" } },
    ]);
    expect(bodies("PATCH", /connections/)).toEqual([]);
    expect((await bench.client.connections.retrieve(id)).paused).toBe(true);
  });

  it("[3.16] [6 Create→run] is unpaused last, after its tests have passed", async () => {
    const running = { ...inputs, paused: false };
    const { id, outputs } = await connectorHandler.create({ inputs: running }, bench.context);
    expect(bodies("POST", /connections$/)).toMatchObject([{ paused: true }]);
    expect(bodies("PATCH", /connections/)).toEqual([{ paused: false, run_setup_tests: false }]);
    expect(outputs).toMatchObject({ paused: false });
    expect(await connectorHandler.diff({ id, olds: outputs, news: running }, bench.context)).toMatchObject({
      changes: [],
    });
  });

  it("[3.12] is not unpaused while its tests fail, and the next run knows that this is left to do", async () => {
    await fail();
    const running = { ...inputs, paused: false };
    const failure = (await connectorHandler
      .create({ inputs: running }, bench.context)
      .catch((error: unknown) => error)) as {
      id: string;
      outputs: ConnectorInputs;
    };
    expect((await bench.client.connections.retrieve(failure.id)).paused).toBe(true);
    expect(failure.outputs.paused).toBe(true);
  });

  it("stays tracked when unpausing fails after everything else worked", async () => {
    bench.server.control.faults.add({
      method: "PATCH",
      path: "/connections/",
      times: 1,
      status: 400,
      code: "InvalidInput",
      message: "no",
    });
    const failure: unknown = await connectorHandler
      .create({ inputs: { ...inputs, paused: false } }, bench.context)
      .catch((error: unknown) => error);
    expect(failure).toMatchObject({
      name: "PartialFailure",
      outputs: { paused: true, setupState: "connected" },
    });
  });

  it("does not manage what the program does not set", async () => {
    const { syncFrequencyMinutes: _, ...bare } = inputs;
    const { id, outputs } = await connectorHandler.create({ inputs: bare }, bench.context);
    await bench.client.connections.update(id, { paused: false, syncFrequency: 5, runSetupTests: false });
    const refreshed = await connectorHandler.read({ id, olds: outputs }, bench.freshContext());
    const { status, ...managed } = refreshed?.outputs ?? outputs;
    expect({ ...managed, status: outputs.status }).toEqual(outputs);
    expect(status.syncState).toBe("scheduled");
    expect(refreshed?.inputs).toBeUndefined();
  });

  it("leaves the schedule as it is when the program hands it over", async () => {
    const { id, outputs } = await connectorHandler.create({ inputs }, bench.context);
    const { syncFrequencyMinutes: _, ...news } = inputs;
    const { changes, notices } = await connectorHandler.diff({ id, olds: outputs, news }, bench.context);
    expect(changes.map(({ path }) => formatPath(path))).toEqual(["syncFrequencyMinutes"]);
    expect(notices[0]?.message).toContain("stays as it is");
    bench.server.control.clearJournal();
    const updated = await connectorHandler.update({ id, olds: outputs, news }, bench.freshContext());
    expect(updated).not.toHaveProperty("syncFrequencyMinutes");
    expect(bodies("PATCH", /./)).toEqual([]);
    expect((await bench.client.connections.retrieve(id)).syncFrequency).toBe(60);
  });

  it("[6 Removing a field] sends only the keys of config that changed, and null for those taken out", async () => {
    const { id, outputs } = await connectorHandler.create({ inputs }, bench.context);
    const { database: _, ...rest } = CONFIG;
    const news = { ...inputs, config: { ...rest, host: "other.acme.com" } };
    await connectorHandler.update({ id, olds: outputs, news }, bench.context);
    expect(bodies("PATCH", /connections/)).toEqual([
      { config: { host: "other.acme.com", database: null }, run_setup_tests: true },
    ]);
  });

  it("[3.11] [6 Secret drift/rotation] sends a changed secret again and tests it; auth too, which is never answered", async () => {
    const withAuth = { ...inputs, auth: { client_access: { client_secret: "one-secret" } } };
    const { id, outputs } = await connectorHandler.create({ inputs: withAuth }, bench.context);
    expect((await connectorHandler.read({ id, olds: outputs }, bench.freshContext()))?.outputs).toEqual(
      outputs,
    );
    const news = {
      ...withAuth,
      config: { ...CONFIG, password: "new-password" },
      auth: { client_access: { client_secret: "two-secret" } },
    };
    const { changes } = await connectorHandler.diff({ id, olds: outputs, news }, bench.context);
    expect(changes.map(({ path }) => formatPath(path)).sort()).toEqual([
      "auth.client_access.client_secret",
      "config.password",
    ]);
    await connectorHandler.update({ id, olds: outputs, news }, bench.context);
    expect(bodies("PATCH", /connections/)).toMatchObject([
      { config: { password: "******" }, run_setup_tests: true },
    ]);
  });

  it("is sent FIVETRAN_NAMING, and a name that the program does not say is neither stored nor compared", async () => {
    const { id, outputs } = await connectorHandler.create({ inputs }, bench.context);
    expect(bodies("POST", /connections$/)).toMatchObject([{ destination_schema_names: "FIVETRAN_NAMING" }]);
    expect(outputs).not.toHaveProperty("destinationSchemaNames");
    const named = { ...inputs, destinationSchema: { prefix: "source" } };
    const made = await bench.client.connections.create({
      groupId: inputs.groupId,
      service: "postgres",
      paused: true,
      destinationSchemaNames: "SOURCE_NAMING",
      config: { ...CONFIG, schema_prefix: "source" },
    });
    const adopted = await connectorHandler.create({ inputs: { ...named, adopt: made.id } }, bench.context);
    expect(adopted.outputs).not.toHaveProperty("destinationSchemaNames");
    for (const [there, olds, news] of [
      [id, outputs, inputs],
      [made.id, adopted.outputs, named],
    ] as const) {
      const read = await connectorHandler.read({ id: there, olds }, bench.freshContext());
      expect(read?.inputs).toBeUndefined();
      const diff = await connectorHandler.diff(
        { id: there, olds: read?.outputs ?? olds, news },
        bench.context,
      );
      expect(diff.changes).toEqual([]);
    }
  });

  it("is not replaced for a naming that a state of an older version has kept, and that the program does not name", async () => {
    for (const stored of ["FIVETRAN_NAMING", "SOURCE_NAMING"] as const) {
      const { schemaNamesInForce: _, ...state } = (await connectorHandler.create({ inputs }, bench.context))
        .outputs;
      const olds = { ...state, destinationSchemaNames: stored };
      const { changes } = await connectorHandler.diff({ id: "c", olds, news: inputs }, bench.context);
      expect(changes).toEqual([]);
      // Naming what is in force already is a word in the program, and no other connector.
      const named = { ...inputs, destinationSchemaNames: stored };
      expect((await connectorHandler.diff({ id: "c", olds, news: named }, bench.context)).changes).toEqual(
        [],
      );
      await bench.stop();
      bench = await startWorkbench();
      inputs = await arrange(bench);
    }
  });

  it("is not replaced when the program names what an adopted connector has, and is for another naming", async () => {
    const made = await bench.client.connections.create({
      groupId: inputs.groupId,
      service: "postgres",
      paused: true,
      destinationSchemaNames: "SOURCE_NAMING",
      config: { ...CONFIG, schema_prefix: "orders" },
    });
    const { id, outputs } = await connectorHandler.create(
      { inputs: { ...inputs, adopt: made.id } },
      bench.context,
    );
    const changesFor = async (destinationSchemaNames: "FIVETRAN_NAMING" | "SOURCE_NAMING") =>
      (
        await connectorHandler.diff(
          { id, olds: outputs, news: { ...inputs, destinationSchemaNames } },
          bench.context,
        )
      ).changes;
    expect(await changesFor("SOURCE_NAMING")).toEqual([]);
    expect(await changesFor("FIVETRAN_NAMING")).toMatchObject([{ replaces: true }]);
  });

  it("is made with a Connect Card, whose address is a secret output that stays", async () => {
    const carded = {
      ...inputs,
      setupTests: "off" as const,
      connectCardConfig: { redirectUri: "https://acme.com/done", hideSetupGuide: true },
    };
    expect(connectorHandler.check({ olds: undefined, news: carded }).failures).toEqual([]);
    expect(
      connectorHandler.check({ olds: undefined, news: { ...carded, setupTests: "fail" } }).failures,
    ).toMatchObject([{ path: ["connectCardConfig"] }]);
    const { id, outputs } = await connectorHandler.create({ inputs: carded }, bench.context);
    expect(bodies("POST", /connections$/)).toMatchObject([
      {
        run_setup_tests: false,
        connect_card_config: { redirect_uri: "https://acme.com/done", hide_setup_guide: true },
      },
    ]);
    expect(outputs.connectCard).toMatchObject({ uri: expect.stringContaining("http") as unknown });
    expect(connectorHandler.secretPaths({ ...outputs }).map(formatPath)).toContain("connectCard");
    const read = await connectorHandler.read({ id, olds: outputs }, bench.freshContext());
    expect(read?.outputs.connectCard).toEqual(outputs.connectCard);
    const news = { ...carded, config: { ...CONFIG, host: "other.acme.com" } };
    const updated = await connectorHandler.update({ id, olds: outputs, news }, bench.context);
    expect(updated.connectCard).toEqual(outputs.connectCard);
    const { connectCardConfig: _, ...without } = news;
    expect(
      (await connectorHandler.diff({ id, olds: updated, news: without }, bench.context)).changes,
    ).toEqual([]);
  });

  it("passes on fields that are newer than this version, compares them, and clears those taken out", async () => {
    const extended = { ...inputs, extraFields: { field_of_next_year: { depth: 2 }, another: "a" } };
    const { id, outputs } = await connectorHandler.create({ inputs: extended }, bench.context);
    expect(bodies("POST", /connections$/)).toMatchObject([
      { field_of_next_year: { depth: 2 }, another: "a" },
    ]);
    const at = (olds: typeof outputs, news: typeof extended) =>
      connectorHandler.diff({ id, olds, news }, bench.context);
    expect((await at(outputs, extended)).changes).toEqual([]);
    const read = await connectorHandler.read({ id, olds: outputs }, bench.freshContext());
    expect(read).toMatchObject({ outputs: { extraFields: extended.extraFields }, inputs: undefined });
    const news = { ...inputs, extraFields: { field_of_next_year: { depth: 3 } } };
    const updated = await connectorHandler.update({ id, olds: outputs, news }, bench.context);
    expect(bodies("PATCH", /connections/)).toMatchObject([
      { field_of_next_year: { depth: 3 }, another: null },
    ]);
    expect((await connectorHandler.diff({ id, olds: updated, news }, bench.context)).changes).toEqual([]);
  });

  it("sees the drift of a newer field that Fivetran returns", () => {
    const live = { id: "c", fieldOfNextYear: "off", paused: true } as unknown as Parameters<
      typeof fieldsOf
    >[0];
    expect(fieldsOf(live)).toEqual({ id: "c", field_of_next_year: "off", paused: true });
  });

  it("refuses an extra field that has an argument, by the argument's name", () => {
    const extraFields = {
      paused: false,
      sync_frequency: 5,
      group_id: "g",
      run_setup_tests: true,
      fieldName: 1,
    };
    const { failures } = connectorHandler.check({ olds: undefined, news: { ...inputs, extraFields } });
    expect(failures.map(({ path, reason }) => `${formatPath(path)}: ${reason}`)).toEqual([
      "extraFields.paused: belongs in the argument `paused`",
      "extraFields.sync_frequency: belongs in the argument `syncFrequencyMinutes`",
      "extraFields.group_id: belongs in the argument `groupId`",
      "extraFields.run_setup_tests: belongs in the argument `setupTests`",
      "extraFields.fieldName: must be the API's own name, such as 'field_name'",
    ]);
  });

  it("has no change with a state of a version that knew fewer outputs, which a refresh fills in", async () => {
    const { id, outputs } = await connectorHandler.create({ inputs }, bench.context);
    const { connectedBy: _, serviceVersion, ...olds } = outputs;
    expect((await connectorHandler.diff({ id, olds, news: inputs }, bench.context)).changes).toEqual([]);
    const read = await connectorHandler.read({ id, olds }, bench.freshContext());
    expect(read?.inputs).toBeUndefined();
    expect(read?.outputs.serviceVersion).toBe(serviceVersion);
    expect(read?.outputs.status.schedule).toBe("every hour");
  });

  it("syncs as its words say, is read without a difference, and is not tested for them", async () => {
    const { syncFrequencyMinutes: _, ...others } = inputs;
    const news = { ...others, schedule: "cron 0 6 * * 1-5", dataChecks: true };
    const { id, outputs } = await connectorHandler.create({ inputs: news }, bench.context);
    expect(bodies("POST", /connections$/)).toMatchObject([
      { schedule: { schedule_type: "CRON", cron: "0 6 * * 1-5" }, data_checks: true },
    ]);
    const read = await connectorHandler.read({ id, olds: outputs }, bench.freshContext());
    expect(read?.inputs).toBeUndefined();
    expect(read?.outputs).toMatchObject({
      schedule: "cron 0 6 * * 1-5",
      status: { schedule: "cron 0 6 * * 1-5" },
    });
    const changed = {
      ...news,
      schedule: "monday at 06:00",
      destinationConfiguration: { virtualWarehouse: "WH" },
    };
    await connectorHandler.update({ id, olds: outputs, news: changed }, bench.context);
    expect(bodies("PATCH", /connections/)).toEqual([
      {
        schedule: { schedule_type: "TIME_OF_DAY", time_of_day: "06:00", days_of_week: ["MONDAY"] },
        destination_configuration: { virtual_warehouse: "WH" },
        run_setup_tests: false,
      },
    ]);
  });

  it("does not test when only the schedule changes", async () => {
    const { id, outputs } = await connectorHandler.create({ inputs }, bench.context);
    await connectorHandler.update(
      { id, olds: outputs, news: { ...inputs, syncFrequencyMinutes: 5 } },
      bench.context,
    );
    expect(bodies("PATCH", /connections/)).toEqual([{ sync_frequency: 5, run_setup_tests: false }]);
  });

  it("is tested by the next run when a secret was rejected although it stays connected", async () => {
    const { id, outputs } = await connectorHandler.create({ inputs }, bench.context);
    await fail();
    const news = { ...inputs, config: { ...CONFIG, password: "wrong-password" } };
    const failure = (await connectorHandler
      .update({ id, olds: outputs, news }, bench.context)
      .catch((error: unknown) => error)) as {
      outputs: typeof outputs;
    };
    expect(failure.outputs.failedSetupTests).toEqual(["Connecting to host"]);
    const { unfinished } = await connectorHandler.diff({ id, olds: failure.outputs, news }, bench.context);
    expect(unfinished.join()).toContain("will run again");
  });

  it("does not take an outside change for its own when it sends something else", async () => {
    const { id, outputs } = await connectorHandler.create({ inputs }, bench.context);
    await bench.client.connections.update(id, { config: { host: "moved.acme.com" }, runSetupTests: false });
    const news = { ...inputs, syncFrequencyMinutes: 5 };
    const updated = await connectorHandler.update({ id, olds: outputs, news }, bench.freshContext());
    const { changes } = await connectorHandler.diff({ id, olds: updated, news }, bench.context);
    expect(changes.map(({ path }) => formatPath(path))).toEqual(["config.host"]);
  });

  it("[3.19] says who must do what when a service waits for a person's authorization", async () => {
    const oauth = {
      ...inputs,
      service: "google_ads",
      destinationSchema: { name: "ads" },
      config: { customer_id: "1" },
    };
    const failure: unknown = await connectorHandler
      .create({ inputs: oauth }, bench.context)
      .catch((error: unknown) => error);
    expect(String(failure)).toMatch(/its setup is 'incomplete'.*must be authorized first.*Connect Card/s);
    const { id } = failure as { id: string; outputs: never };
    await bench.server.control.authorize(id);
    const refreshed = await connectorHandler.read(
      { id, olds: (failure as { outputs: never }).outputs },
      bench.freshContext(),
    );
    if (refreshed === undefined) throw new Error("gone");
    expect(
      await connectorHandler.diff({ id, olds: refreshed.outputs, news: oauth }, bench.context),
    ).toMatchObject({
      changes: [],
      unfinished: [],
    });
  });

  it("says how to depend on the destination when the group has none", async () => {
    const { id } = await bench.client.groups.create({ name: "bare" });
    // The local server makes a connection without one; the service may not.
    bench.server.control.faults.add({
      method: "POST",
      path: "^/v1/connections$",
      times: 1,
      status: 404,
      code: "NotFound_Destination",
      message: `Destination with id '${id}' not found`,
    });
    await expect(
      connectorHandler.create({ inputs: { ...inputs, groupId: id } }, bench.context),
    ).rejects.toThrow("Give the Connector `groupId: destination.groupId`");
  });

  it.each([
    ["a setting", "Invalid value for field 'update_method'", false],
    ["a property", "sync_frequency must be one of 5, 15", false],
    ["the group", "Group has no warehouse", true],
    ["the group's id", "group_id is not valid", true],
    ["nothing", "Bad Request", true],
  ])("adds no hint about the destination to a 400 about a field: %s", async (_, message, hinted) => {
    const { id } = await bench.client.groups.create({ name: "bare" });
    bench.server.control.faults.add({
      method: "POST",
      path: "^/v1/connections$",
      times: 1,
      status: 400,
      message,
    });
    const declared = { ...inputs, groupId: id, syncFrequencyMinutes: 15 };
    const error: unknown = await connectorHandler
      .create({ inputs: { ...declared, config: { ...CONFIG, update_method: "TELEPATHY" } } }, bench.context)
      .catch((reason: unknown) => reason);
    expect(String(error)).toContain(message);
    expect(String(error).includes("has no destination (yet)")).toBe(hinted);
  });

  it("adopts a connection: differences updated, secrets sent, what is immutable refused before anything is sent", async () => {
    const { id } = await bench.client.connections.create({
      groupId: inputs.groupId,
      service: "postgres",
      config: { schema_prefix: "orders", ...CONFIG, host: "old.acme.com" },
    });
    bench.server.control.clearJournal();
    await expect(
      connectorHandler.create(
        { inputs: { ...inputs, service: "mysql", destinationSchema: { prefix: "x" }, adopt: id } },
        bench.context,
      ),
    ).rejects.toThrow(
      /service: declared 'mysql', there it is 'postgres'[\s\S]*destinationSchema: declared 'x', there it is 'orders'/,
    );
    expect(bodies("PATCH", /./)).toEqual([]);

    const { outputs } = await connectorHandler.create(
      { inputs: { ...inputs, adopt: id } },
      bench.freshContext(),
    );
    expect(bodies("PATCH", /connections/)).toMatchObject([
      { config: { host: "db.acme.com", password: "******" }, sync_frequency: 60, run_setup_tests: true },
    ]);
    expect((await connectorHandler.read({ id, olds: outputs }, bench.freshContext()))?.outputs).toEqual(
      outputs,
    );
  });

  it("[3.13] takes over its own connection after a lost answer, and makes no second one", async () => {
    bench.server.control.faults.add({ method: "POST", path: "/connections$", times: 1, drop: "after" });
    const { id } = await connectorHandler.create({ inputs }, bench.context);
    expect((await bench.client.connections.list().all()).map((connection) => connection.id)).toEqual([id]);
  });

  it("leaves alone what another made with the same schema name", async () => {
    const foreign = await bench.anotherClient().connections.create({
      groupId: inputs.groupId,
      service: "mysql",
      config: { schema_prefix: "orders", host: "h" },
    });
    await bench.server.control.clock.advance(60_000);
    bench.server.control.faults.add({ method: "POST", path: "/connections$", times: 1, drop: "before" });
    await expect(
      connectorHandler.create({ inputs }, bench.freshContext({ client: bench.anotherClient() })),
    ).rejects.toThrow(foreign.id);
    expect(await bench.client.connections.list().all()).toHaveLength(1);
  });

  it("lets unknown values pass, and takes an unknown group for another one", async () => {
    const news = { ...inputs, groupId: UNKNOWN, config: { ...CONFIG, host: UNKNOWN } };
    expect(connectorHandler.check({ olds: undefined, news }).failures).toEqual([]);
    const { id, outputs } = await connectorHandler.create({ inputs }, bench.context);
    const { changes } = await connectorHandler.diff({ id, olds: outputs, news }, bench.context);
    expect(changes.filter(({ replaces }) => replaces).map(({ path }) => formatPath(path))).toEqual([
      "groupId",
    ]);
  });

  it("is replaced when its name gets another part", async () => {
    const sheet = { ...inputs, service: "google_sheets", destinationSchema: { name: "s", table: "t" } };
    const { id, outputs } = await connectorHandler.create({ inputs: sheet }, bench.context);
    const news = { ...sheet, destinationSchema: { name: "s", table: "u" } };
    expect(connectorHandler.check({ olds: sheet, news }).failures).toEqual([]);
    const { changes } = await connectorHandler.diff({ id, olds: outputs, news }, bench.context);
    expect(changes).toEqual([{ path: ["destinationSchema", "table"], kind: "update", replaces: true }]);
  });

  it("checks its arguments, all at once", () => {
    const news = {
      groupId: "g",
      service: "postgres",
      destinationSchema: { table: "t", name: "n" },
      syncFrequencyMinutes: 0,
      dailySyncTime: "9am",
      sync_frequency: 60,
      timeouts: { create: "soon" },
    };
    const failures = connectorHandler.check({ olds: undefined, news }).failures;
    const reasons = Object.fromEntries(failures.map(({ path, reason }) => [formatPath(path), reason]));
    expect(Object.keys(reasons).sort()).toEqual([
      "dailySyncTime",
      "destinationSchema",
      "syncFrequencyMinutes",
      "sync_frequency",
      "timeouts.create",
    ]);
    expect(reasons["syncFrequencyMinutes"]).toContain("must be at least 1 minute");
    const naming = {
      groupId: "g",
      service: "s",
      destinationSchema: { name: "n" },
      config: { schema: "n" },
      dailySyncTime: "09:00",
    };
    expect(
      connectorHandler
        .check({ olds: undefined, news: naming })
        .failures.map(({ path }) => formatPath(path))
        .sort(),
    ).toEqual(["config.schema", "dailySyncTime"]);
  });
});
