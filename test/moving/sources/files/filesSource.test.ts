import { appendFileSync, mkdirSync, utimesSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openDatabase } from "../../../../engine/src/duckdb/database";
import { hashValue } from "../../../../engine/src/privacy/hashing";
import { FilesSource, type FilesSourceOptions } from "../../../../engine/src/sources/files/filesSource";
import { filesByTable } from "../../../../engine/src/sources/files/tableFiles";
import { fixtureTables } from "../../../../engine/src/sources/fixtures/fixtureTables";
import {
  duckdbDestination,
  duckdbRows,
  SALT,
  sync,
  TestFolder,
  type TestSync,
  trySync,
} from "../../../support/moving";

describe("files", () => {
  let folder: TestFolder;
  beforeEach(() => {
    folder = new TestFolder();
  });
  afterEach(() => {
    folder[Symbol.dispose]();
  });

  const write = (name: string, text: string): void => {
    const path = folder.file(`data/${name}`);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  };
  const options = async (
    more: Partial<TestSync> = {},
    files: Partial<FilesSourceOptions> = {},
  ): Promise<TestSync> => ({
    source: new FilesSource({
      tables: () => filesByTable({ path: folder.file("data"), schema: "files" }),
      ...files,
    }),
    destination: await duckdbDestination(folder.file("out.duckdb")),
    folder: folder.path,
    ...more,
  });
  const rows = async (sql: string) => await duckdbRows(folder.file("out.duckdb"), sql);
  const types = async (table: string): Promise<Record<string, string | null | undefined>> =>
    Object.fromEntries(
      (
        await rows(
          `SELECT column_name, data_type FROM duckdb_columns() WHERE table_name = '${table}' AND column_name NOT LIKE '_fivetran_%' ORDER BY column_index`,
        )
      ).map((row) => [row["column_name"] ?? "", row["data_type"]]),
    );

  it("NDJSON: a number that would be rounded is refused, with its file and object, and no text that looks like one", async () => {
    write(
      "t.ndjson",
      String.raw`{"id": 1, "n": 12345678901234567890123, "t": "1.12345678901234567 \\\" 1234567890.1234567", "deep": [0.5]}`,
    );
    await sync(await options());
    expect(await rows("SELECT n, t FROM files.t")).toEqual([
      { n: "12345678901234567890123", t: String.raw`1.12345678901234567 \" 1234567890.1234567` },
    ]);
    for (const number of [
      "1234567890.12345678",
      "-0.12345678901234567",
      "1e-400",
      "1.2345678901234567891e5",
    ]) {
      write("t.ndjson", `{"id": 1}\n{"id": 2, "deep": {"n": [${number}]}}\n`);
      await expect(sync(await options())).rejects.toThrow(
        /^table files\.t: The file t\.ndjson holds, in object 2, a number/,
      );
    }
  });

  it("CSV: types hold every value exactly, an empty text is not NULL, a column without values is not there", async () => {
    write(
      "people.csv",
      [
        "id,zip,big,price,at,day,flag,note,none",
        '1,00123,9223372036854775807,1.50,2026-01-02T03:04:05.123456Z,2026-01-02,true,"",',
        "2,90210,-1,12345678901234567890.123456789,2026-03-29 02:30:00+02,2024-02-29,FALSE,,",
        '3,,,,,,,"a ""quoted"", one\nin two lines \\N",',
      ].join("\n"),
    );
    await sync(await options());
    expect(await types("people")).toEqual({
      id: "BIGINT",
      zip: "VARCHAR",
      big: "BIGINT",
      price: "DECIMAL(29,9)",
      at: "TIMESTAMP WITH TIME ZONE",
      day: "DATE",
      flag: "BOOLEAN",
      note: "VARCHAR",
    });
    expect(
      await rows("SELECT * EXCLUDE (_fivetran_synced, _fivetran_deleted) FROM files.people ORDER BY id"),
    ).toEqual([
      {
        id: "1",
        zip: "00123",
        big: "9223372036854775807",
        price: "1.500000000",
        at: "2026-01-02 03:04:05.123456+00",
        day: "2026-01-02",
        flag: "true",
        note: "",
      },
      {
        id: "2",
        zip: "90210",
        big: "-1",
        price: "12345678901234567890.123456789",
        at: "2026-03-29 00:30:00+00",
        day: "2024-02-29",
        flag: "false",
        note: null,
      },
      {
        id: "3",
        zip: null,
        big: null,
        price: null,
        at: null,
        day: null,
        flag: null,
        note: 'a "quoted", one\nin two lines \\N',
      },
    ]);
  });

  it("NDJSON and JSON: nested values stay JSON, numbers of 40 digits and texts that look like numbers stay as they are", async () => {
    const lines = [
      '{"Id": 1, "amount": 1.10, "huge": 1234567890123456789012345678901234567890, "code": "007", "address": {"city": "Ž\\"x"}, "tags": ["a", 1], "when": "2026-01-02T03:04:05Z", "mixed": 1, "a/b~c": "slash"}',
      '{"Id": 2, "amount": 22, "code": "8", "mixed": "text", "late": true, "empty": null, "": ""}',
    ];
    write("a.ndjson", lines.join("\n"));
    write("b.json", `[${lines.join(",")}]`);
    await sync(await options());
    for (const table of ["a", "b"]) {
      expect(await types(table)).toEqual({
        id: "BIGINT",
        amount: "DECIMAL(3,1)",
        huge: "VARCHAR",
        code: "VARCHAR",
        address: "JSON",
        tags: "JSON",
        when: "TIMESTAMP WITH TIME ZONE",
        mixed: "VARCHAR",
        a_b_c: "VARCHAR",
        late: "BOOLEAN",
        _: "VARCHAR",
      });
      expect(
        await rows(
          `SELECT huge, code, address->>'city' AS city, tags::VARCHAR AS tags, mixed, a_b_c, late, amount, _ FROM files.${table} ORDER BY id`,
        ),
      ).toEqual([
        {
          huge: "1234567890123456789012345678901234567890",
          code: "007",
          city: 'Ž"x',
          tags: '["a",1]',
          mixed: "1",
          a_b_c: "slash",
          late: null,
          amount: "1.1",
          _: null,
        },
        {
          huge: null,
          code: "8",
          city: null,
          tags: null,
          mixed: "text",
          a_b_c: null,
          late: "true",
          amount: "22.0",
          _: "",
        },
      ]);
    }
  });

  it("Parquet: its types are kept, those without a counterpart become text or JSON", async () => {
    mkdirSync(folder.file("data"));
    const database = await openDatabase({ path: ":memory:" });
    await database.run(
      `COPY (SELECT 1::SMALLINT AS id, 1.10::DECIMAL(38,10) AS d, 'x'::BLOB AS b, '0044-03-15 (BC)'::DATE AS day, 'nan'::DOUBLE AS f, 18446744073709551615::UBIGINT AS u,
       [1, NULL]::INTEGER[] AS list, {'a': 'x'} AS s, TIMESTAMPTZ '2026-01-02 03:04:05.000006+00' AS at, 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::UUID AS uuid, NULL::INTEGER AS none) TO '${folder.file("data/p.parquet")}' (FORMAT parquet)`,
    );
    database.close();
    await sync(await options());
    expect(await types("p")).toMatchObject({
      id: "SMALLINT",
      d: "DECIMAL(38,10)",
      b: "BLOB",
      day: "DATE",
      u: "DECIMAL(20,0)",
      list: "JSON",
      s: "JSON",
      uuid: "VARCHAR",
      none: "INTEGER",
    });
    expect(await rows("SELECT * EXCLUDE (_fivetran_synced, _fivetran_deleted) FROM files.p")).toEqual([
      {
        id: "1",
        d: "1.1000000000",
        b: "x",
        day: "0044-03-15 (BC)",
        f: "nan",
        u: "18446744073709551615",
        list: "[1,null]",
        s: '{"a":"x"}',
        at: "2026-01-02 03:04:05.000006+00",
        uuid: "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11",
        none: null,
      },
    ]);
  });

  it("hashing, blocking and filters are applied by the reader; what has gone from the file has gone", async () => {
    write("people.csv", "id,email,secret,age\n1,a@example.com,s1,10\n2,b@example.com,s2,20\n3,,s3,30\n");
    const plan = {
      rules: {
        handling: "ALLOW_ALL" as const,
        schemas: {
          files: {
            tables: {
              people: {
                columns: { email: { hashed: true }, secret: { enabled: false } },
                filter: [
                  { column: "age", is: ">" as const, value: "9.5" },
                  { column: "secret", is: "!=" as const, value: "s2" },
                ],
              },
            },
          },
        },
      },
    };
    await sync(await options({ plan }));
    expect(await rows("SELECT id, email FROM files.people ORDER BY id")).toEqual([
      { id: "1", email: hashValue(SALT, "a@example.com") },
      { id: "3", email: null },
    ]);
    write("people.csv", "id,email,secret,age\n1,a@example.com,s1,1\n3,,s3,30\n");
    await sync(await options({ plan }));
    expect(await rows("SELECT id, _fivetran_deleted FROM files.people ORDER BY id")).toEqual([
      { id: "1", _fivetran_deleted: "true" },
      { id: "3", _fivetran_deleted: "false" },
    ]);
  });

  it("a table of many files reads new and changed ones only", async () => {
    write("2026/a.csv", "n\n1\n2\n");
    write("2026/b.csv", "n,m\n3,x\n");
    const files = {
      tables: () =>
        filesByTable({ path: folder.file("data"), schema: "files", table: "all", pattern: "**/*.csv" }),
      fileColumns: true,
      segmentBytes: 30,
    };
    const plan = { mode: () => ({ kind: "incremental" as const, cursor: "_modified", lookbackMs: 0 }) };
    expect((await sync(await options({ plan }, files))).tables).toMatchObject([{ rows: 3 }]);
    expect((await sync(await options({ plan }, files))).tables).toMatchObject([{ rows: 0 }]);
    write("2027/c.csv", "n\n4\n");
    appendFileSync(folder.file("data/2026/a.csv"), "5\n");
    utimesSync(folder.file("data/2026/a.csv"), new Date(), new Date("2030-01-01"));
    expect((await sync(await options({ plan }, files))).tables).toMatchObject([{ rows: 4 }]);
    expect(await rows("SELECT _file, _line, n, m FROM files.all ORDER BY _file, _line")).toEqual([
      { _file: "2026/a.csv", _line: "1", n: "1", m: null },
      { _file: "2026/a.csv", _line: "2", n: "2", m: null },
      { _file: "2026/a.csv", _line: "3", n: "5", m: null },
      { _file: "2026/b.csv", _line: "1", n: "3", m: "x" },
      { _file: "2027/c.csv", _line: "1", n: "4", m: null },
    ]);
  });

  it("equal rows of a file without a key are one; of rows with one key the last stands", async () => {
    write("log.csv", 'line,n\na,1\na,1\n"",1\n,1\n');
    write("keyed.csv", "id,v\n1,first\n1,last\n");
    await sync(await options({}, { segmentBytes: 10 }));
    expect(await rows("SELECT line FROM files.log ORDER BY line NULLS LAST")).toEqual([
      { line: "" },
      { line: "a" },
      { line: null },
    ]);
    expect(await rows("SELECT v FROM files.keyed")).toEqual([{ v: "last" }]);
  });

  it("a damaged file fails its table by name, and no other; a key without a value is refused", async () => {
    write("bad.parquet", "this is none");
    await expect(sync(await options())).rejects.toThrow(
      /table files\.bad: The file bad\.parquet cannot be read/,
    );
    folder[Symbol.dispose]();
    folder = new TestFolder();
    write("null.csv", "id,v\n,x\n");
    write("good.csv", "id,v\n1,x\n");
    write("null2.csv", "id,v\n1,x\n,y\n");
    const result = await trySync(await options());
    expect(result.tables.map(({ table, error }) => [table.table, error?.message])).toEqual([
      ["good", undefined],
      ["null", undefined],
      [
        "null2",
        expect.stringMatching(/^table files\.null2, column id, row 2 of the segment: The key has no value/),
      ],
    ]);
  });

  it("numbered folders of fixtures are one sync each; a table that is not in one stays as it was", async () => {
    write("1/orders.csv", "id,state\n1,new\n2,new\n");
    write("1/crm/account.ndjson", '{"id": 1}\n');
    write("2/orders.csv", "id,state\n1,paid\n");
    const fixtures = (step: number) => ({ tables: () => fixtureTables(folder.file("data"), step, "shop") });
    for (const step of [1, 2, 3]) await sync(await options({}, fixtures(step)));
    expect(await rows("SELECT id, state, _fivetran_deleted FROM shop.orders ORDER BY id")).toEqual([
      { id: "1", state: "paid", _fivetran_deleted: "false" },
      { id: "2", state: "new", _fivetran_deleted: "true" },
    ]);
    expect(await rows("SELECT id, _fivetran_deleted FROM crm.account")).toEqual([
      { id: "1", _fivetran_deleted: "false" },
    ]);
  });
});
