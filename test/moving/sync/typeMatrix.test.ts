import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { toText } from "../../../engine/src/duckdb/types";
import { PostgresSource } from "../../../engine/src/sources/postgres/postgresSource";
import type { ColumnType } from "../../../engine/src/types/columnType";
import { duckdbDestination, duckdbRows, postgresDestination, sync, TestFolder } from "../../support/moving";
import { type PostgresServer, startPostgres, withPostgres } from "../../support/postgres";

interface Case {
  readonly column: string;
  /** The column's declaration. */
  readonly type: string;
  readonly logical: ColumnType;
  /** SQL expressions; NULL is added to each. */
  readonly values: readonly string[];
}

const LONG_TEXT = "repeat('x\"y,z\n', 1500000)";

/** Every type of PostgreSQL that tables have, with its extremes. */
const CASES: readonly Case[] = [
  { column: "a_bool", type: "boolean", logical: { name: "BOOLEAN" }, values: ["true", "false"] },
  { column: "a_short", type: "smallint", logical: { name: "SHORT" }, values: ["-32768", "32767", "0"] },
  { column: "an_int", type: "integer", logical: { name: "INT" }, values: ["-2147483648", "2147483647"] },
  {
    column: "a_long",
    type: "bigint",
    logical: { name: "LONG" },
    values: ["-9223372036854775808", "9223372036854775807"],
  },
  {
    column: "a_decimal",
    type: "numeric(38,10)",
    logical: { name: "DECIMAL", precision: 38, scale: 10 },
    values: ["-9999999999999999999999999999.9999999999", "0.0000000001", "1.10"],
  },
  {
    column: "a_wide_number",
    type: "numeric",
    logical: { name: "STRING" },
    values: ["1234567890123456789012345678901234567890.0123456789", "'NaN'", "'Infinity'", "1e-50", "1.10"],
  },
  {
    column: "a_huge_scale",
    type: "numeric(50,40)",
    logical: { name: "STRING" },
    values: ["1234567890.0123456789012345678901234567890123456789"],
  },
  { column: "a_rounded_number", type: "numeric(5,-2)", logical: { name: "STRING" }, values: ["1234567"] },
  {
    column: "a_float",
    type: "real",
    logical: { name: "FLOAT" },
    values: ["0.1", "'NaN'", "'Infinity'", "'-Infinity'", "3.4028235e38", "1.4e-45", "16777217"],
  },
  {
    column: "a_double",
    type: "double precision",
    logical: { name: "DOUBLE" },
    values: [
      "0.1",
      "'NaN'",
      "'Infinity'",
      "'-Infinity'",
      "1.7976931348623157e308",
      "5e-324",
      "'-0'",
      "9007199254740993",
    ],
  },
  {
    column: "a_date",
    type: "date",
    logical: { name: "NAIVE_DATE" },
    values: [
      "'0044-03-15 BC'",
      "'4713-01-01 BC'",
      "'5874897-12-31'",
      "'infinity'",
      "'-infinity'",
      "'2024-02-29'",
    ],
  },
  {
    column: "a_time",
    type: "time",
    logical: { name: "NAIVE_TIME" },
    values: ["'00:00:00'", "'23:59:59.999999'", "'24:00:00'"],
  },
  {
    column: "a_timestamp",
    type: "timestamp",
    logical: { name: "NAIVE_DATETIME" },
    values: [
      "'0044-03-15 01:02:03.000001 BC'",
      "'4713-01-01 00:00:00 BC'",
      "'infinity'",
      "'-infinity'",
      "'2026-01-02 03:04:05.123456'",
      "'20260-01-02 03:04:05'",
    ],
  },
  {
    column: "a_timestamptz",
    type: "timestamptz",
    logical: { name: "UTC_DATETIME" },
    values: [
      "'0044-03-15 01:02:03.000001+00 BC'",
      "'infinity'",
      "'-infinity'",
      "'2026-03-29 02:30:00+02'",
      "'2026-01-02 03:04:05.123456-08'",
    ],
  },
  {
    column: "bytes",
    type: "bytea",
    logical: { name: "BINARY" },
    values: ["'\\x'", "'\\x00ff10'", "decode(repeat('00ff', 1000), 'hex')"],
  },
  {
    column: "a_json",
    type: "json",
    logical: { name: "JSON" },
    values: [
      `'{"b": 1.10, "a": 123456789012345678901234567890, "b": null}'`,
      "'\"\\u0041\"'",
      "'null'",
      "'[]'",
    ],
  },
  {
    column: "a_jsonb",
    type: "jsonb",
    logical: { name: "JSON" },
    values: [`'{"b": 1.10, "a": 123456789012345678901234567890, "c": "\\"q\\",\\n"}'`, "'\"\"'"],
  },
  { column: "an_xml", type: "xml", logical: { name: "XML" }, values: ["'<a b=\"c\">d,&amp;</a>'"] },
  {
    column: "a_text",
    type: "text",
    logical: { name: "STRING" },
    values: [
      "''",
      "'\\N'",
      "'NULL'",
      "'\\.'",
      "'\"'",
      "E'a\\r\\nb\\tc'",
      "E'\\n'",
      "E'\\r'",
      "' x '",
      "'žluťoučký 🐎 ﷽'",
      "','",
      "E'\\\\'",
      "E'a\\\\\"b'",
      "E'\\u2028\\ufeff'",
      LONG_TEXT,
    ],
  },
  { column: "a_varchar", type: "varchar(10)", logical: { name: "STRING" }, values: ["'ab  '", "''"] },
  { column: "a_char", type: "char(5)", logical: { name: "STRING" }, values: ["'ab'", "''"] },
  { column: "a_name", type: "name", logical: { name: "STRING" }, values: ["'n'"] },
  {
    column: "a_uuid",
    type: "uuid",
    logical: { name: "STRING" },
    values: ["'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'"],
  },
  {
    column: "an_interval",
    type: "interval",
    logical: { name: "STRING" },
    values: ["'1 year -2 months 3 days 04:05:06.000007'"],
  },
  { column: "a_timetz", type: "timetz", logical: { name: "STRING" }, values: ["'01:02:03.000004-07'"] },
  { column: "money", type: "money", logical: { name: "STRING" }, values: ["'-12.34'"] },
  { column: "an_inet", type: "inet", logical: { name: "STRING" }, values: ["'2001:db8::1/64'"] },
  { column: "bits", type: "bit varying(9)", logical: { name: "STRING" }, values: ["B'0101'"] },
  { column: "a_range", type: "int4range", logical: { name: "STRING" }, values: ["'[1,5)'", "'empty'"] },
  { column: "a_point", type: "point", logical: { name: "STRING" }, values: ["'(1.5,-2)'"] },
  { column: "a_vector", type: "tsvector", logical: { name: "STRING" }, values: ["'a:1 b:2'"] },
  {
    column: "ints",
    type: "integer[]",
    logical: { name: "JSON" },
    values: ["'{1,NULL,3}'", "'{}'", "'{{1,2},{3,4}}'"],
  },
  {
    column: "texts",
    type: "text[]",
    logical: { name: "JSON" },
    values: [`ARRAY['a,b', 'c"d', '', NULL, 'NULL']`],
  },
  {
    column: "numbers",
    type: "numeric[]",
    logical: { name: "JSON" },
    values: ["ARRAY[1234567890123456789012345678901234567890.5]"],
  },
  { column: "an_enum", type: "mood", logical: { name: "STRING" }, values: ["'so, so'"] },
  {
    column: "a_domain",
    type: "price",
    logical: { name: "DECIMAL", precision: 10, scale: 2 },
    values: ["12.30"],
  },
  {
    column: "a_nested_domain",
    type: "discount",
    logical: { name: "DECIMAL", precision: 10, scale: 2 },
    values: ["-1"],
  },
  { column: "a_composite", type: "pair", logical: { name: "JSON" }, values: [`ROW(1, 'x"y')`] },
  { column: 'Ein "Name".mit žluť', type: "text", logical: { name: "STRING" }, values: ["'v'"] },
];

