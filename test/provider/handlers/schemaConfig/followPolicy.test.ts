import { describe, expect, it } from "vitest";
import {
  schemaConfigHandler as handler,
  type SchemaConfigInputs,
} from "../../../../provider/src/handlers/schemaConfig";
import { FakeConnection } from "./fakeConnection";
import { created, diffOf, ID, pathsOf, refreshed, shop } from "./shop";

describe("followPolicy", () => {
  const inputs: SchemaConfigInputs = {
    connectorId: ID,
    schemaChangeHandling: "BLOCK_ALL",
    undeclared: "followPolicy",
    schemas: { public: { tables: { orders: { enabled: true } } } },
  };

  it("switches what nobody names, never its hashing, and reports each", async () => {
    const connection = new FakeConnection(shop());
    const outputs = await created(connection, inputs);
    expect(connection.patches).toEqual([
      {
        schemaChangeHandling: "BLOCK_ALL",
        schemas: {
          public: {
            tables: {
              customers: { enabled: false, columns: { phone: { enabled: false } } },
              audit_log: { enabled: false },
            },
          },
        },
      },
    ]);
    expect(connection.messages).toContain(
      "info: disables 2 tables public.customers, public.audit_log because `undeclared` is `followPolicy` (BLOCK_ALL); " +
        "disables the column public.customers.phone because `undeclared` is `followPolicy` (BLOCK_ALL)",
    );
    expect(outputs.skipped).toEqual([
      { path: "schemas.public.tables.fivetran_audit.enabled", reason: "The table is a system table" },
    ]);
    expect(await refreshed(connection, outputs)).toEqual({ id: ID, outputs, inputs: undefined });
    expect(await pathsOf(connection, outputs, inputs)).toEqual([]);
  });

  it("lists the effects in the preview when it is newly on, with one call", async () => {
    const connection = new FakeConnection(shop());
    const { undeclared: _, ...keeping } = inputs;
    const olds = await created(connection, keeping);
    const { changes, notices } = await diffOf(connection, olds, inputs);
    expect(changes.map(({ path }) => path)).toEqual([["undeclared"]]);
    expect(connection.takeCalls()).toEqual(["GET schemas"]);
    expect(notices.map(({ message }) => message)).toContain(
      "disables 2 tables 'customers', 'audit_log' because `undeclared` is `followPolicy` (BLOCK_ALL)",
    );
  });

  it("says so in the preview when the effects cannot be listed", async () => {
    const connection = new FakeConnection(shop());
    const { undeclared: _, ...keeping } = inputs;
    const olds = await created(connection, keeping);
    connection.exists = false;
    const { changes, notices } = await diffOf(connection, olds, inputs);
    expect(changes).toHaveLength(1);
    expect(notices.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^what follows the policy could not be listed: /),
    ]);
  });

  it("shows a new table that does not follow as drift, and the preview names it without a call", async () => {
    const connection = new FakeConnection(shop());
    const olds = await created(connection, inputs);
    connection.source["public"] = { tables: { ...connection.source["public"]?.tables, "new one": {} } };
    const { outputs } = await refreshed(connection, olds);
    expect(outputs.drift).toEqual([
      { path: 'schemas.public.tables["new one"].enabled', wanted: false, found: true },
    ]);
    connection.takeCalls();
    const { changes, notices } = await diffOf(connection, outputs, inputs);
    expect(connection.calls).toEqual([]);
    expect(changes.map(({ path }) => path)).toEqual([["schemas", "public", "tables", "new one", "enabled"]]);
    expect(notices[0]?.message).toContain("disables the table 'new one'");
  });

  it("looks upstream when something is taken out of the program, because it follows the policy then", async () => {
    const connection = new FakeConnection(shop());
    const olds = await created(connection, inputs);
    const { schemas: _, ...news } = inputs;
    const { notices } = await diffOf(connection, olds, news);
    expect(notices[0]?.message).toContain("follows the policy from now on");
    await handler.update({ id: ID, olds, news }, connection.context());
    expect(connection.patches.at(-1)).toEqual({
      schemas: { public: { enabled: false, tables: { orders: { enabled: false } } } },
    });
  });
});
