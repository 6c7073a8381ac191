/** Connectors written in the ways in which those of Fivetran's public repository are; none of them is copied. */
import { join } from "node:path";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { runCommandLine } from "../../../cli/src/command";
import { duckdbRows } from "../../support/moving";
import { describeWithPython, Folder, Written } from "../support/connectorFolder";

interface Manner {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
  readonly configuration?: Readonly<Record<string, string>>;
  readonly sql: string;
  /** After each of the runs. */
  readonly rows: readonly (readonly Record<string, string | null>[])[];
}

const IMPORTS = "from fivetran_connector_sdk import Connector, Logging as log, Operations as op\n";

const MANNERS: readonly Manner[] = [
  {
    name: "functions, a cursor that goes on, and a start as a program",
    files: {
      "connector.py": `${IMPORTS}import json
def schema(configuration: dict):
    return [{"table": "cities", "primary_key": ["id"]}]
def update(configuration: dict, state: dict):
    at = state["at"] if "at" in state else 0
    log.warning("begins")
    op.upsert(table="cities", data={"id": at, "name": f"city {at}"})
    op.checkpoint(state={"at": at + 1})
connector = Connector(update=update, schema=schema)
if __name__ == "__main__":
    with open("configuration.json") as file:
        connector.debug(configuration=json.load(file))
`,
    },
    sql: "SELECT id, name FROM it.cities ORDER BY id",
    rows: [
      [{ id: "0", name: "city 0" }],
      [
        { id: "0", name: "city 0" },
        { id: "1", name: "city 1" },
      ],
    ],
  },
  {
    name: "a generator that yields every operation",
    files: {
      "connector.py": `${IMPORTS}
def update(configuration, state):
    for each in ({"k": 1, "v": 1.5}, {"k": 2, "v": None}):
        yield op.upsert("plain", each)
    yield op.update("plain", {"k": 1, "v": 2.5})
    yield op.delete("plain", {"k": 2})
    yield op.checkpoint({})
connector = Connector(update=update, schema=lambda configuration: [{"table": "plain", "primary_key": ["k"]}])
`,
    },
    sql: "SELECT k, v, _fivetran_deleted AS gone FROM it.plain ORDER BY k",
    rows: [
      [
        { k: "1", v: "2.5", gone: "false" },
        { k: "2", v: null, gone: "true" },
      ],
    ],
  },
  {
    name: "classes in modules of sub-folders, and a pyproject.toml",
    files: {
      "pyproject.toml":
        '[project]\nname = "it"\nversion = "1"\ndependencies = ["fivetran_connector_sdk>=1.0"]\n',
      "connector.py": `from fivetran_connector_sdk import Connector
from sources.people import People
def update(configuration, state):
    People(configuration).sync(state)
connector = Connector(update=update)
`,
      "sources/__init__.py": "",
      "sources/people.py": `from fivetran_connector_sdk import Operations as op
from .names import upper
class People:
    def __init__(self, configuration):
        self.first = configuration["first"]
    def sync(self, state):
        op.upsert("people", {"name": upper(self.first), "tags": ["a", {"b": 1}]})
        op.checkpoint(state)
`,
      "sources/names.py": "def upper(name):\n    return name.upper()\n",
    },
    configuration: { first: "ann" },
    sql: "SELECT name, tags FROM it.people",
    rows: [[{ name: "ANN", tags: '["a",{"b":1}]' }]],
  },
  {
    name: "threads that write rows, and a checkpoint when all are done",
    files: {
      "connector.py": `${IMPORTS}from concurrent.futures import ThreadPoolExecutor
def part(number):
    for row in range(200):
        op.upsert("parts", {"id": number * 200 + row})
def update(configuration, state):
    with ThreadPoolExecutor(max_workers=8) as pool:
        list(pool.map(part, range(8)))
    op.checkpoint({"done": True})
connector = Connector(update=update, schema=lambda configuration: [{"table": "parts", "primary_key": ["id"]}])
`,
    },
    sql: "SELECT count(*) AS n, count(DISTINCT id) AS ids FROM it.parts",
    rows: [[{ n: "1600", ids: "1600" }], [{ n: "1600", ids: "1600" }]],
  },
  {
    name: "declared types, dates as texts and as objects, and decimals",
    files: {
      "connector.py": `${IMPORTS}from datetime import datetime, timezone
from decimal import Decimal
def schema(configuration):
    return [{"table": "typed", "primary_key": ["id"], "columns": {"id": "INT", "price": {"type": "DECIMAL", "precision": 15, "scale": 2},
        "seen": "UTC_DATETIME", "day": "NAIVE_DATE", "raw": "BINARY", "doc": "JSON"}}]
def update(configuration, state):
    op.upsert("typed", {"id": 1, "price": Decimal("12.30"), "seen": datetime(2026, 1, 2, 3, tzinfo=timezone.utc), "day": "2026-01-02", "raw": b"\\x00", "doc": {"a": 1}})
    op.upsert("typed", {"id": 2, "price": "4.5", "seen": "2026-01-02T03:00:00Z", "day": None})
    op.checkpoint(state)
connector = Connector(update=update, schema=schema)
`,
    },
    sql: "SELECT price, seen, day, hex(raw) AS raw, doc FROM it.typed ORDER BY id",
    rows: [
      [
        { price: "12.30", seen: "2026-01-02 03:00:00+00", day: "2026-01-02", raw: "00", doc: '{"a":1}' },
        { price: "4.50", seen: "2026-01-02 03:00:00+00", day: null, raw: null, doc: null },
      ],
    ],
  },
  {
    name: "a truncate before the rows of each sync",
    files: {
      "connector.py": `${IMPORTS}
def update(configuration, state):
    run = state.get("run", 0) + 1
    op.truncate("snapshot")
    op.upsert("snapshot", {"id": run})
    op.checkpoint({"run": run})
connector = Connector(update=update, schema=lambda configuration: [{"table": "snapshot", "primary_key": ["id"]}])
`,
    },
    sql: "SELECT id, _fivetran_deleted AS gone FROM it.snapshot ORDER BY id",
    rows: [
      [{ id: "1", gone: "false" }],
      [
        { id: "1", gone: "true" },
        { id: "2", gone: "false" },
      ],
    ],
  },
];

describeWithPython("connectors in the manner of the public examples", (python) => {
  let folder: Folder;
  beforeEach(() => {
    folder = new Folder();
    vi.stubEnv("XDG_CACHE_HOME", join(folder.path, "cache"));
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    folder[Symbol.dispose]();
  });

  it.each(MANNERS)("$name", async ({ files, configuration = {}, sql, rows }) => {
    for (const [name, text] of Object.entries(files)) folder.write(join("it", name), text);
    folder.write("it/configuration.json", JSON.stringify(configuration));
    for (const wanted of rows) {
      const written = new Written();
      const args = ["connector", "run", join(folder.path, "it"), "--python", python];
      expect(await runCommandLine(args, written), written.all).toBe(0);
      expect(await duckdbRows(join(folder.path, "it", "files", "warehouse.duckdb"), sql)).toEqual(wanted);
    }
  });

  it("a configuration that the connector refuses fails the sync with its own words", async () => {
    folder.write(
      "it/connector.py",
      `${IMPORTS}
def update(configuration, state):
    for key in ("host", "user"):
        if key not in configuration:
            raise ValueError(f"Missing required configuration value: {key}")
connector = Connector(update=update)
`,
    );
    const written = new Written();
    const args = ["connector", "run", join(folder.path, "it"), "--python", python];
    expect(await runCommandLine(args, written)).toBe(1);
    expect(written.all).toContain("Missing required configuration value: host");
  });
});
