import { writeFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { checkStandIns, readStandIns } from "../../../engine/src/executor/standInsFile";
import { TestFolder } from "../../support/moving";

describe("a file of stand-ins", () => {
  let folder: TestFolder;
  beforeEach(() => {
    folder = new TestFolder();
  });
  afterEach(() => {
    folder[Symbol.dispose]();
  });

  const read = (text: string, environment: Record<string, string> = {}) => {
    const path = folder.file("stand-ins.yaml");
    writeFileSync(path, text);
    return readStandIns(path, environment);
  };
  const faultOf = (text: string): string => {
    try {
      read(text);
    } catch (error) {
      return error instanceof Error ? error.message.replaceAll(`${folder.path}/`, "") : String(error);
    }
    return "no error";
  };

  it("gives paths from its own folder, and variables of the environment", () => {
    const { sources, destinations } = read(
      `sources:
  - source: { type: fixtures, path: ./shop }
  - connection: crm
    source: { type: postgres, connectionString: "postgresql://u:\${CRM_PASSWORD}@db/crm" }
  - service: postgres
    real: true
    password: \${CRM_PASSWORD}
    tables: [public.orders]
destinations:
  - destination: { type: duckdb, path: out/w.duckdb }
`,
      { CRM_PASSWORD: "p@ss" },
    );
    expect(sources[0]?.source).toEqual({ type: "fixtures", path: folder.file("shop") });
    expect(sources[1]?.source).toMatchObject({ connectionString: "postgresql://u:p@ss@db/crm" });
    expect(sources[2]).toEqual({
      service: "postgres",
      real: true,
      password: "p@ss",
      tables: ["public.orders"],
      source: undefined,
    });
    expect(destinations[0]?.destination).toEqual({ type: "duckdb", path: folder.file("out/w.duckdb") });
  });

  it("is refused with everything that is wrong, each with its line and path", () => {
    expect(
      faultOf(`sources:
  - connection: shop
  - connecton: crm
    source: { type: fixtures, path: ./crm }
  - connection: erp
    real: yes please
  - real: true
    source: { type: fixtures, path: ./x }
  - source: { type: fixtures, path: ./y }
    password: abc
  - source: { type: postgres, connectionString: "postgresql://\${NOBODY_SET_THIS}@db/x" }
destinations:
  - group: analytics
    destination: { type: duckdb }
warehouses: []
`),
    ).toBe(
      [
        "stand-ins.yaml is wrong:",
        "- line 11, sources[5].source.connectionString: the environment has no NOBODY_SET_THIS.",
        "- line 2, sources[0].source: is missing: write what stands in, or `real: true`.",
        '- line 3, sources[1]: Unrecognized key: "connecton"',
        "- line 6, sources[2].real: is `true` or is left out.",
        "- line 8, sources[3].source: stands beside `real: true`: write one of the two.",
        "- line 10, sources[4].password: belongs to `real: true`.",
        "- line 14, destinations[0].destination.path: Invalid input: expected string, received undefined",
        '- Unrecognized key: "warehouses"',
      ].join("\n"),
    );
  });

  it("that is no YAML is refused with the line", () => {
    expect(faultOf("sources:\n  - a: [1\n")).toMatch(/^stand-ins\.yaml, line 3: Flow sequence/);
  });

  it("that is not there says how to get one", () => {
    expect(() => readStandIns(folder.file("none.yaml"))).toThrow("`--init-stand-ins` writes such a file");
  });

  it("that is empty names nothing", () => {
    expect(read("")).toEqual({ sources: [], destinations: [] });
  });

  it("from a program has paths from the given folder", () => {
    const { sources } = checkStandIns(
      { sources: [{ source: { type: "fixtures", path: "a" } }] },
      "`standIns`",
      "/data",
    );
    expect(sources[0]?.source).toEqual({ type: "fixtures", path: "/data/a" });
  });
});
