import { hash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { restSource } from "../../../engine/src/connector/restOptions";
import type { Source } from "../../../engine/src/contract/source";
import { toText } from "../../../engine/src/duckdb/types";
import { FilesSource } from "../../../engine/src/sources/files/filesSource";
import { filesByTable } from "../../../engine/src/sources/files/tableFiles";
import { fixtureTables } from "../../../engine/src/sources/fixtures/fixtureTables";
import { parseExactJson } from "../../../engine/src/sources/rest/exactJson";
import { RestSource } from "../../../engine/src/sources/rest/restSource";
import { quoteName } from "../../../engine/src/sql/quoting";
import { type ColumnType, parseType } from "../../../engine/src/types/columnType";
import { type FakeApi, startApi } from "../../support/fakeApi";
import { sync, TestFolder } from "../../support/moving";
import { newTarget, TARGETS, type TargetKind } from "../../support/movingTargets";
import { type PostgresServer, startPostgres, withPostgres } from "../../support/postgres";

/** A column with what each value of it is after it has arrived, in the canonical text of its type. */
interface Column {
  readonly name: string;
  readonly type: string;
  /** As the source has it, and as it arrives where that differs. */
  readonly values: readonly (string | null | readonly [string, string])[];
}

const LONG_TEXT = 'x"y,z\n'.repeat(1_700_000);
const ODD_NAME = 'Ein "Name".mit žluť';
const TEXTS = [
  "",
  " x ",
  '"',
  "a\r\nb\tc",
  "\r",
  "\\N",
  "\\",
  "NULL",
  ",",
  "žluťoučký 🐎 ﷽ \u2028",
  "'",
  LONG_TEXT,
  null,
];

/** What files and APIs hold that have no types, or few. CSV: an empty text is `""`. */
const WRITTEN: readonly Column[] = [
  { name: "flag", type: "BOOLEAN", values: ["true", "false", null] },
  { name: "long", type: "LONG", values: ["-9223372036854775808", "9223372036854775807", "0"] },
  {
    name: "exact",
    type: "DECIMAL(38,10)",
    values: ["9999999999999999999999999999.9999999999", ["-0.1", "-0.1000000000"], ["12", "12.0000000000"]],
  },
  { name: "digits", type: "STRING", values: ["1234567890123456789012345678901234567890", "12"] },
  { name: "code", type: "STRING", values: ["007", "1e5", "+1", "0x10", "1_000", "NaN", "1."] },
  { name: "day", type: "NAIVE_DATE", values: ["2024-02-29", "0001-01-01", "9999-12-31"] },
  { name: "bc", type: "STRING", values: ["0044-03-15 BC", "infinity"] },
  { name: "moment", type: "NAIVE_DATETIME", values: ["2026-01-02 03:04:05.123456", "1969-12-31 23:59:59"] },
  {
    name: "zoned",
    type: "UTC_DATETIME",
    values: [
      ["2026-03-29 02:30:00+02:00", "2026-03-29 00:30:00+00"],
      ["2026-01-02T03:04:05.000006Z", "2026-01-02 03:04:05.000006+00"],
    ],
  },
  { name: "words", type: "STRING", values: TEXTS },
  { name: ODD_NAME, type: "STRING", values: ["v"] },
];

/** JSON files: a number with a point has at most 15 digits. */
const WRITTEN_JSON: readonly Column[] = WRITTEN.map((column) =>
  column.name === "exact"
    ? {
        ...column,
        type: "DECIMAL(14,7)",
        values: ["1234567.8901234", ["-0.1", "-0.1000000"], ["12", "12.0000000"]],
      }
    : column,
);

/** Parquet with DuckDB's types: expressions of its own, and how the values arrive. */
const TYPED: readonly (Column & { readonly duck: string })[] = [
  { name: "flag", duck: "BOOLEAN", type: "BOOLEAN", values: ["true", "false"] },
  { name: "tiny", duck: "TINYINT", type: "SHORT", values: ["-128", "127"] },
  { name: "short", duck: "SMALLINT", type: "SHORT", values: ["-32768", "32767"] },
  { name: "unsigned", duck: "USMALLINT", type: "INT", values: ["65535"] },
  { name: "int", duck: "INTEGER", type: "INT", values: ["-2147483648", "2147483647"] },
  { name: "long", duck: "BIGINT", type: "LONG", values: ["-9223372036854775808", "9223372036854775807"] },
  { name: "ulong", duck: "UBIGINT", type: "DECIMAL(20,0)", values: ["18446744073709551615"] },
  {
    name: "exact",
    duck: "DECIMAL(38,10)",
    type: "DECIMAL(38,10)",
    values: ["-9999999999999999999999999999.9999999999", "0.0000000001"],
  },
  {
    name: "float",
    duck: "FLOAT",
    type: "FLOAT",
    values: [["'nan'", "NaN"], ["'-inf'", "-Infinity"], "3.4028235e+38", "1e-45", "16777216"],
  },
  {
    name: "double",
    duck: "DOUBLE",
    type: "DOUBLE",
    values: [
      ["'nan'", "NaN"],
      ["'inf'", "Infinity"],
      "1.7976931348623157e+308",
      "5e-324",
      ["'-0'", "-0"],
      "9007199254740993",
    ],
  },
  {
    name: "day",
    duck: "DATE",
    type: "NAIVE_DATE",
    values: [
      ["'0044-03-15 (BC)'", "0044-03-15 BC"],
      ["'infinity'", "infinity"],
      ["'2024-02-29'", "2024-02-29"],
    ],
  },
  {
    name: "time",
    duck: "TIME",
    type: "NAIVE_TIME",
    values: [
      ["'23:59:59.999999'", "23:59:59.999999"],
      ["'00:00:00'", "00:00:00"],
    ],
  },
  {
    name: "moment",
    duck: "TIMESTAMP",
    type: "NAIVE_DATETIME",
    values: [
      ["'0044-03-15 (BC) 01:02:03.000001'", "0044-03-15 01:02:03.000001 BC"],
      ["'-infinity'", "-infinity"],
      ["'2026-01-02 03:04:05.123456'", "2026-01-02 03:04:05.123456"],
    ],
  },
  {
    name: "zoned",
    duck: "TIMESTAMPTZ",
    type: "UTC_DATETIME",
    values: [
      ["'0044-03-15 (BC) 01:02:03.000001+00'", "0044-03-15 01:02:03.000001+00 BC"],
      ["'infinity'", "infinity"],
      ["'2026-03-29 02:30:00+02'", "2026-03-29 00:30:00+00"],
    ],
  },
  {
    name: "bytes",
    duck: "BLOB",
    type: "BINARY",
    values: [
      ["'\\x00\\xFF\\x10'", "\\x00ff10"],
      ["''", "\\x"],
    ],
  },
  {
    name: "list",
    duck: "INTEGER[]",
    type: "JSON",
    values: [
      ["[1, NULL, 3]", "[1,null,3]"],
      ["[]", "[]"],
    ],
  },
  {
    name: "object",
    duck: "STRUCT(a INTEGER, b VARCHAR)",
    type: "JSON",
    values: [["{'a': 1, 'b': 'x\"y'}", '{"a":1,"b":"x\\"y"}']],
  },
  {
    name: "json",
    duck: "JSON",
    type: "JSON",
    values: [
      [
        `'{"b": 1.10, "a": 123456789012345678901234567890}'`,
        '{"b": 1.10, "a": 123456789012345678901234567890}',
      ],
    ],
  },
  {
    name: "uuid",
    duck: "UUID",
    type: "STRING",
    values: [["'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'", "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"]],
  },
  {
    name: "huge",
    duck: "VARCHAR",
    type: "STRING",
    values: [["'1234567890123456789012345678901234567890.5'", "1234567890123456789012345678901234567890.5"]],
  },
  {
    name: "words",
    duck: "VARCHAR",
    type: "STRING",
    values: TEXTS.map((text) =>
      text === null ? null : ([`'${text.replaceAll("'", "''")}'`, text] as const),
    ),
  },
  { name: ODD_NAME, duck: "VARCHAR", type: "STRING", values: [["'v'", "v"]] },
];

const arrived = (value: Column["values"][number]): string | null =>
  Array.isArray(value) ? (value[1] as string) : (value as string | null);
const written = (value: Column["values"][number]): string | null =>
  Array.isArray(value) ? (value[0] as string) : (value as string | null);

/** A row for each value; the other columns are NULL in it. */
function rowsOf<Cell>(
  columns: readonly Column[],
  cell: (column: Column, value: Column["values"][number]) => Cell,
): (readonly [string, Cell])[][] {
  return columns.flatMap((column) =>
    column.values.map((value) => [[column.name, cell(column, value)] as const]),
  );
}

const WANTED = (columns: readonly Column[]) =>
  rowsOf(columns, (_, value) => arrived(value)).map((row) => Object.fromEntries(row));

function writeCsv(path: string): void {
  const names = WRITTEN.map(({ name }) => `"${name.replaceAll('"', '""')}"`);
  const lines = rowsOf(WRITTEN, (_, value) => written(value)).map((row, index) => {
    const values = Object.fromEntries(row);
    const cells = WRITTEN.map(({ name }) =>
      values[name] === undefined || values[name] === null ? "" : `"${values[name].replaceAll('"', '""')}"`,
    );
    return [String(index), ...cells].join(",");
  });
  writeFileSync(path, `id,${names.join(",")}\n${lines.join("\n")}\n`);
}

/** As JSON has it: numbers and booleans are its own where they are what the type says. */
function jsonText(columns: readonly Column[]): string {
  const lines = rowsOf(columns, ({ type }, value) => {
    const text = written(value);
    return text === null || type === "BOOLEAN" || type === "LONG" || type.startsWith("DECIMAL")
      ? (text ?? "null")
      : JSON.stringify(text);
  }).map(
    (row, index) =>
      `{"id": ${index}, ${row.map(([name, text]) => `${JSON.stringify(name)}: ${text}`).join(", ")}}`,
  );
  return lines.join("\n");
}

async function writeParquet(path: string): Promise<void> {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  await connection.run("SET TimeZone = 'UTC'");
  await connection.run(
    `CREATE TABLE t (id INTEGER, ${TYPED.map(({ name, duck }) => `${quoteName(name)} ${duck}`).join(", ")})`,
  );
  let id = 0;
  for (const { name, duck, values } of TYPED)
    for (const value of values) {
      const sql = written(value);
      await connection.run(
        `INSERT INTO t (id, ${quoteName(name)}) SELECT ${id}, CAST(${sql ?? "NULL"} AS ${duck})`,
      );
      id += 1;
    }
  await connection.run(`COPY t TO '${path}' (FORMAT parquet)`);
  connection.closeSync();
  instance.closeSync();
}

withPostgres("every source into every destination", () => {
  let server: PostgresServer;
  let api: FakeApi;
  const folder = new TestFolder();
  beforeAll(async () => {
    server = await startPostgres();
    for (const format of ["csv", "ndjson", "parquet", "fixtures", "fixtures/1"])
      mkdirSync(folder.file(format));
    writeCsv(folder.file("csv/t.csv"));
    writeCsv(folder.file("fixtures/1/t.csv"));
    writeFileSync(folder.file("ndjson/t.ndjson"), `${jsonText(WRITTEN_JSON)}\n`);
    await writeParquet(folder.file("parquet/t.parquet"));
    api = await startApi(() => ({ body: `[${jsonText(WRITTEN).replaceAll("\n", ",\n")}]` }));
  });
  afterAll(async () => {
    await api[Symbol.asyncDispose]();
    await server.stop();
    folder[Symbol.dispose]();
  });

  const files = (name: string) => (): Source =>
    new FilesSource({ tables: () => filesByTable({ path: folder.file(name), schema: "s" }) });
  const declared = Object.fromEntries(
    WRITTEN.filter(({ type }) => type.includes("DATE")).map(({ name, type }) => [name, type]),
  );
  const rest = (): Source =>
    new RestSource(
      restSource.parse({
        type: "rest",
        baseUrl: api.url,
        endpoints: [{ table: "t", path: "/t", columns: { ...declared, exact: "DECIMAL(38,10)" } }],
      }),
      { schema: "s" },
    );
  const fixtures = (): Source =>
    new FilesSource({ tables: () => fixtureTables(folder.file("fixtures"), 1, "s") });

  describe.each<[string, () => Source, readonly Column[]]>([
    ["CSV", files("csv"), WRITTEN],
    ["NDJSON", files("ndjson"), WRITTEN_JSON],
    ["Parquet", files("parquet"), TYPED],
    ["a REST API", rest, WRITTEN],
    ["fixtures", fixtures, WRITTEN],
  ])("%s", (name, source, columns) => {
    it.each(TARGETS)("arrives unchanged in %s", async (kind) => {
      const target = await newTarget(kind, folder.path, server);
      await sync({
        source: source(),
        destination: await target.open(),
        folder: folder.path,
        plan: { naming: "SOURCE_NAMING" },
      });
      // JSON writes numbers of 40 digits as numbers: an API's are text like those of a file.
      const list = columns.map((column) => `${textSql(kind, column)} AS ${quoteName(column.name)}`);
      const found = await target.rows(`SELECT id, ${list.join(", ")} FROM s.t`);
      const sorted = found.sort((left, right) => Number(left["id"]) - Number(right["id"]));
      const changed = WANTED(columns).flatMap((wanted, index) =>
        columns.flatMap((column) => {
          const [one, other] = [sorted[index]?.[column.name], wanted[column.name] ?? null].map((text) =>
            sumOf(kind, column, text),
          );
          return one === other
            ? []
            : [
                `${name} ${column.name}: ${(wanted[column.name] ?? "NULL").slice(0, 60)} is ${(sorted[index]?.[column.name] ?? "NULL").slice(0, 60)}`,
              ];
        }),
      );
      expect(changed).toEqual([]);
      expect(found).toHaveLength(WANTED(columns).length);
    });
  });
});

function typeOf({ type }: Column): ColumnType {
  const parsed = parseType(type);
  if (parsed === undefined) throw new Error(`${type} is no type`);
  return parsed;
}

/** The canonical text of a column, in the destination's own SQL. */
function textSql(kind: TargetKind, column: Column): string {
  const name = quoteName(column.name);
  if (kind !== "PostgreSQL") return toText(typeOf(column), name);
  return typeOf(column).name === "BINARY" ? `'\\x' || encode(${name}, 'hex')` : `${name}::text`;
}

/** A checksum of a value. The two databases write the same DOUBLE differently, and a JSON file's values are read by value. */
function sumOf(kind: TargetKind, column: Column, text: string | null | undefined): string {
  if (text === null || text === undefined) return "NULL";
  const { name } = typeOf(column);
  if (name === "FLOAT") return `${Math.fround(Number(text))}`;
  if (name === "DOUBLE") return Object.is(Number(text), -0) ? "-0" : `${Number(text)}`;
  if (name === "JSON" && kind === "JSON") return valueSum(text);
  return hash("sha256", text, "hex");
}

function valueSum(text: string): string {
  const ordered = JSON.stringify(parseExactJson(text));
  // The file's own text is compared in the tests of the folder; here the reader has written it anew.
  return hash("sha256", ordered.replaceAll(/(\.\d*?)0+(?=[,\]}])/g, "$1"), "hex");
}
