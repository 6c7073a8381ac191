import { readFileSync } from "node:fs";
import { initStandIns } from "@pulumi-fivetran/engine";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { guessedValue } from "../../../engine/src/executor/guessedValue";
import { Api } from "../../server/support/api";
import { MovingServer } from "../../support/movingServer";

describe("a new file of stand-ins", () => {
  let moving: MovingServer;
  let data: string;
  beforeEach(() => {
    moving = new MovingServer();
    data = moving.folder.file("data");
  });
  afterEach(async () => {
    await moving[Symbol.asyncDispose]();
  });

  const file = () => moving.folder.file("new/stand-ins.yaml");
  const text = (name: string) => readFileSync(moving.folder.file(`new/${name}`), "utf8");
  /** Deploys two connections to a server without an engine, and writes the file for them. */
  const deployAndInit = async (): Promise<readonly string[]> => {
    const api = await Api.start({ data });
    const shop = await api.connection();
    const { group_id } = (await api.get(`/v1/connections/${shop}`)).data as { group_id: string };
    await api.post("/v1/connections", { group_id, service: "aws_lambda", config: { schema: "fn" } });
    await api.post(`/v1/connections/${shop}/schemas/reload`, {});
    await api.patch(`/v1/connections/${shop}/schemas`, {
      schemas: {
        public: {
          tables: { customers: { columns: { email: { hashed: true } } }, audit_log: { enabled: false } },
        },
      },
    });
    const connections = await api.control.account("account").knownTables();
    await api.stop();
    return initStandIns({ file: file(), connections });
  };

  it("names every connection and its destination, with fixtures of the columns that are known, and works", async () => {
    const written = await deployAndInit();
    expect(written.map((path) => path.slice(moving.folder.file("new/").length))).toEqual([
      "stand-ins.yaml",
      "fixtures/shop/public/customers.csv",
      "fixtures/shop/public/audit_log.csv",
      ...["customers", "orders", "products", "payments", "audit_log"].map(
        (name) => `fixtures/fn/${name}.csv`,
      ),
    ]);
    expect(text("stand-ins.yaml")).toContain(`sources:
  - connection: shop
    group: analytics
    source:
      type: fixtures
      path: ./fixtures/shop
`);
    expect(text("fixtures/shop/public/customers.csv")).toBe(
      [
        "id,name,email,phone,created_at,updated_at",
        "1,Ann,ann@example.com,+1 555 0101,2026-01-01T00:00:00Z,2026-01-01T00:00:00Z",
        "2,Bob,bob@example.com,+1 555 0102,2026-01-02T00:00:00Z,2026-01-02T00:00:00Z",
        "",
      ].join("\n"),
    );
    const api = await moving.start(text("stand-ins.yaml").replaceAll("./", "./new/"), { data });
    await api.control.idle();
    const items = ((await api.get("/v1/connections")).data as { items: { id: string; schema: string }[] })
      .items;
    for (const { id } of items)
      expect((await moving.sync(id)).syncs[0]).toMatchObject({ status: "SUCCESSFUL" });
    const emails = await moving.rows(
      "SELECT id, length(email) AS n FROM shop_public.customers ORDER BY id",
      "new/analytics",
    );
    expect(emails).toEqual([
      { id: "1", n: "64" },
      { id: "2", n: "64" },
    ]);
  });

  it("overwrites nothing: neither the file nor a fixture", async () => {
    moving.write("new/fixtures/shop/public/customers.csv", "mine");
    const written = await deployAndInit();
    expect(written.some((path) => path.endsWith("customers.csv") && path.includes("shop"))).toBe(false);
    expect(text("fixtures/shop/public/customers.csv")).toBe("mine");
    const first = text("stand-ins.yaml");
    expect(() => initStandIns({ file: file(), connections: [] })).toThrow("Deploy the stack to it first");
    const api = await Api.start({ data });
    const connections = await api.control.account("account").knownTables();
    await api.stop();
    expect(() => initStandIns({ file: file(), connections })).toThrow(
      "is there, and stays as it is. It names all connections.",
    );
    moving.write("new/stand-ins.yaml", "sources: []\n");
    expect(() => initStandIns({ file: file(), connections })).toThrow(
      'It lacks:\nsources:\n  - connection: "shop"',
    );
    expect(first).not.toBe(text("stand-ins.yaml"));
  });

  it("names the keys that are not called id, tells names apart, and writes nothing outside its folder", () => {
    const connection = {
      ...{ id: "c1", schema: "crm", service: "salesforce", groupId: "g1", groupName: "one" },
      ...{ isPrefix: false, destinationService: undefined, config: {}, destinationConfig: {} },
    };
    const tables = {
      crm: { Account: { Code: { isPrimaryKey: true }, Name: {} }, "../escape": { Id: {} }, Bare: {} },
    };
    const written = initStandIns({
      file: file(),
      connections: [
        { connection, tables },
        { connection: { ...connection, id: "c2", groupId: "g2", groupName: "two" }, tables: {} },
      ],
    });
    expect(written).toHaveLength(3);
    expect(text("stand-ins.yaml")).toContain(
      "path: ./fixtures/one/crm\n      keys:\n        Account:\n          - Code",
    );
    expect(text("stand-ins.yaml")).toContain("path: ./fixtures/two/crm");
    expect(text("fixtures/one/crm/Account.csv")).toBe("Code,Name\n1,Ann\n2,Bob\n");
    expect(text("fixtures/one/crm/Bare.csv")).toBe("id\n1\n2\n");
  });

  it.each([
    ["Email__c", "ann@example.com"],
    ["isActive", "true"],
    ["LastModifiedDate", "2026-01-01"],
    ["order_total", "10.50"],
    ["AccountId", "1"],
    ["colour", "colour 1"],
  ])("guesses what %s holds", (name, value) => {
    expect(guessedValue(name, 1, false)).toBe(value);
  });
});
