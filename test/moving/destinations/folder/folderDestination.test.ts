import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Commit } from "../../../../engine/src/contract/destination";
import type { DestinationColumn } from "../../../../engine/src/contract/table";
import { FolderDestination } from "../../../../engine/src/destinations/folder/folderDestination";
import { type FolderFormat, readManifest } from "../../../../engine/src/destinations/folder/manifest";
import { encodeRow } from "../../../../engine/src/segments/csvRow";
import type { Segment } from "../../../../engine/src/segments/segment";
import { SegmentFolder } from "../../../../engine/src/segments/segmentFolder";
import { TestFolder } from "../../../support/moving";
import { folderRows } from "../../../support/movingTargets";

const TABLE = { schema: "shop", table: "orders" };
const COLUMNS: readonly DestinationColumn[] = [
  { name: "id", type: { name: "LONG" } },
  { name: "n", type: { name: "INT" } },
  { name: "payload", type: { name: "JSON" } },
  { name: "note", type: { name: "STRING" } },
];
const PAYLOAD = '{"b": 1.10, "a": 123456789012345678901234567890.12345678901234567890, "b": null}';

describe.each(["parquet", "json", "csv"] as const)("a folder of %s", (format: FolderFormat) => {
  let folder: TestFolder;
  beforeEach(() => {
    folder = new TestFolder();
  });
  afterEach(() => {
    folder[Symbol.dispose]();
  });

  const open = async (connection = "test", as = format): Promise<FolderDestination> =>
    await FolderDestination.open(connection, { path: folder.file("out"), format: as });
  const rows = async (sql: string) => await folderRows(folder.file("out"), sql);
  const tableFolder = (): string => folder.file("out/shop/orders");
  const parts = (): string[] => readdirSync(tableFolder()).filter((name) => name.startsWith("part-"));
  const segmentOf = (values: readonly (readonly (string | null)[])[]): Segment => {
    const writer = new SegmentFolder(folder.file("staging")).newSegment(false);
    for (const row of values) writer.append(Buffer.from(encodeRow(row)));
    return writer.finish();
  };
  const write = async (
    destination: FolderDestination,
    values: readonly (readonly (string | null)[])[],
    more: Partial<Commit> = {},
  ): Promise<void> => {
    const [table] = await destination.describe();
    if (table === undefined) throw new Error("There is no table.");
    await destination.commit({
      ...{ table: TABLE, columns: table.columns, key: ["id"], action: "upsert", deletes: "soft" },
      ...{ segment: segmentOf(values), truncate: false, before: table.state },
      after: { ...table.state, batch: table.state.batch + 1, syncedAt: 1_767_225_600_000_001 },
      ...more,
    });
  };
  const made = async (): Promise<FolderDestination> => {
    const destination = await open();
    await destination.create(TABLE, COLUMNS, ["id"]);
    return destination;
  };

  it("keeps each value as it is when other rows of its file go, and when columns change", async () => {
    const destination = await made();
    const text = 'a "q", \\ \u2028 # 🐎\n';
    await write(destination, [
      ["1", "5", PAYLOAD, text],
      ["2", null, null, null],
      ["3", "7", "null", ""],
      ["4", "8", '"t\\u0041"', "x"],
    ]);
    await write(destination, [["4", "9", null, "new"]]);
    await destination.alter(TABLE, [
      { kind: "add", column: { name: "added", type: { name: "JSON" } } },
      { kind: "widen", name: "n", from: { name: "INT" }, to: { name: "DECIMAL", precision: 12, scale: 2 } },
    ]);
    await destination.alter(TABLE, [
      {
        kind: "widen",
        name: "n",
        from: { name: "DECIMAL", precision: 12, scale: 2 },
        to: { name: "STRING" },
      },
      { kind: "drop", name: "added" },
    ]);
    await write(destination, [["5", "text", null, "last"]]);
    await destination.close();
    const read = await rows("SELECT id, n, note FROM shop.orders ORDER BY id");
    expect(read).toEqual([
      { id: "1", n: "5.00", note: text },
      { id: "2", n: null, note: null },
      { id: "3", n: "7.00", note: "" },
      { id: "4", n: "9.00", note: "new" },
      { id: "5", n: "text", note: "last" },
    ]);
    if (format === "json") {
      const lines = parts()
        .map((name) => readFileSync(join(tableFolder(), name), "utf8"))
        .join("");
      expect(lines).toContain(`"payload":${PAYLOAD}`);
      expect(lines).toMatch(/^\{"id":2,"n":null,"note":null,/m);
      expect(lines).toMatch(/^\{"id":3,"n":"7.00","payload":null,"note":"",/m);
    } else
      expect(await rows("SELECT id, payload FROM shop.orders ORDER BY id LIMIT 3")).toEqual([
        { id: "1", payload: PAYLOAD },
        { id: "2", payload: null },
        { id: "3", payload: "null" },
      ]);
  });

  it("rewrites only the files that have rows of a commit, and gathers small ones", async () => {
    const destination = await made();
    await write(destination, [["1", "1", null, null]]);
    await write(destination, [["2", "2", null, null]]);
    const before = parts();
    expect(before).toHaveLength(2);
    await write(destination, [["2", "3", null, null]]);
    expect(parts().filter((name) => before.includes(name))).toHaveLength(1);
    for (let id = 3; id < 60; id += 1) await write(destination, [[String(id), "1", null, null]]);
    expect(parts().length).toBeLessThan(20);
    await destination.close();
    expect(
      await rows("SELECT count(*) AS n, count(DISTINCT id) AS ids, sum(n) AS sum FROM shop.orders"),
    ).toEqual([{ n: "59", ids: "59", sum: "61" }]);
  });

  it("removes what a commit has left that was not ended, and no file of others", async () => {
    const destination = await made();
    await write(destination, [["1", "1", null, null]]);
    await destination.close();
    const [part = ""] = parts();
    writeFileSync(join(tableFolder(), part.replace("000001-1", "000002-1")), "half");
    writeFileSync(join(tableFolder(), "_manifest.json.new"), "{");
    writeFileSync(join(tableFolder(), "mine.txt"), "mine");
    const again = await open();
    expect(await again.describe()).toMatchObject([{ ...TABLE, key: ["id"], state: { batch: 1 } }]);
    await again.close();
    expect(readdirSync(tableFolder()).sort()).toEqual(["_manifest.json", "mine.txt", part]);
  });

  it("refuses a file that has gone, another format, a damaged manifest and a second engine", async () => {
    const destination = await made();
    await write(destination, [["1", "1", null, null]]);
    await expect(open()).rejects.toThrow(/Another engine of this process has the DuckDB file/);
    const [part = ""] = parts();
    const whole = readFileSync(join(tableFolder(), part));
    rmSync(join(tableFolder(), part));
    await expect(write(destination, [["2", "1", null, null]])).rejects.toThrow(
      new RegExp(`^table shop\\.orders: The file ${part}, a part of the table, has gone`),
    );
    writeFileSync(join(tableFolder(), part), whole);
    await destination.close();
    const other = await open("test", format === "csv" ? "json" : "csv");
    await expect(other.describe()).rejects.toThrow(/The table's files are .* Give the other format/);
    await other.close();
    writeFileSync(join(tableFolder(), "_manifest.json"), "{");
    const damaged = await open();
    await expect(damaged.describe()).rejects.toThrow(/_manifest\.json is damaged/);
    await damaged.close();
  });

  it("has done nothing when a value is refused, and says where it is", async () => {
    const destination = await made();
    await write(destination, [["1", "1", null, null]]);
    const before = readManifest(tableFolder());
    for (const action of ["insert", "upsert"] as const)
      await expect(
        write(
          destination,
          [
            ["2", "2", null, null],
            ["3", "no number", null, null],
          ],
          { action },
        ),
      ).rejects.toThrow(/table shop\.orders, column n, row 2 of the segment/);
    await expect(write(destination, [[null, "2", null, null]])).rejects.toThrow(
      /column id, row 1 .*no value/,
    );
    expect(readManifest(tableFolder())).toEqual(before);
    expect(parts()).toHaveLength(1);
    await write(destination, [["2", "2", null, null]]);
    await destination.close();
    expect(await rows("SELECT count(*) AS n FROM shop.orders")).toEqual([{ n: "2" }]);
  });

  it("keeps odd names inside its folder", async () => {
    const destination = await open();
    const table = { schema: "../..", table: "a/b%ž:" };
    await destination.create(table, [{ name: "x\"y'/~", type: { name: "STRING" } }], ["x\"y'/~"]);
    await destination.commit({
      ...{
        table,
        columns: [{ name: "x\"y'/~", type: { name: "STRING" } }],
        key: ["x\"y'/~"],
        action: "insert",
      },
      ...{ segment: segmentOf([["v"]]), deletes: "soft", truncate: false },
      before: { batch: 0, position: undefined, syncedAt: 0, complete: false },
      after: { batch: 1, position: undefined, syncedAt: 1, complete: true },
    });
    await destination.close();
    expect(existsSync(folder.file("out/%2E./a%2Fb%25ž%3A/_manifest.json"))).toBe(false);
    expect(existsSync(folder.file("out/%2E.%2F../a%2Fb%25ž%3A/_manifest.json"))).toBe(true);
    expect(await rows('SELECT * EXCLUDE (_fivetran_synced) FROM "../.."."a/b%ž:"')).toEqual([
      { "x\"y'/~": "v", _fivetran_deleted: "false" },
    ]);
    const long = await open();
    await expect(long.create({ schema: "s", table: "t".repeat(256) }, COLUMNS, ["id"])).rejects.toThrow(
      /has 256 bytes as a folder/,
    );
    await long.close();
  });
});
