import { describe, expect, it } from "vitest";
import {
  schemaConfigHandler as handler,
  type SchemaConfigInputs,
} from "../../../../../core/src/handlers/schemaConfig";
import type { Rule } from "../../../../../core/src/handlers/schemaConfig/wants/rules";
import { formatPath } from "../../../../../core/src/values/propertyPath";
import { UNKNOWN } from "../../../../../core/src/values/unknown";
import { FakeConnection } from "../fakeConnection";
import { created, diffOf, ID, pathsOf, refreshed, shop } from "../shop";

const hashEmails: Rule = { match: { column: "email" }, hashed: true };

function withRules(...rules: Rule[]): SchemaConfigInputs {
  return { connectorId: ID, rules };
}

describe("the inputs", () => {
  const failuresOf = (rules: unknown) =>
    handler
      .check({ olds: undefined, news: { connectorId: ID, rules } })
      .failures.map(({ path, reason }) => `${formatPath(path)}: ${reason}`);

  it("are told all their faults at once", () => {
    expect(
      failuresOf([
        { match: {}, enabled: true },
        { match: { column: "email" } },
        { match: { table: "t" }, hashed: true },
        { match: { column: "c" }, syncMode: "HISTORY" },
        { match: { column: "" }, hashed: true },
        { match: { colum: "email" }, hashed: true },
      ]),
    ).toEqual([
      "rules[0].match: must name at least one of `schema`, `table` and `column`",
      "rules[1]: sets nothing: give it `enabled`, `syncMode`, `rowFilter`, `hashed`, `isPrimaryKey`, `targetDataType`",
      "rules[2].hashed: is a setting of columns, and this rule matches tables (the deepest level that `match` names)",
      "rules[3].syncMode: is a setting of tables, and this rule matches columns (the deepest level that `match` names)",
      "rules[4].match.column: must not be empty; leave it out to match any name",
      "rules[5].match.colum: there is no such property; did you mean 'column'?",
      "rules[5].match: must name at least one of `schema`, `table` and `column`",
    ]);
  });

  it("may be unknown in a preview, as a whole or in part", () => {
    expect(failuresOf(UNKNOWN)).toEqual([]);
    expect(
      failuresOf([
        { match: UNKNOWN, hashed: true },
        { match: { column: UNKNOWN }, hashed: UNKNOWN },
      ]),
    ).toEqual([]);
  });

  it("may hold nulls, which mean: not set", () => {
    const result = handler.check({
      olds: undefined,
      news: {
        connectorId: ID,
        rules: [{ match: { schema: null, column: "c" }, hashed: true, enabled: null }],
      },
    });
    expect(result).toMatchObject({
      failures: [],
      inputs: { rules: [{ match: { column: "c" }, hashed: true }] },
    });
  });
});

describe("a rule about columns", () => {
  it("[3.2] holds wherever the column is in what is synced, with one PATCH, and is then at rest", async () => {
    const source = shop();
    source["public"] = {
      tables: { ...source["public"]?.tables, orders: { columns: { email: {}, Email: {}, total: {} } } },
    };
    const connection = new FakeConnection(source);
    const outputs = await created(connection, withRules(hashEmails));
    const hashed = { columns: { email: { hashed: true } } };
    expect(connection.patches).toEqual([
      { schemas: { public: { tables: { customers: hashed, orders: hashed } } } },
    ]);
    expect(connection.messages).toEqual([
      "info: rules[0] hashes 2 columns public.customers.email, public.orders.email",
    ]);
    expect(outputs).toEqual({ ...withRules(hashEmails), coveredTables: expect.any(String) as string });
    expect(await refreshed(connection, outputs)).toEqual({ id: ID, outputs, inputs: undefined });
    expect(await pathsOf(connection, outputs, withRules(hashEmails))).toEqual([]);
  });

  it("asks only the tables that it may be about, and that are synced, for their columns", async () => {
    const connection = new FakeConnection(shop());
    const inputs = withRules({ match: { schema: "*", table: "*o*s", column: "email" }, hashed: true });
    await handler.create({ inputs }, connection.context());
    expect(connection.takeCalls().sort()).toEqual([
      "GET columns public.customers",
      "GET columns public.orders",
      "GET schemas",
      "PATCH schemas",
    ]);
  });

  it("shows a column that appears later as drift, and the next update sets it", async () => {
    const connection = new FakeConnection(shop());
    const inputs = withRules(hashEmails);
    const outputs = await created(connection, inputs);
    const orders = connection.source["public"]?.tables?.["orders"]?.columns;
    Object.assign(orders ?? {}, { email: {} });
    const { outputs: olds } = await refreshed(connection, outputs);
    expect(olds.drift).toEqual([
      { path: "schemas.public.tables.orders.columns.email.hashed", wanted: true, found: false },
    ]);
    const { changes, notices } = await diffOf(connection, olds, inputs);
    expect(changes.map(({ path }) => formatPath(path))).toEqual([
      "schemas.public.tables.orders.columns.email.hashed",
    ]);
    expect(notices.map(({ message }) => message)).toEqual(["hashes the column public.orders.email"]);
    connection.patches.length = 0;
    const mended = await handler.update({ id: ID, olds, news: inputs }, connection.context());
    expect(connection.patches).toEqual([
      { schemas: { public: { tables: { orders: { columns: { email: { hashed: true } } } } } } },
    ]);
    expect(mended).toEqual({ ...inputs, coveredTables: outputs.coveredTables });
  });

  it("covers a table that the same program switches on, and one that appears later", async () => {
    const connection = new FakeConnection({
      s: { tables: { t: { enabled: false, columns: { email: {} } } } },
    });
    const inputs: SchemaConfigInputs = {
      ...withRules(hashEmails),
      schemas: { s: { tables: { t: { enabled: true } } } },
    };
    const outputs = await created(connection, inputs);
    expect(connection.patches).toEqual([
      { schemas: { s: { tables: { t: { enabled: true, columns: { email: { hashed: true } } } } } } },
    ]);
    Object.assign(connection.source["s"]?.tables ?? {}, { later: { columns: { email: {} } } });
    expect((await refreshed(connection, outputs)).outputs.drift).toEqual([
      { path: "schemas.s.tables.later.columns.email.hashed", wanted: true, found: false },
    ]);
  });

  it("leaves the last word to a named column, and to a later rule", async () => {
    const connection = new FakeConnection({
      s: {
        tables: {
          t: { columns: { email: {} } },
          u: { columns: { email: {} } },
          v: { columns: { email: {} } },
        },
      },
    });
    await created(connection, {
      ...withRules(hashEmails, { match: { table: "v", column: "*" }, hashed: false }),
      schemas: { s: { tables: { t: { columns: { email: { hashed: false } } } } } },
    });
    expect(connection.patches).toEqual([
      { schemas: { s: { tables: { u: { columns: { email: { hashed: true } } } } } } },
    ]);
  });
});

