import { mkdirSync, writeFileSync } from "node:fs";
import { type ConnectorOptions, Fivetran } from "@pulumi-fivetran/engine";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { duckdbRows, TestFolder } from "../../support/moving";

describe("a transform's SQL", () => {
  const folder = new TestFolder();
  let made = 0;
  beforeAll(() => {
    mkdirSync(folder.file("data"));
    writeFileSync(folder.file("data/t.csv"), "id,n\n1,10\n2,20\n");
    writeFileSync(folder.file("outside.csv"), "secret\noutside-marker\n");
  });
  afterAll(() => {
    folder[Symbol.dispose]();
  });

  const run = async (query: string, more: object = {}): Promise<string> => {
    made += 1;
    const fivetran = new Fivetran({ id: "test", folder: folder.file(`engine${made}`) });
    const options: ConnectorOptions = {
      id: "c",
      source: { type: "files", path: folder.file("data") },
      destination: { type: "duckdb", path: folder.file(`out${made}.duckdb`) },
      transform: { type: "sql", query, ...more },
    };
    return await fivetran
      .createConnector(options)
      .sync()
      .then(
        ({ status }) => status,
        (error: unknown) => (error instanceof Error ? error.message : String(error)),
      );
  };

  it.each([
    [
      "a file",
      () =>
        `SELECT id, (SELECT any_value(secret) FROM read_csv('${folder.file("outside.csv")}')) AS n FROM {{ source }}`,
    ],
    [
      "a text of a file",
      () =>
        `SELECT id, (SELECT content FROM read_text('${folder.file("outside.csv")}')) AS n FROM {{ source }}`,
    ],
    ["the folder", () => `SELECT id, (SELECT count(*) FROM glob('${folder.path}/*')) AS n FROM {{ source }}`],
    [
      "the network",
      () => "SELECT id, (SELECT count(*) FROM read_csv('http://127.0.0.1:9/x.csv')) AS n FROM {{ source }}",
    ],
    ["a database", () => `SELECT * FROM {{ source }}; ATTACH '${folder.file("other.duckdb")}'`],
    ["a file to write", () => `COPY (SELECT 1) TO '${folder.file("written.csv")}'`],
    ["a setting", () => "SET enable_external_access = true"],
    ["an extension", () => "INSTALL httpfs"],
    ["an environment variable", () => "SELECT id, getenv('HOME') AS n FROM {{ source }}"],
  ])("reaches nothing of the machine: %s", async (_name, query) => {
    const message = await run(query());
    expect(message).toMatch(/The transform (?:has failed|is not one SELECT)/);
    expect(message).not.toMatch(/marker/);
  });

  it("has to return the key", async () => {
    expect(await run("SELECT n FROM {{ source }}")).toMatch(
      /column id: The transform does not return the key/,
    );
  });

  it("ends when its time is over, or its memory", async () => {
    expect(
      await run(
        "SELECT id, (SELECT sum(a.range * b.range) FROM range(10000000) a, range(10000000) b) AS n FROM {{ source }}",
        { timeoutMs: 300 },
      ),
    ).toMatch(/The transform has failed: .*nterrupt/);
    expect(
      await run(
        "SELECT id, (SELECT length(string_agg(repeat('x', 1000), '')) FROM range(1000000)) AS n FROM {{ source }}",
      ),
    ).toMatch(/The transform has failed: .*[Mm]emory/);
  });

  it("may return a key twice: the last row stands", async () => {
    expect(await run("SELECT id, n FROM {{ source }} UNION ALL SELECT id, n + 1 FROM {{ source }}")).toBe(
      "SUCCESSFUL",
    );
    expect(await duckdbRows(folder.file(`out${made}.duckdb`), "SELECT id, n FROM c.t ORDER BY id")).toEqual([
      { id: "1", n: "11" },
      { id: "2", n: "21" },
    ]);
  });
});
