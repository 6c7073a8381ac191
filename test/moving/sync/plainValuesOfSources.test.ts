import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { restSource } from "../../../engine/src/connector/restOptions";
import type { Source } from "../../../engine/src/contract/source";
import { hashValue } from "../../../engine/src/privacy/hashing";
import { FilesSource } from "../../../engine/src/sources/files/filesSource";
import { filesByTable } from "../../../engine/src/sources/files/tableFiles";
import { fixtureTables } from "../../../engine/src/sources/fixtures/fixtureTables";
import { RestSource } from "../../../engine/src/sources/rest/restSource";
import { type FakeApi, startApi } from "../../support/fakeApi";
import { SALT, TestFolder, trySync } from "../../support/moving";
import { newTarget, TARGETS } from "../../support/movingTargets";
import { type PostgresServer, startPostgres, withPostgres } from "../../support/postgres";

const ROWS = Array.from({ length: 60 }, (_, index) => ({
  id: index + 1,
  email: `hashed-marker ${index}`,
  secret: `blocked-marker ${index}`,
  n: index,
}));

/** Sources other than PostgreSQL, which has tests of its own in `plainValues.test.ts`. */
withPostgres("plain values of hashed and blocked columns of every source", () => {
  let server: PostgresServer;
  let api: FakeApi;
  /** What the sources hold: nothing of it is searched. */
  const held = new TestFolder();
  beforeAll(async () => {
    server = await startPostgres();
    for (const name of ["csv", "ndjson", "parquet", "fixtures", "fixtures/1"]) mkdirSync(held.file(name));
    const csv = [
      "id,email,secret,n",
      ...ROWS.map(({ id, email, secret, n }) => `${id},${email},${secret},${n}`),
    ].join("\n");
    const lines = ROWS.map((row) => JSON.stringify(row)).join("\n");
    writeFileSync(held.file("csv/people.csv"), csv);
    writeFileSync(held.file("fixtures/1/people.csv"), csv);
    writeFileSync(held.file("ndjson/people.ndjson"), lines);
    const instance = await DuckDBInstance.create(":memory:");
    const connection = await instance.connect();
    await connection.run(
      `COPY (FROM read_csv('${held.file("csv/people.csv")}')) TO '${held.file("parquet/people.parquet")}' (FORMAT parquet)`,
    );
    connection.closeSync();
    instance.closeSync();
    // The last page has records that cannot be rows, and the API fails at the end with a message that quotes all.
    api = await startApi(({ query }) => {
      const page = Number(query.get("p"));
      if (page > 3) return { status: 400, body: `hashed-marker ${query.get("key") ?? ""}` };
      const bad = [
        { id: null, email: "hashed-marker", secret: "blocked-marker" },
        { id: 7, email: { a: "hashed-marker" }, n: "blocked?" },
        "blocked-marker",
      ];
      return { body: [...ROWS.slice(page * 20 - 20, page * 20), ...(page === 3 ? bad : [])] };
    });
  });
  afterAll(async () => {
    await api[Symbol.asyncDispose]();
    await server.stop();
    held[Symbol.dispose]();
  });

  const files = (name: string) => (): Source =>
    new FilesSource({
      tables: () => filesByTable({ path: held.file(name), schema: "s" }),
      segmentBytes: 400,
    });
  const rest = (): Source =>
    new RestSource(
      restSource.parse({
        type: "rest",
        baseUrl: api.url,
        auth: { type: "query", name: "key", value: "credential-marker" },
        endpoints: [
          {
            table: "people",
            path: "/people",
            columns: { n: "INT" },
            paging: { type: "page", parameter: "p" },
          },
        ],
      }),
      { schema: "s", segmentBytes: 400 },
    );

  describe.each<[string, () => Source]>([
    ["CSV", files("csv")],
    ["NDJSON", files("ndjson")],
    ["Parquet", files("parquet")],
    [
      "fixtures",
      () =>
        new FilesSource({ tables: () => fixtureTables(held.file("fixtures"), 1, "s"), segmentBytes: 400 }),
    ],
    ["a REST API", rest],
  ])("%s", (name, open) => {
    it.each(TARGETS)("are in no segment, message, file or table of %s", async (kind) => {
      const folder = new TestFolder();
      const target = await newTarget(kind, folder.path, server);
      const seen: string[] = [];
      const inner = open();
      const told: unknown[] = [];
      const watched: Source = {
        keysAreUnique: inner.keysAreUnique,
        discover: async (signal) => await inner.discover(signal),
        acknowledge: async (...args) => {
          await inner.acknowledge(...args);
        },
        close: async () => {
          await inner.close();
        },
        async *read(request) {
          for await (const batch of inner.read(request)) {
            // Everything that is staged, while it is there.
            seen.push(...textsBelow(request.folder.path));
            yield batch;
          }
        },
      };
      const columns = { email: { hashed: true }, secret: { enabled: false } };
      const result = await trySync({
        source: watched,
        destination: await target.open(),
        folder: folder.path,
        plan: { rules: { handling: "ALLOW_ALL", schemas: { s: { tables: { people: { columns } } } } } },
        observer: {
          onSchemaChange: (change) => told.push(change),
          onTableEnd: (table) => told.push(table, table.error?.message, String(table.error?.cause)),
        },
      });
      const failed = result.tables.map(({ error }) => error?.message ?? "").join("");
      if (name === "a REST API") expect(failed).toMatch(/answered 400/);
      else expect(failed).toBe("");
      expect(seen.join("")).toContain(hashValue(SALT, "hashed-marker 5"));
      const everything = await target.everything();
      expect(everything).toContain(hashValue(SALT, "hashed-marker 5"));
      for (const text of [seen.join(""), everything, JSON.stringify(told), ...textsBelow(folder.path)])
        expect(text.includes("marker")).toBe(false);
      folder[Symbol.dispose]();
    });
  });
});

/** Every file below a folder, as text. */
function textsBelow(path: string): string[] {
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), "latin1"));
}