/** The text that PostgreSQL writes for a column, which is what has to arrive. */
function sourceText({ column, logical, type }: Case): string {
  const name = `"${column.replaceAll('"', '""')}"`;
  if (type.endsWith("[]") || type === "pair") return `to_json(${name})::text`;
  if (type === "money") return `${name}::numeric::text`;
  if (type === "char(5)") return `CASE WHEN ${name} IS NOT NULL THEN format('%s', ${name}) END`;
  return logical.name === "BINARY" ? `'\\x' || encode(${name}, 'hex')` : `${name}::text`;
}

/** The columns whose checksums differ. */
function changed(
  arrived: Record<string, unknown> | undefined,
  wanted: Record<string, unknown> | undefined,
): string[] {
  return CASES.filter((_, index) => {
    const sum = wanted?.[`c${index}`];
    return typeof sum !== "string" || arrived?.[`c${index}`] !== sum;
  }).map(({ column }) => column);
}

/** JavaScript's numbers are DOUBLEs; -0 and 0 stay apart. */
function numbers(rows: readonly Record<string, unknown>[]): unknown[] {
  const parse = (text: unknown): unknown =>
    typeof text === "string"
      ? Number(text.replace(/^nan$/i, "NaN").replace(/^(-?)inf$/, "$1Infinity"))
      : text;
  return rows.map((row) => [Math.fround(Number(parse(row["f"]))), row["f"] === null, parse(row["d"])]);
}

const SESSION = "SET timezone = 'UTC'; SET datestyle = 'ISO'; SET extra_float_digits = 1;";

