import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { CommandLine } from "../support/commandLine";
import { SEED } from "../support/seed";

const SHAPE = {
  schemas: {
    public: {
      tables: {
        orders: { columns: { id: { isPrimaryKey: true }, email: {}, total: {} } },
        people: { columns: { id: { isPrimaryKey: true }, email: {}, "odd.name": {} } },
        audit: { columns: { id: {} }, lock: { reasonCode: "SYSTEM_TABLE" as const } },
      },
    },
  },
};

describe("fivetranctl schema", () => {
  let line: CommandLine;
  beforeEach(async () => {
    const sourceShapes = [{ target: { service: "postgres" }, shape: SHAPE }];
    line = await CommandLine.open({ seed: { ...SEED, sourceShapes } });
    await set("crisp_falcon", {
      public: { tables: { orders: { columns: { email: { hashed: true } } }, people: { enabled: false } } },
    });
  });
  afterEach(() => line.close());

  const set = (id: string, schemas: object) =>
    line.run(["api", "connectionSchemas.update", id, "--data", JSON.stringify({ schemas })]);
  const json = async (...args: string[]) => {
    const { code, out, said } = await line.run(["schema", ...args, "--json"]);
    return { code, said, rows: (out === "" ? [] : JSON.parse(out)) as Record<string, unknown>[] };
  };
  const sent = () => line.writes().filter((each) => each.startsWith("PATCH")).length;

  it("tree shows schemas, tables and what somebody has set, and all columns when asked", async () => {
    const { code, out } = await line.run(["schema", "tree", "crisp_falcon"]);
    expect(code).toBe(0);
    expect(out.split("\n")).toEqual([
      "✓ public",
      expect.stringMatching(/^ {2}✓ audit \(.*locked: SYSTEM_TABLE\)$/),
      expect.stringMatching(/^ {2}✓ orders/),
      "    ✓ email (hashed)",
      expect.stringMatching(/^ {2}– people/),
    ]);
    const { rows } = await json("tree", "crisp_falcon", "--with-columns");
    expect(rows.map(({ element }) => element)).toEqual([
      ...["public", "public.audit", "public.audit.id", "public.orders"],
      ...["public.orders.email", "public.orders.id", "public.orders.total", "public.people"],
    ]);
  });

  it("search finds every column called email that is not hashed, in the whole account", async () => {
    const { code, rows, said } = await json(
      "search",
      "EMAIL",
      "--not-hashed",
      "--synced",
      "--deep",
      "--fail",
    );
    expect(code).toBe(5);
    expect(rows.map(({ id, table }) => `${String(id)} ${String(table)}`)).toEqual([
      "quiet_lynx orders",
      "quiet_lynx people",
    ]);
    expect(said).toContain("Reading the columns of 5 tables from their sources, a call each.");
    // Connections that Fivetran has not read are named.
    expect(said).toContain("my team/billing was not looked at");
  });

  it("search says what it has not looked at", async () => {
    const { code, rows, said } = await json("search", "email");
    expect(code).toBe(0);
    expect(rows).toMatchObject([
      { id: "crisp_falcon", table: "orders", column: "email", hashed: true, isSynced: true },
    ]);
    expect(said).toContain("those of 5 synced tables were not looked at. --deep reads them");
    expect((await json("search", "o*", "crisp_falcon", "--kind", "table")).rows).toMatchObject([
      { table: "orders" },
    ]);
    expect((await line.run(["schema", "search", "nobody.has(this"])).said).toContain(
      "Nothing is called 'nobody.has(this'.",
    );
  });

  it("diff shows what differs and ends with 5; with nothing, 0", async () => {
    const { code, rows } = await json("diff", "crisp_falcon", "analytics/shop_us");
    expect(code).toBe(5);
    expect(rows).toMatchObject([
      { element: "public.orders.email", property: "exists", left: true, right: false },
      { element: "public.people", property: "enabled", left: false, right: true },
    ]);
    expect(await json("diff", "crisp_falcon", "crisp_falcon")).toMatchObject({ code: 0, rows: [] });
  });

  it("apply gives one connection what another has, in one request, and then there is nothing to do", async () => {
    const before = sent();
    const args = ["apply", "analytics/shop_us", "--from", "crisp_falcon"];
    expect(
      (await json(...args, "--dry-run")).rows.map(({ element, property }) => [element, property]),
    ).toEqual([
      ["public.orders.email", "enabled"],
      ["public.orders.email", "hashed"],
      ["public.people", "enabled"],
    ]);
    expect(await json(...args)).toMatchObject({ code: 2 });
    expect(sent()).toBe(before);
    expect((await json(...args, "--yes")).code).toBe(0);
    expect(sent()).toBe(before + 1);
    expect(await json(...args, "--yes")).toMatchObject({ code: 0, rows: [] });
    expect(await json("diff", "crisp_falcon", "quiet_lynx")).toMatchObject({ code: 0 });
    expect(sent()).toBe(before + 1);
  });

  it("apply sets what a file says and nothing else, warns of what it un-hashes, and skips what is locked", async () => {
    const file = join(line.folder, "config.yaml");
    writeFileSync(
      file,
      "schemas:\n  public:\n    tables:\n      orders: { columns: { email: { hashed: false } } }\n      audit: { enabled: false }\n",
    );
    const { code, rows, said } = await json("apply", "crisp_falcon", "--from", file, "--yes");
    expect(code).toBe(0);
    expect(rows).toMatchObject([
      { element: "public.orders.email", property: "hashed", left: true, right: false },
    ]);
    expect(said).toContain("1 column is hashed now, and will arrive in the clear.");
    expect(said).toContain("Fivetran lets nobody switch public.audit (SYSTEM_TABLE)");
    expect((await json("search", "people", "crisp_falcon", "--kind", "table")).rows).toMatchObject([
      { enabled: false },
    ]);
  });

  it("apply takes the file that api writes, unchanged", async () => {
    const file = join(line.folder, "all.yaml");
    const { out } = await line.run(["api", "connectionSchemas.retrieve", "crisp_falcon", "--output", "yaml"]);
    writeFileSync(file, out);
    expect(await json("apply", "crisp_falcon", "--from", file, "--yes")).toMatchObject({ code: 0, rows: [] });
    expect(await json("diff", file, "crisp_falcon")).toMatchObject({ code: 0 });
  });

  it.each([
    [
      "schemas: { public: { enabled: maybe, tabels: {} } }",
      ["schemas.public.tabels is not known", "schemas.public.enabled is neither true nor false"],
    ],
    ["schemas: [1]", ["it has no 'schemas'"]],
    ["{", ["cannot be read"]],
    [
      "schemas: { nobody: { enabled: true } }",
      ["names what the connection does not have: nobody. Nothing was sent."],
    ],
  ])("apply refuses %j", async (text, messages) => {
    const file = join(line.folder, "bad.yaml");
    writeFileSync(file, text);
    const before = sent();
    const { code, said } = await json("apply", "crisp_falcon", "--from", file, "--yes");
    expect(code).toBe(2);
    for (const message of messages) expect(said).toContain(message);
    expect(sent()).toBe(before);
  });
});
