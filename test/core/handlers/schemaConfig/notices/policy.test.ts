import { describe, expect, it } from "vitest";
import {
  schemaConfigHandler as handler,
  type SchemaConfigInputs,
} from "../../../../../core/src/handlers/schemaConfig";
import { policyNotices } from "../../../../../core/src/handlers/schemaConfig/notices/policy";
import { UNKNOWN } from "../../../../../core/src/values/unknown";
import { FakeConnection } from "../fakeConnection";
import { created, diffOf, ID, shop } from "../shop";

type Policy = NonNullable<SchemaConfigInputs["schemaChangeHandling"]>;

function textOf(before: string | undefined, policy: Policy, more: Partial<SchemaConfigInputs> = {}): string {
  const [first] = policyNotices(before, { connectorId: ID, schemaChangeHandling: policy, ...more });
  return first?.message ?? "";
}

describe("a change of the policy", () => {
  const later = "it governs only what Fivetran discovers later";
  const all = `from now on new schemas, tables and columns are synced: ${later}`;
  const columns = `from now on new schemas and tables are not synced, new columns of existing tables are: ${later}`;
  const none = `from now on new schemas, tables and columns are not synced: ${later}`;
  const kept = "Existing schemas, tables and columns keep their state";
  const staysIn = (policy: string) =>
    `${kept}: synced elements stay synced, also those that only \`${policy}\` has let in`;
  const staysOut = (policy: string) =>
    `${kept}: elements that \`${policy}\` has kept out so far stay out, until a name or a rule enables them`;

  it.each<[before: string | undefined, policy: Policy, expected: string]>([
    ["ALLOW_ALL", "ALLOW_COLUMNS", `${columns}. ${staysIn("ALLOW_ALL")}`],
    ["ALLOW_ALL", "BLOCK_ALL", `${none}. ${staysIn("ALLOW_ALL")}`],
    ["ALLOW_COLUMNS", "BLOCK_ALL", `${none}. ${staysIn("ALLOW_COLUMNS")}`],
    ["BLOCK_ALL", "ALLOW_COLUMNS", `${columns}. ${staysOut("BLOCK_ALL")}`],
    ["BLOCK_ALL", "ALLOW_ALL", `${all}. ${staysOut("BLOCK_ALL")}`],
    ["ALLOW_COLUMNS", "ALLOW_ALL", `${all}. ${staysOut("ALLOW_COLUMNS")}`],
    [undefined, "BLOCK_ALL", `${none}. ${kept}`],
    ["A_NEW_POLICY", "ALLOW_ALL", `${all}. ${kept}`],
  ])("from %s to %s says what it does and what it does not", (before, policy, expected) => {
    expect(textOf(before, policy)).toBe(expected);
  });

  it.each([
    ["ALLOW_ALL", "ALLOW_ALL"],
    ["ALLOW_ALL", UNKNOWN],
    ["ALLOW_ALL", undefined],
  ])("from %s to %s says nothing", (before, policy) => {
    const news = { connectorId: ID, schemaChangeHandling: policy } as SchemaConfigInputs;
    expect(policyNotices(before, news)).toEqual([]);
  });

  it("says that rules hold on, and when what appears is hashed too late", () => {
    const rules = [{ match: { column: "email" }, hashed: true }];
    const news: SchemaConfigInputs = { connectorId: ID, schemaChangeHandling: "ALLOW_COLUMNS", rules };
    const [first, second] = policyNotices("BLOCK_ALL", news);
    expect(first?.message).toContain(
      "The rule holds under any policy: a matching element that appears later shows as drift at the next refresh",
    );
    expect(second).toMatchObject({
      severity: "warning",
      message: expect.stringContaining("new columns are synced before rules hash anything") as string,
    });
    expect(policyNotices("ALLOW_ALL", { ...news, schemaChangeHandling: "BLOCK_ALL" })).toHaveLength(1);
    expect(
      policyNotices("BLOCK_ALL", { ...news, rules: [{ match: { table: "t" }, enabled: true }] }),
    ).toHaveLength(1);
  });
});

