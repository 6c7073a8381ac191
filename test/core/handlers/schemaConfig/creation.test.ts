import { describe, expect, it } from "vitest";
import { PartialFailure } from "../../../../core/src/errors/partialFailure";
import {
  schemaConfigHandler as handler,
  type SchemaConfigInputs,
  type SchemaConfigOutputs,
} from "../../../../core/src/handlers/schemaConfig";
import { FakeConnection } from "./fakeConnection";
import { created, ID, INPUTS, pathsOf, refreshed, shop } from "./shop";

describe("create", () => {
  it("sends exactly what differs, in one PATCH, and uses its answer", async () => {
    const connection = new FakeConnection(shop());
    const { outputs } = await handler.create({ inputs: INPUTS }, connection.context());
    expect(connection.calls).toEqual(["GET schemas", "GET columns public.customers", "PATCH schemas"]);
    expect(connection.patches).toEqual([
      {
        schemas: {
          public: {
            tables: { customers: { columns: { email: { hashed: true } } }, audit_log: { enabled: false } },
          },
        },
      },
    ]);
    expect(outputs).toEqual(INPUTS);
    expect(connection.notices).toEqual([]);
  });

  it("sends nothing where everything is as wanted already", async () => {
    const connection = new FakeConnection(shop());
    await created(connection, INPUTS);
    await handler.create({ inputs: INPUTS }, connection.context());
    expect(connection.calls).toEqual(["GET schemas"]);
    expect(connection.patches).toHaveLength(1);
  });

  it("leaves what is not named alone: hashed columns stay hashed, other tables are in no PATCH", async () => {
    const connection = new FakeConnection(shop());
    await created(connection, { ...INPUTS, schemaChangeHandling: "BLOCK_ALL" });
    expect(connection.source["public"]?.tables?.["customers"]?.columns?.["phone"]?.hashed).toBe(true);
    expect(JSON.stringify(connection.patches)).not.toContain("phone");
    expect(JSON.stringify(connection.patches)).not.toContain("orders");
    expect(connection.policy).toBe("BLOCK_ALL");
  });

  it("enables the schema of a table that is to be synced, and says so", async () => {
    const connection = new FakeConnection(shop());
    const inputs: SchemaConfigInputs = {
      connectorId: ID,
      schemas: { archive: { tables: { old: { enabled: true } } } },
    };
    const outputs = await created(connection, inputs);
    expect(connection.patches).toEqual([
      { schemas: { archive: { enabled: true, tables: { old: { enabled: true } } } } },
    ]);
    expect(outputs).toEqual(inputs);
    expect(connection.messages).toEqual([
      "info: enables the schema archive because something named below is to be synced",
    ]);
  });

  it("does not enable what is merely named", async () => {
    const connection = new FakeConnection(shop());
    const schemas = { archive: { tables: { old: { columns: { id: { hashed: true } } } } } };
    await created(connection, { connectorId: ID, schemas });
    expect(connection.patches).toEqual([{ schemas }]);
    expect(connection.messages).toEqual([
      "warning: is disabled, so settings below it take effect only once it is enabled",
      "warning: is disabled, so settings below it take effect only once it is enabled",
    ]);
  });

  it.each<Omit<SchemaConfigInputs, "connectorId">>([
    {},
    { schemas: {} },
    { rules: [] },
    { undeclared: "keep", missing: "ignore", precreate: true },
  ])("does nothing where nothing is declared, until something is: %o", async (nothing) => {
    const connection = new FakeConnection(shop());
    connection.discovered = false;
    connection.setupState = "incomplete";
    const inputs = { connectorId: ID, ...nothing };
    const olds = await created(connection, inputs);
    expect(olds).toEqual(inputs);
    const other: SchemaConfigInputs = { ...inputs, missing: "fail" };
    expect(await handler.update({ id: ID, olds, news: other }, connection.context())).toEqual(other);
    expect(connection.takeCalls()).toEqual([]);
    connection.setupState = "connected";
    const news: SchemaConfigInputs = { connectorId: ID, schemas: { public: { enabled: false } } };
    expect(await handler.update({ id: ID, olds, news }, connection.context())).toEqual(news);
    expect(connection.takeCalls()).toEqual(["GET schemas", "POST reload", "PATCH schemas"]);
  });

  it("discovers the source with one reload where Fivetran has not looked yet", async () => {
    const connection = new FakeConnection(shop());
    connection.discovered = false;
    await handler.create(
      { inputs: { ...INPUTS, schemas: { public: { enabled: false } } } },
      connection.context(),
    );
    expect(connection.calls).toEqual(["GET schemas", "POST reload", "PATCH schemas"]);
  });

  it("[6 Reload] reloads once for a table that is new at the source", async () => {
    const connection = new FakeConnection(shop());
    connection.later = { fresh: { tables: { t: {} } } };
    await handler.create(
      { inputs: { connectorId: ID, schemas: { fresh: { enabled: false } } } },
      connection.context(),
    );
    expect(connection.calls).toEqual(["GET schemas", "POST reload", "PATCH schemas"]);
  });

  it("lists all missing names with the nearest existing ones, and sends nothing", async () => {
    const connection = new FakeConnection(shop());
    const schemas = {
      Public: {},
      public: {
        tables: { ordrs: {}, zzz: { columns: { x: {} } }, customers: { columns: { Email: {}, emial: {} } } },
      },
    };
    const error: unknown = await handler
      .create({ inputs: { connectorId: ID, schemas } }, connection.context())
      .catch((reason: unknown) => reason);
    expect(error).toMatchObject({
      name: "SchemaMismatchError",
      paths: [
        "schemas.Public",
        "schemas.public.tables.ordrs",
        "schemas.public.tables.zzz",
        "schemas.public.tables.customers.columns.Email",
        "schemas.public.tables.customers.columns.emial",
      ],
    });
    const { message } = error as Error;
    expect(message).toContain("schemas.Public: did you mean 'public'?");
    expect(message).toContain("tables.ordrs: did you mean 'orders'?");
    expect(message).toContain("columns.Email: did you mean 'email'?");
    expect(message).toContain("columns.emial: did you mean 'email'?");
    expect(message).toContain("there are the tables 'customers', 'orders'");
    expect(connection.calls).toEqual(["GET schemas", "POST reload", "GET columns public.customers"]);
  });

  it("goes on without missing elements, with a warning, when told to", async () => {
    const connection = new FakeConnection(shop());
    const inputs: SchemaConfigInputs = {
      connectorId: ID,
      missing: "ignore",
      schemas: { public: { tables: { soon: { enabled: false }, orders: { enabled: false } } } },
    };
    const outputs = await created(connection, inputs);
    expect(outputs).toEqual(inputs);
    expect(connection.patches).toEqual([{ schemas: { public: { tables: { orders: { enabled: false } } } } }]);
    expect(connection.messages[0]).toContain("schemas.public.tables.soon");
    expect((await refreshed(connection, outputs)).outputs).toEqual(outputs);
    connection.source["public"] = { tables: { ...connection.source["public"]?.tables, soon: {} } };
    const appeared = await refreshed(connection, outputs);
    expect(appeared.outputs.drift).toEqual([
      { path: "schemas.public.tables.soon.enabled", wanted: false, found: true },
    ]);
    expect(await pathsOf(connection, appeared.outputs, inputs)).toEqual([
      "schemas/public/tables/soon/enabled",
    ]);
  });

  it("[3.21] names the setup state and the remedy where the connection is not connected", async () => {
    const connection = new FakeConnection(shop());
    connection.discovered = false;
    connection.setupState = "incomplete";
    await expect(handler.create({ inputs: INPUTS }, connection.context())).rejects.toThrow(
      /not connected \(its setup is 'incomplete'\)[\s\S]*setup tests pass/,
    );
    expect(connection.calls).toEqual(["GET schemas", "POST reload", "GET connection"]);
  });

  it("[3.21] writes in advance with precreate, then discovers and sends what was ignored", async () => {
    const connection = new FakeConnection(shop());
    connection.discovered = false;
    const inputs: SchemaConfigInputs = { ...INPUTS, precreate: true, schemaChangeHandling: "BLOCK_ALL" };
    await handler.create({ inputs }, connection.context());
    expect(connection.precreated).toEqual([{ schemaChangeHandling: "BLOCK_ALL", schemas: INPUTS.schemas }]);
    expect(connection.calls.slice(0, 3)).toEqual(["GET schemas", "POST schemas", "POST reload"]);
    expect(connection.patches).toHaveLength(1);
  });

  it("writes in advance for a connection that nobody can look at yet, and says that it is not verified", async () => {
    const connection = new FakeConnection(shop());
    connection.discovered = false;
    connection.setupState = "incomplete";
    const inputs: SchemaConfigInputs = { ...INPUTS, precreate: true };
    expect(await created(connection, inputs)).toEqual(inputs);
    expect(connection.precreated).toEqual([{ schemas: INPUTS.schemas }]);
    expect(connection.messages[0]).toMatch(/^warning: was written in advance/);
  });

  it("does not trust what was written in advance: the next update looks whether it was taken", async () => {
    const connection = new FakeConnection(shop());
    connection.discovered = false;
    connection.setupState = "incomplete";
    const inputs: SchemaConfigInputs = { ...INPUTS, precreate: true };
    const olds = await created(connection, inputs);
    connection.discovered = true;
    connection.setupState = "connected";
    const news: SchemaConfigInputs = { ...inputs, schemaChangeHandling: "BLOCK_ALL" };
    expect(await handler.update({ id: ID, olds, news }, connection.context())).toEqual(news);
    expect(connection.patches).toEqual([{ schemaChangeHandling: "BLOCK_ALL", schemas: INPUTS.schemas }]);
  });

  it("fails with what is upstream when Fivetran accepts a PATCH and does not do it; the next apply sends it again", async () => {
    const connection = new FakeConnection(shop());
    connection.deaf = true;
    const inputs: SchemaConfigInputs = {
      connectorId: ID,
      schemaChangeHandling: "BLOCK_ALL",
      schemas: { public: { tables: { customers: { columns: { phone: { hashed: false } } } } } },
    };
    const error: unknown = await handler
      .create({ inputs }, connection.context())
      .catch((reason: unknown) => reason);
    if (!(error instanceof PartialFailure)) throw error;
    expect(error.id).toBe(ID);
    expect(error.message).toContain("schemaChangeHandling: wanted BLOCK_ALL, is ALLOW_ALL");
    expect(error.message).toContain("columns.phone.hashed: wanted false, is true");
    const olds = error.outputs as SchemaConfigOutputs;
    expect(olds.schemas).toEqual({
      public: { tables: { customers: { columns: { phone: { hashed: true } } } } },
    });
    connection.deaf = false;
    expect(await handler.update({ id: ID, olds, news: inputs }, connection.context())).toEqual(inputs);
  });
});