withPostgres("every type of PostgreSQL", () => {
  let server: PostgresServer;
  let source: string;
  const folder = new TestFolder();

  beforeAll(async () => {
    server = await startPostgres();
    source = await server.database("source");
    await server.run(
      source,
      `CREATE TYPE mood AS ENUM ('so, so'); CREATE DOMAIN price AS numeric(10,2); CREATE DOMAIN discount AS price CHECK (VALUE < 0);
       CREATE TYPE pair AS (a int, b text);
       CREATE TABLE types (id serial PRIMARY KEY, ${CASES.map(({ column, type }) => `"${column.replaceAll('"', '""')}" ${type}`).join(", ")},
         generated integer GENERATED ALWAYS AS (an_int / 2) STORED)`,
    );
    for (const { column, type, values } of CASES)
      for (const value of values)
        await server.run(
          source,
          `INSERT INTO types ("${column.replaceAll('"', '""')}") VALUES ((${value})::${type})`,
        );
    await server.run(source, "INSERT INTO types DEFAULT VALUES");
  });
  afterAll(async () => {
    await server.stop();
    folder[Symbol.dispose]();
  });

  /** Checksums of each column at the source: of all values in the order of the key, NULL apart from an empty text. */
  async function sourceSums(): Promise<Record<string, unknown>[]> {
    const sums = CASES.map(
      (each, index) =>
        `md5(string_agg(id || ':' || COALESCE(md5(${sourceText(each)}), 'NULL'), ',' ORDER BY id)) AS c${index}`,
    );
    return await server.run(
      source,
      `${SESSION} SELECT ${sums.join(", ")}, count(*)::text AS rows FROM types`,
    );
  }

  const planNames = { plan: { naming: "SOURCE_NAMING" as const } };

  describe("arrives unchanged", () => {
    it("in DuckDB", async () => {
      const path = folder.file("types.duckdb");
      await sync({
        source: new PostgresSource({ connectionString: source }),
        destination: await duckdbDestination(path),
        folder: folder.path,
        ...planNames,
      });
      const sums = CASES.map(({ column, logical }, index) => {
        const text = toText(logical, `"${column.replaceAll('"', '""')}"`);
        return `md5(string_agg(id || ':' || COALESCE(md5(${text}), 'NULL'), ',' ORDER BY id)) AS c${index}`;
      });
      const [arrived] = await duckdbRows(
        path,
        `SELECT ${sums.join(", ")}, count(*) AS rows FROM public.types`,
      );
      const [wanted] = await sourceSums();
      // The two write the same number in different ways; `floats` compares the numbers.
      expect(changed(arrived, wanted).filter((name) => name !== "a_float" && name !== "a_double")).toEqual(
        [],
      );
      expect(arrived?.["rows"]).toBe(wanted?.["rows"]);
      const floats = "SELECT a_float::VARCHAR AS f, a_double::VARCHAR AS d FROM public.types ORDER BY id";
      expect(numbers(await duckdbRows(path, floats))).toEqual(
        numbers(await server.run(source, `${SESSION} ${floats.replaceAll("VARCHAR", "text")}`)),
      );
      const types = await duckdbRows(
        path,
        "SELECT column_name, data_type FROM duckdb_columns() WHERE table_name = 'types'",
      );
      expect(Object.fromEntries(types.map((row) => [row["column_name"], row["data_type"]]))).toMatchObject({
        a_decimal: "DECIMAL(38,10)",
        a_timestamptz: "TIMESTAMP WITH TIME ZONE",
        bytes: "BLOB",
        a_json: "JSON",
        generated: "INTEGER",
      });
    });

    it("in PostgreSQL", async () => {
      const target = await server.database("target");
      await sync({
        source: new PostgresSource({ connectionString: source }),
        destination: await postgresDestination(target),
        folder: folder.path,
        ...planNames,
      });
      const sums = CASES.map((each, index) => {
        const name = `"${each.column.replaceAll('"', '""')}"`;
        const text = each.logical.name === "BINARY" ? `'\\x' || encode(${name}, 'hex')` : `${name}::text`;
        return `md5(string_agg(id || ':' || COALESCE(md5(${text}), 'NULL'), ',' ORDER BY id)) AS c${index}`;
      });
      const [arrived] = await server.run(
        target,
        `${SESSION} SELECT ${sums.join(", ")}, count(*)::text AS rows FROM public.types`,
      );
      const [wanted] = await sourceSums();
      expect(changed(arrived, wanted)).toEqual([]);
      expect(arrived?.["rows"]).toBe(wanted?.["rows"]);
    });
  });

  describe("is refused, with its place, where the destination has no room for it", () => {
    it.each([
      ["timestamptz", "'294276-01-01 00:00:00+00'"],
      ["numeric(20,2)", "'NaN'"],
    ])("%s %s in DuckDB", async (type, value) => {
      const database = await server.database(`refused_${type.replaceAll(/\W/g, "")}`);
      await server.run(
        database,
        `CREATE TABLE things (id int PRIMARY KEY, value ${type}); INSERT INTO things VALUES (1, NULL), (2, ${value}), (3, NULL)`,
      );
      const path = folder.file(`refused-${type}.duckdb`);
      await expect(
        sync({
          source: new PostgresSource({ connectionString: database }),
          destination: await duckdbDestination(path),
          folder: folder.path,
        }),
      ).rejects.toThrow(/table public\.things, column value, row 2 of the segment/);
      expect(await duckdbRows(path, "SELECT * FROM public.things")).toEqual([]);
    });
  });
});
