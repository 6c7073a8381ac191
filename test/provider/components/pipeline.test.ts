import * as pulumi from "@pulumi/pulumi";
import * as fivetran from "pulumi-fivetran";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";

const CONNECTOR = "pulumi-nodejs:dynamic/fivetran:Connector";
const SCHEMA = "pulumi-nodejs:dynamic/fivetran:SchemaConfig";
const SCHEDULE = "pulumi-nodejs:dynamic/fivetran:ConnectorSchedule";

const SOURCE = {
  groupId: "g",
  service: "postgres",
  destinationSchema: { prefix: "orders" },
  config: { host: "h", password: "hunter2-hunter2" },
} as const;

interface Registered {
  readonly name: string;
  readonly inputs: Readonly<Record<string, unknown>>;
}

describe("Pipeline", () => {
  const registered = new Map<string, Registered>();
  beforeAll(() =>
    pulumi.runtime.setMocks({
      newResource: ({ type, name, inputs }) => {
        const { __provider: _, ...own } = inputs as Record<string, unknown>;
        registered.set(type, { name, inputs: JSON.parse(JSON.stringify(own)) as Record<string, unknown> });
        return { id: `${name}-id`, state: { ...own, schema: "orders", setupState: "connected" } };
      },
      call: () => ({}),
    }),
  );
  beforeEach(() => registered.clear());

  const known = <T>(output: pulumi.Output<T>): Promise<T> => new Promise((resolve) => output.apply(resolve));

  async function declared<S extends fivetran.ConnectorService>(
    args: fivetran.PipelineArgs<S>,
  ): Promise<fivetran.Pipeline<S>> {
    const pipeline = new fivetran.Pipeline("orders", args);
    await known(pipeline.schedule.id);
    return pipeline;
  }
  const inputsOf = (type: string): Readonly<Record<string, unknown>> | undefined =>
    registered.get(type)?.inputs;

  it("gives each child its arguments, all under the component's name", async () => {
    await declared({
      ...SOURCE,
      trustCertificates: true,
      schemaChangeHandling: "BLOCK_ALL",
      schemas: { public: { tables: { customers: { enabled: true } } } },
      rules: [{ match: { column: "email" }, hashed: true }],
      undeclared: "followPolicy",
      missing: "ignore",
      precreate: true,
      schedule: "every hour",
      awaitAuthorization: "1h",
      timeouts: { create: "5m" },
    });
    expect([...registered.values()].map(({ name }) => name)).toEqual([
      "orders",
      "orders",
      "orders",
      "orders",
    ]);
    expect(inputsOf(CONNECTOR)).toMatchObject({
      groupId: "g",
      trustCertificates: true,
      awaitAuthorization: "1h",
      timeouts: { create: "5m" },
    });
    expect(inputsOf(SCHEMA)).toEqual({
      connectorId: "orders-id",
      schemaChangeHandling: "BLOCK_ALL",
      schemas: { public: { tables: { customers: { enabled: true } } } },
      rules: [{ match: { column: "email" }, hashed: true }],
      undeclared: "followPolicy",
      missing: "ignore",
      precreate: true,
      timeouts: { create: "5m" },
    });
    expect(inputsOf(SCHEDULE)).toEqual({
      connectorId: "orders-id",
      schedule: "every hour",
      paused: false,
      timeouts: { create: "5m" },
    });
  });

  it("leaves to the connector nothing of the schedule, and no word of whether it runs", async () => {
    await declared({ ...SOURCE, syncFrequencyMinutes: 1440, dailySyncTime: "09:00", paused: true });
    expect(inputsOf(SCHEDULE)).toEqual({
      connectorId: "orders-id",
      syncFrequencyMinutes: 1440,
      dailySyncTime: "09:00",
      paused: true,
    });
    for (const name of ["schedule", "syncFrequencyMinutes", "dailySyncTime", "scheduleType", "paused"])
      expect(inputsOf(CONNECTOR)).not.toHaveProperty(name);
  });

  it("has no SchemaConfig where the program says nothing of the schema, and runs by default", async () => {
    const pipeline = await declared(SOURCE);
    expect(pipeline.schemaConfig).toBeUndefined();
    expect(registered.has(SCHEMA)).toBe(false);
    expect(inputsOf(SCHEDULE)).toEqual({ connectorId: "orders-id", paused: false });
  });

  it("takes its defaults where an Output turns out to be undefined", async () => {
    const nothing = pulumi.output<undefined>(undefined);
    await declared({
      ...SOURCE,
      paused: nothing,
      awaitAuthorization: nothing,
      setupTests: nothing,
      schedule: nothing,
      schemas: nothing,
    });
    expect(inputsOf(SCHEMA)).toEqual({ connectorId: "orders-id" });
    expect(inputsOf(CONNECTOR)).toMatchObject({ awaitAuthorization: "15m" });
    expect(inputsOf(SCHEDULE)).toMatchObject({ connectorId: "orders-id", paused: false });
  });

  it("answers what its connector answers", async () => {
    const pipeline = await declared(SOURCE);
    expect(await known(pipeline.connectorId)).toBe("orders-id");
    expect(await known(pipeline.groupId)).toBe("g");
    expect(await known(pipeline.schema)).toBe("orders");
    expect(await known(pipeline.setupState)).toBe("connected");
    expect(pipeline.connector).toBeInstanceOf(fivetran.Connector);
    expect(pipeline.schedule).toBeInstanceOf(fivetran.ConnectorSchedule);
  });

  it.each([
    [undefined, undefined, "15m"],
    ["0s", undefined, "0s"],
    [undefined, "warn" as const, "15m"],
    [undefined, "off" as const, "0s"],
    [undefined, pulumi.output("off" as const), "0s"],
  ])("awaits an authorization: %s with setupTests %s is %s", async (patience, setupTests, expected) => {
    await declared({
      ...SOURCE,
      ...(patience === undefined ? {} : { awaitAuthorization: patience }),
      ...(setupTests === undefined ? {} : { setupTests }),
    });
    expect(inputsOf(CONNECTOR)?.["awaitAuthorization"]).toBe(expected);
  });

  it("refuses to be made without arguments, by name", () => {
    expect(() => new fivetran.Pipeline("p", undefined as unknown as fivetran.PipelineArgs)).toThrow(
      "fivetran.Pipeline 'p' needs its arguments",
    );
  });
});
