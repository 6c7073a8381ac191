import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { PartialFailure } from "../../../core/src/errors/partialFailure";
import { destinationHandler } from "../../../core/src/handlers/destination";
import type { DestinationInputs } from "../../../core/src/handlers/destination/inputs";
import { startWorkbench, type Workbench } from "../../support/context";
import { describeLifecycle } from "../../support/lifecycle";

const CONFIG = {
  host: "acme.snowflakecomputing.com",
  port: 443,
  database: "RAW",
  user: "fivetran",
  password: "hunter2-hunter2",
};

async function arrange({ client }: Workbench): Promise<DestinationInputs & Record<string, unknown>> {
  const { id } = await client.groups.create({ name: "g" });
  return {
    groupId: id,
    service: "snowflake",
    region: "GCP_US_EAST4",
    timeZoneOffset: "-5",
    config: { ...CONFIG },
  };
}

const FAILING = { title: "Host connection", status: "FAILED", message: "no route" } as const;

describeLifecycle(destinationHandler, {
  arrange,
  changed: (inputs) => ({ ...inputs, region: "AWS_EU_WEST_1", config: { ...CONFIG, database: "OTHER" } }),
  replacements: {
    groupId: (inputs) => ({ ...inputs, groupId: "another_group" }),
    service: (inputs) => ({ ...inputs, service: "big_query" }),
  },
  outside: {
    change: async ({ client }, id) =>
      void (await client.destinations.update(id, {
        config: { host: "moved.acme.com" },
        runSetupTests: false,
      })),
    shows: "config.host",
  },
  deletes: true,
  secrets: ["config.password"],
  listedAs: ({ service }) => service,
  removeParent: async ({ client }, inputs, id) => {
    await client.destinations.delete(id);
    await client.groups.delete(String(inputs["groupId"]));
  },
  halfway: {
    fail: async ({ server }) =>
      void (await server.control.setupTests.add({ service: "snowflake", tests: [FAILING] })),
    mend: ({ server }) => server.control.setupTests.clear(),
  },
});