describe("rules about schemas and tables", () => {
  it("switch them, and set modes where they can be set", async () => {
    const connection = new FakeConnection(shop());
    await created(
      connection,
      withRules(
        { match: { schema: "arch*" }, enabled: true },
        { match: { schema: "public", table: "*_log" }, enabled: false },
        { match: { schema: "public", table: "*" }, syncMode: "HISTORY" },
      ),
    );
    expect(connection.patches).toEqual([
      {
        schemas: {
          public: { tables: { orders: { syncMode: "HISTORY" }, audit_log: { enabled: false } } },
          archive: { enabled: true },
        },
      },
    ]);
    expect(connection.messages).toContain(
      "info: syncMode cannot be 'HISTORY' for 3 tables public.customers, public.audit_log, public.fivetran_audit; nothing is sent for them",
    );
  });

  it("tell of a rule that decides about nothing", async () => {
    const connection = new FakeConnection(shop());
    await created(connection, withRules({ match: { schema: "pubic", table: "*" }, enabled: false }));
    expect(connection.patches).toEqual([]);
    expect(connection.notices).toEqual([
      { severity: "info", path: ["rules", 0], message: "decides about nothing that is in the source now" },
    ]);
  });

  it("warn of what has no effect below a disabled schema", async () => {
    const connection = new FakeConnection(shop());
    await created(connection, withRules({ match: { schema: "archive", table: "*" }, enabled: true }));
    expect(connection.notices).toContainEqual({
      severity: "warning",
      path: ["schemas", "archive"],
      message: "is disabled, so settings below it take effect only once it is enabled",
    });
  });
});

describe("a change of the rules", () => {
  const first = withRules(hashEmails);

  it("lists in the preview what it does to what exists", async () => {
    const connection = new FakeConnection(shop());
    const olds = await created(connection, first);
    const news = withRules(hashEmails, { match: { table: "audit_*" }, enabled: false });
    const { changes, notices } = await diffOf(connection, olds, news);
    expect(changes.map(({ path }) => formatPath(path))).toEqual(["rules[1]"]);
    expect(connection.patches).toHaveLength(1);
    expect(notices.map(({ path, message }) => `${formatPath(path)}: ${message}`)).toEqual([
      "rules[1]: disables the table public.audit_log",
    ]);
  });

  it("is seen when only their order changes, which decides", async () => {
    const connection = new FakeConnection(shop());
    const off: Rule = { match: { table: "*" }, enabled: false };
    const on: Rule = { match: { table: "orders" }, enabled: true };
    const olds = await created(connection, withRules(off, on));
    const news = withRules(on, off);
    const { changes, notices } = await diffOf(connection, olds, news);
    expect(changes.length).toBeGreaterThan(0);
    expect(notices.map(({ message }) => message)).toContain("disables the table public.orders");
    await handler.update({ id: ID, olds, news }, connection.context());
    expect(connection.source["public"]?.tables?.["orders"]?.enabled).toBe(false);
  });

  it("leaves what a removed rule has set as it is, and says so", async () => {
    const connection = new FakeConnection(shop());
    const olds = await created(connection, first);
    const news: SchemaConfigInputs = { connectorId: ID };
    const { changes, notices } = await diffOf(connection, olds, news);
    expect(changes.map(({ path }) => formatPath(path))).toEqual(["rules"]);
    expect(notices.map(({ message }) => message)).toEqual([
      "ends; its settings stay as they are in Fivetran, unless another rule or a name says otherwise",
    ]);
    connection.takeCalls();
    expect(await handler.update({ id: ID, olds, news }, connection.context())).toEqual(news);
    expect(connection.takeCalls()).toEqual([]);
    expect(connection.source["public"]?.tables?.["customers"]?.columns?.["email"]?.hashed).toBe(true);
  });

  it("says in the preview when what it does cannot be listed", async () => {
    const connection = new FakeConnection(shop());
    const olds = await created(connection, { connectorId: ID });
    connection.exists = false;
    const { notices } = await diffOf(connection, olds, first);
    expect(notices).toEqual([
      {
        severity: "warning",
        path: [],
        message: expect.stringMatching(/^what the rules do could not be listed: /) as string,
      },
    ]);
  });
});