describe("the preview of a changed policy", () => {
  const named = { public: { tables: { orders: { enabled: true } } } };

  it("under `keep` makes no call, and Fivetran's existing elements do keep their state", async () => {
    const connection = new FakeConnection(shop());
    const inputs: SchemaConfigInputs = { connectorId: ID, schemaChangeHandling: "ALLOW_ALL", schemas: named };
    const olds = await created(connection, inputs);
    const before = structuredClone(connection.source);
    const news: SchemaConfigInputs = { ...inputs, schemaChangeHandling: "BLOCK_ALL" };
    const { notices } = await diffOf(connection, olds, news);
    expect(connection.takeCalls()).toEqual([]);
    expect(notices).toEqual([
      { severity: "info", path: ["schemaChangeHandling"], message: textOf("ALLOW_ALL", "BLOCK_ALL") },
    ]);
    await handler.update({ id: ID, olds, news }, connection.context());
    expect(connection.patches).toEqual([{ schemaChangeHandling: "BLOCK_ALL" }]);
    expect(connection.source).toEqual(before);
  });

  it("under `followPolicy` counts and names what is switched, and that is what the update does", async () => {
    const connection = new FakeConnection(shop());
    const inputs: SchemaConfigInputs = {
      connectorId: ID,
      schemaChangeHandling: "ALLOW_ALL",
      undeclared: "followPolicy",
      schemas: named,
      rules: [{ match: { table: "audit_*" }, enabled: true }],
    };
    const olds = await created(connection, inputs);
    const news: SchemaConfigInputs = { ...inputs, schemaChangeHandling: "BLOCK_ALL" };
    const { notices } = await diffOf(connection, olds, news);
    // A call for each table that is to be synced, none for those that are not.
    expect(connection.takeCalls()).toEqual([
      "GET schemas",
      "GET columns public.orders",
      "GET columns public.audit_log",
      "GET columns public.fivetran_audit",
    ]);
    expect(notices.map(({ path, message }) => `${path.join("/")}: ${message}`)).toEqual([
      `schemaChangeHandling: ${textOf("ALLOW_ALL", "BLOCK_ALL", news)}`,
      "undeclared: enables 0 schemas, 0 tables, 0 columns and disables 1 schema, 2 tables, 3 columns of what exists; " +
        "1 schema, 3 tables, 3 columns follow the policy, 0 schemas, 1 table, 0 columns the rules, " +
        "0 schemas, 1 table, 0 columns their names in the program; locked and left as they are: 0 schemas, 1 table, 0 columns",
      expect.stringContaining("disables 2 columns 'id', 'total'"),
      expect.stringContaining("disables the table 'customers'"),
      expect.stringContaining("disables the column 'phone'"),
      expect.stringContaining("disables the schema 'archive'"),
      expect.stringContaining("disables the table 'old'"),
      expect.stringContaining("The table is a system table"),
    ]);
    connection.patches.length = 0;
    await handler.update({ id: ID, olds, news }, connection.context());
    expect(connection.patches).toEqual([
      {
        schemaChangeHandling: "BLOCK_ALL",
        schemas: {
          public: {
            tables: {
              customers: { enabled: false, columns: { phone: { enabled: false } } },
              orders: { columns: { id: { enabled: false }, total: { enabled: false } } },
            },
          },
          archive: { enabled: false, tables: { old: { enabled: false } } },
        },
      },
    ]);
  });

  it("is told at a creation that takes over what was set, which nobody has previewed", async () => {
    const connection = new FakeConnection(shop());
    await created(connection, { connectorId: ID, schemaChangeHandling: "BLOCK_ALL" });
    expect(connection.messages).toEqual([`info: ${textOf("ALLOW_ALL", "BLOCK_ALL")}`]);
  });

  it("is not told of what Fivetran sees for the first time", async () => {
    const connection = new FakeConnection(shop());
    connection.discovered = false;
    await created(connection, { connectorId: ID, schemaChangeHandling: "BLOCK_ALL" });
    expect(connection.messages).toEqual([]);
  });
});