describe("Destination", () => {
  let bench: Workbench;
  let inputs: DestinationInputs;
  beforeEach(async () => {
    bench = await startWorkbench();
    inputs = await arrange(bench);
  });
  afterEach(() => bench.stop());

  const messages = (): string[] => bench.notices.map(({ message }) => message);

  it("takes a port as number or text for the same", async () => {
    const { id, outputs } = await destinationHandler.create({ inputs }, bench.context);
    const news = { ...inputs, config: { ...CONFIG, port: "443" } };
    expect(await destinationHandler.diff({ id, olds: outputs, news }, bench.context)).toMatchObject({
      changes: [],
    });
  });

  it("names the failed tests and their messages, and keeps the destination", async () => {
    await bench.server.control.setupTests.add({ service: "snowflake", tests: [FAILING] });
    const failure: unknown = await destinationHandler
      .create({ inputs }, bench.context)
      .catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(PartialFailure);
    expect(failure).toMatchObject({ id: inputs.groupId, outputs: { failedSetupTests: ["Host connection"] } });
    expect(String(failure)).toContain("Host connection: no route");
  });

  it("[6 Setup tests] only warns in mode warn, and runs no test in mode off", async () => {
    await bench.server.control.setupTests.add({ service: "snowflake", tests: [FAILING] });
    const warned = await destinationHandler.create(
      { inputs: { ...inputs, setupTests: "warn" } },
      bench.context,
    );
    expect(messages().join()).toContain("Host connection: no route");
    const news = { ...inputs, setupTests: "warn" } as const;
    expect(
      await destinationHandler.diff({ ...warned, olds: warned.outputs, news }, bench.context),
    ).toMatchObject({
      changes: [],
      unfinished: [],
    });
    await destinationHandler.delete({ id: warned.id, olds: warned.outputs }, bench.context);
    bench.notices.length = 0;
    await destinationHandler.create({ inputs: { ...inputs, setupTests: "off" } }, bench.context);
    expect(bench.notices).toEqual([]);
    expect(bench.server.control.journal().at(-1)?.body).toMatchObject({ run_setup_tests: false });
  });

  it("tests again when the mode becomes fail and the setup is not connected", async () => {
    const off = { ...inputs, setupTests: "off" } as const;
    const { id, outputs } = await destinationHandler.create({ inputs: off }, bench.context);
    const { changes, unfinished } = await destinationHandler.diff(
      { id, olds: outputs, news: inputs },
      bench.context,
    );
    expect(changes).toEqual([]);
    expect(unfinished.join()).toContain("the setup tests will run again");
    expect(await destinationHandler.update({ id, olds: outputs, news: inputs }, bench.context)).toMatchObject(
      {
        setupState: "connected",
      },
    );
  });

  it("passes the trust options with the tests", async () => {
    const trusting = { ...inputs, trustCertificates: true, trustFingerprints: true };
    await destinationHandler.create({ inputs: trusting }, bench.context);
    const creation = bench.server.control
      .journal()
      .find(({ method, path }) => method === "POST" && path === "/v1/destinations");
    expect(creation?.body).toMatchObject({
      trust_certificates: true,
      trust_fingerprints: true,
      run_setup_tests: true,
    });
  });

  it("refuses a second destination in a group, and says how to take over the first", async () => {
    await destinationHandler.create({ inputs }, bench.context);
    await expect(destinationHandler.create({ inputs }, bench.freshContext())).rejects.toThrow(
      `\`adopt: "${inputs.groupId}"\``,
    );
  });

  it("deletes Fivetran's own connection along, and says so", async () => {
    const { id, outputs } = await destinationHandler.create({ inputs }, bench.context);
    await bench.server.control.addMetadataConnection(inputs.groupId);
    await destinationHandler.delete({ id, olds: outputs }, bench.context);
    expect(messages().join()).toContain("the fivetran_metadata connection that Fivetran added by itself");
    expect(await bench.client.connections.list().all()).toEqual([]);
    expect(await bench.client.destinations.list().all()).toEqual([]);
  });

  it("lists any other connection that is in the way, and deletes nothing", async () => {
    const { id, outputs } = await destinationHandler.create({ inputs }, bench.context);
    await bench.server.control.addMetadataConnection(inputs.groupId);
    const { id: other } = await bench.client.connections.create({
      groupId: inputs.groupId,
      service: "postgres",
      config: { schema_prefix: "orders", host: "h" },
    });
    await expect(destinationHandler.delete({ id, olds: outputs }, bench.context)).rejects.toThrow(other);
    expect(await bench.client.connections.list().all()).toHaveLength(2);
  });

  it("[6 Removing a field] resets what is no longer declared where the API can, and says so in the preview", async () => {
    const rich = { ...inputs, networkingMethod: "SshTunnel", config: { ...CONFIG, role: "LOADER" } };
    const { id, outputs } = await destinationHandler.create({ inputs: rich }, bench.context);
    const { region: _, ...news } = inputs;
    const { notices } = await destinationHandler.diff({ id, olds: outputs, news }, bench.context);
    expect(notices.map(({ path }) => path.join(".")).sort()).toEqual([
      "config.role",
      "networkingMethod",
      "region",
    ]);
    const updated = await destinationHandler.update({ id, olds: outputs, news }, bench.context);
    const live = await bench.client.destinations.retrieve(id);
    expect(live).toMatchObject({ networkingMethod: "Directly", region: "GCP_US_EAST4" });
    expect(live.config).not.toHaveProperty("role");
    expect(await destinationHandler.diff({ id, olds: updated, news }, bench.context)).toMatchObject({
      changes: [],
    });
  });

  it("goes before its replacement in the same group, after it in another", async () => {
    const { id, outputs } = await destinationHandler.create({ inputs }, bench.context);
    const same = await destinationHandler.diff(
      { id, olds: outputs, news: { ...inputs, service: "big_query" } },
      bench.context,
    );
    expect(same.deleteBeforeReplace).toBe(true);
    const other = await destinationHandler.diff(
      { id, olds: outputs, news: { ...inputs, groupId: "other" } },
      bench.context,
    );
    expect(other.deleteBeforeReplace).toBe(false);
  });

  it("checks its arguments", () => {
    const news = {
      groupId: "g",
      service: "snowflake",
      timeZoneOffset: "-5:30",
      setupTests: "never",
      config: { password: "******", defaultVirtualWarehouse: "w" },
    };
    const { failures } = destinationHandler.check({ olds: undefined, news });
    expect(failures.map(({ path }) => path.join("."))).toEqual([
      "timeZoneOffset",
      "setupTests",
      "config.password",
    ]);
    const masked = destinationHandler.check({
      olds: undefined,
      news: { ...news, timeZoneOffset: "+5", setupTests: "off" },
    });
    expect(masked.failures.map(({ path }) => path.join("."))).toEqual(["config.password"]);
    expect(masked.notices.map(({ message }) => message).join()).toContain(
      "did you mean 'default_virtual_warehouse'?",
    );
  });
});
