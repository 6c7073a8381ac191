import { describe, expect, it } from "vitest";
import {
  schemaConfigHandler as handler,
  type SchemaConfigInputs,
} from "../../../../core/src/handlers/schemaConfig";
import { FakeConnection } from "./fakeConnection";
import { created, diffOf, ID, INPUTS, pathsOf, refreshed, shop } from "./shop";

describe("read", () => {
  it("shows an outside change in the leaf and in drift, twice the same, and the next apply repairs it", async () => {
    const connection = new FakeConnection(shop());
    const olds = await created(connection, INPUTS);
    const email = connection.source["public"]?.tables?.["customers"]?.columns?.["email"];
    if (email) email.hashed = false;
    const first = await refreshed(connection, olds);
    const found = { customers: { columns: { email: { hashed: false } } }, audit_log: { enabled: false } };
    expect(first.inputs).toEqual({ connectorId: ID, schemas: { public: { tables: found } } });
    expect(first.outputs.drift).toEqual([
      { path: "schemas.public.tables.customers.columns.email.hashed", wanted: true, found: false },
    ]);
    const second = await refreshed(connection, first.outputs);
    expect(second).toEqual({ id: ID, outputs: first.outputs, inputs: undefined });
    expect(await pathsOf(connection, second.outputs, INPUTS)).toEqual([
      "schemas/public/tables/customers/columns/email/hashed",
    ]);
    expect(
      await handler.update({ id: ID, olds: second.outputs, news: INPUTS }, connection.context()),
    ).toEqual(INPUTS);
    expect(email?.hashed).toBe(true);
  });

  it("forgets a drift that somebody has repaired", async () => {
    const connection = new FakeConnection(shop());
    const olds = await created(connection, INPUTS);
    const log = connection.source["public"]?.tables?.["audit_log"];
    if (log) log.enabled = true;
    const drifted = await refreshed(connection, olds);
    if (log) log.enabled = false;
    expect(await refreshed(connection, drifted.outputs)).toEqual({ id: ID, outputs: INPUTS, inputs: INPUTS });
  });

  it("lets the program accept a drift without a call", async () => {
    const connection = new FakeConnection(shop());
    const olds = await created(connection, INPUTS);
    const log = connection.source["public"]?.tables?.["audit_log"];
    if (log) log.enabled = true;
    const drifted = await refreshed(connection, olds);
    connection.takeCalls();
    const news = drifted.inputs ?? INPUTS;
    expect(await pathsOf(connection, drifted.outputs, news)).toEqual([
      "schemas/public/tables/audit_log/enabled",
    ]);
    const accepted = await handler.update({ id: ID, olds: drifted.outputs, news }, connection.context());
    expect(accepted).toEqual(news);
    expect(connection.calls).toEqual([]);
    expect(await pathsOf(connection, accepted, news)).toEqual([]);
  });

  it("shows that something above a synced table was disabled", async () => {
    const connection = new FakeConnection(shop());
    const inputs: SchemaConfigInputs = {
      connectorId: ID,
      schemas: { public: { tables: { orders: { enabled: true } } } },
    };
    const olds = await created(connection, inputs);
    if (connection.source["public"]) connection.source["public"].enabled = false;
    const { outputs, inputs: refreshedInputs } = await refreshed(connection, olds);
    expect(refreshedInputs).toBeUndefined();
    expect(outputs).toEqual({
      ...inputs,
      drift: [{ path: "schemas.public.enabled", wanted: true, found: false }],
    });
    const { changes, notices } = await diffOf(connection, outputs, inputs);
    expect(changes).toEqual([{ path: ["schemas", "public", "enabled"], kind: "update", replaces: false }]);
    expect(notices.map(({ message }) => message)).toEqual([
      "enables the schema 'public' because something named below is to be synced",
    ]);
    expect(await handler.update({ id: ID, olds: outputs, news: inputs }, connection.context())).toEqual(
      inputs,
    );
  });

  it("is gone with its connection", async () => {
    const connection = new FakeConnection(shop());
    const olds = await created(connection, INPUTS);
    connection.exists = false;
    expect(await handler.read({ id: ID, olds }, connection.context())).toBeUndefined();
  });

  it("takes a schema config that Fivetran has dropped for drift, not for gone", async () => {
    const connection = new FakeConnection(shop());
    const inputs: SchemaConfigInputs = { ...INPUTS, schemaChangeHandling: "ALLOW_COLUMNS" };
    const olds = await created(connection, inputs);
    connection.discovered = false;
    const { outputs } = await refreshed(connection, olds);
    expect(outputs.drift).toEqual([
      { path: "schemaChangeHandling", missing: true },
      { path: "schemas.public", missing: true },
    ]);
    expect((await refreshed(connection, outputs)).outputs).toEqual(outputs);
    expect(await pathsOf(connection, outputs, inputs)).toEqual(["schemaChangeHandling", "schemas/public"]);
    expect(await handler.update({ id: ID, olds: outputs, news: inputs }, connection.context())).toEqual(
      inputs,
    );
    expect(connection.calls).toContain("POST reload");
  });

  it("shows a table that has left the source, and the next apply fails with its name", async () => {
    const connection = new FakeConnection(shop());
    const olds = await created(connection, INPUTS);
    delete connection.source["public"]?.tables?.["audit_log"];
    const { outputs } = await refreshed(connection, olds);
    expect(outputs.drift).toEqual([{ path: "schemas.public.tables.audit_log", missing: true }]);
    expect(await pathsOf(connection, outputs, INPUTS)).toEqual(["schemas/public/tables/audit_log"]);
    await expect(
      handler.update({ id: ID, olds: outputs, news: INPUTS }, connection.context()),
    ).rejects.toThrow("audit_log");
  });

  it("sees only what its own program names when two manage one connection", async () => {
    const connection = new FakeConnection(shop());
    const one: SchemaConfigInputs = {
      connectorId: ID,
      schemas: { public: { tables: { orders: { enabled: false } } } },
    };
    const two: SchemaConfigInputs = {
      connectorId: ID,
      schemas: { public: { tables: { audit_log: { enabled: false } } } },
    };
    const context = connection.context();
    const [first, second] = await Promise.all([
      handler.create({ inputs: one }, context),
      handler.create({ inputs: two }, context),
    ]);
    expect(connection.calls).toEqual(["GET schemas", "PATCH schemas", "GET schemas", "PATCH schemas"]);
    expect((await refreshed(connection, first.outputs)).outputs).toEqual(one);
    expect((await refreshed(connection, second.outputs)).outputs).toEqual(two);
  });
});
