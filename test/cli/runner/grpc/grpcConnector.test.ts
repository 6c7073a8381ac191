// Over 300 lines: each test is one part of the protocol, and all share its server.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Server, ServerWritableStream } from "@grpc/grpc-js";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { runCommandLine } from "../../../../cli/src/command";
import { askSchema, runSetupTests } from "../../../../cli/src/runner/ask";
import { openDuckDb } from "../../../../cli/src/runner/duckdb/destination";
import { grpcConnector } from "../../../../cli/src/runner/grpc/grpcConnector";
import { loadProtocol } from "../../../../cli/src/runner/grpc/protocol";
import type { ConnectorEvent } from "../../../../cli/src/runner/port";
import { ConnectorFailedError, runSync } from "../../../../cli/src/runner/sync";
import { isProcessAlive } from "../../../../tools/engine/process.ts";
import { duckdbRows } from "../../../support/moving";
import { Folder, Written } from "../../support/connectorFolder";

interface Asked {
  readonly configuration: Readonly<Record<string, string>>;
  readonly state_json: string;
}
type Reply = object;

const SCHEMA: Reply = {
  without_schema: {
    tables: [
      {
        name: "orders",
        columns: [
          { name: "id", type: "LONG", primary_key: true },
          { name: "total", type: "DECIMAL", params: { decimal: { precision: 20, scale: 3 } } },
          { name: "note", type: "UNSPECIFIED" },
        ],
      },
    ],
  },
};

/** 2026-01-02T03:04:05.678901Z */
const TIME = { seconds: "1767323045", nanos: 678_901_000 };

describe("a connector behind the partner protocol", () => {
  let folder: Folder;
  let server: Server;
  let address: string;
  /** What `Update` does. */
  let update: (asked: Asked) => AsyncIterable<Reply> | Iterable<Reply>;
  let schema: Reply;
  let form: Reply;
  let test: (asked: { name: string; configuration: Record<string, string> }) => Reply;
  beforeEach(async () => {
    folder = new Folder();
    schema = SCHEMA;
    form = {};
    test = () => ({ success: true });
    update = () => [];
    const { grpc, service } = await loadProtocol();
    server = new grpc.Server();
    server.addService(service, {
      ConfigurationForm: (_: unknown, reply: (error: null, value: Reply) => void) => reply(null, form),
      Test: (
        call: { request: { name: string; configuration: Record<string, string> } },
        reply: (error: null, value: Reply) => void,
      ) => reply(null, test(call.request)),
      Schema: (_: unknown, reply: (error: null, value: Reply) => void) => reply(null, schema),
      Update: (call: ServerWritableStream<Asked, Reply>) => void send(call),
    });
    const port = await new Promise<number>((resolve, reject) => {
      server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, bound) => {
        if (error === null) resolve(bound);
        else reject(error);
      });
    });
    address = `127.0.0.1:${port}`;
  });
  afterEach(() => {
    server.forceShutdown();
    folder[Symbol.dispose]();
  });

  const send = async (call: ServerWritableStream<Asked, Reply>): Promise<void> => {
    try {
      for await (const reply of update(call.request)) call.write(reply);
      call.end();
    } catch (error) {
      call.emit("error", { code: 2, details: error instanceof Error ? error.message : String(error) });
    }
  };
  const record = (type: string, data: Record<string, object>, table = "orders", schemaName?: string) => ({
    table_name: table,
    type,
    data,
    ...(schemaName === undefined ? {} : { schema_name: schemaName }),
  });
  const sync = async (state = "{}", configuration: Record<string, string> = {}) => {
    const destination = await openDuckDb({
      file: join(folder.path, "w.duckdb"),
      schema: "go",
      mode: "soft-delete",
      naming: "fivetran",
    });
    const events: ConnectorEvent[] = [];
    try {
      const result = await runSync({
        connector: grpcConnector({ address }),
        destination,
        configuration,
        state,
        onEvent: (event) => events.push(event),
      });
      return { ...result, events };
    } finally {
      await destination.close();
    }
  };
  const rows = async (sql: string) => await duckdbRows(join(folder.path, "w.duckdb"), sql);

  it("brings every kind of value as it was sent", async () => {
    update = () => [
      {
        record: record("UPSERT", {
          ...{
            id: { long: "9007199254740993" },
            total: { decimal: "12345678901234567.125" },
            note: { string: 'a "b"\n' },
          },
          ...{ bo: { bool: false }, s: { short: -5 }, i: { int: 0 }, f: { float: 1.5 }, d: { double: 0.1 } },
          ...{
            nan: { double: Number.NaN },
            nd: { naive_date: TIME },
            nt: { naive_time: TIME },
            na: { naive_datetime: TIME },
          },
          ...{ ut: { utc_datetime: TIME }, b: { binary: Buffer.from([0, 1, 255]) }, x: { xml: "<a/>" } },
          ...{ j: { json: '{"a":\n[1, 12345678901234567890]}' }, no: { null: true } },
        }),
      },
      { checkpoint: { state_json: '{"n":1}' } },
    ];
    await sync();
    const [row] = await rows("SELECT * EXCLUDE (_fivetran_synced, b), hex(b) AS b FROM go.orders");
    expect(row).toEqual({
      ...{
        id: "9007199254740993",
        total: "12345678901234567.125",
        note: 'a "b"\n',
        bo: "false",
        s: "-5",
        i: "0",
      },
      ...{
        f: "1.5",
        d: "0.1",
        nan: "nan",
        nd: "2026-01-02",
        nt: "03:04:05.678901",
        na: "2026-01-02 03:04:05.678901",
      },
      ...{ ut: "2026-01-02 03:04:05.678901+00", b: "0001FF", x: "<a/>", j: '{"a":[1,12345678901234567890]}' },
      _fivetran_deleted: "false",
    });
  });

  it("carries out upserts, updates, deletes and truncates in their order, by ones and in batches", async () => {
    update = () => [
      { record: record("UPSERT", { id: { long: "9" } }) },
      { checkpoint: { state_json: '{"n":1}' } },
      { record: record("TRUNCATE", {}) },
      {
        records: {
          records: [
            record("UPSERT", { id: { long: "1" }, note: { string: "one" } }),
            record("UPSERT", { id: { long: "2" }, note: { int: 2 } }),
            record("UPSERT", { id: { long: "3" } }),
          ],
        },
      },
      { record: record("UPDATE", { id: { long: "1" }, total: { decimal: "7.5" } }) },
      { record: record("DELETE", { id: { long: "3" } }) },
      { record: record("UPSERT", { k: { string: "x" } }, "other", "eu") },
      { checkpoint: { state_json: '{"n":2}' } },
    ];
    const { state, checkpoints } = await sync();
    expect([state, checkpoints]).toEqual(['{"n":2}', 2]);
    expect(
      await rows("SELECT id, total, note, _fivetran_deleted AS gone FROM go.orders ORDER BY id"),
    ).toEqual([
      { id: "1", total: "7.500", note: "one", gone: "false" },
      { id: "2", total: null, note: "2", gone: "false" },
      { id: "3", total: null, note: null, gone: "true" },
      { id: "9", total: null, note: null, gone: "true" },
    ]);
    expect(await rows("SELECT k FROM go_eu.other")).toEqual([{ k: "x" }]);
  });

  it("gives it the state of the last run, and its configuration", async () => {
    const asked: Asked[] = [];
    update = (request) => {
      asked.push(request);
      return [{ checkpoint: { state_json: '{"n":9007199254740993}' } }];
    };
    const { state } = await sync("{}", { token: "right" });
    await sync(state);
    expect(asked.map(({ state_json }) => state_json)).toEqual(["{}", '{"n":9007199254740993}']);
    expect(asked[0]?.configuration).toEqual({ token: "right" });
  });

  it("keeps what was checkpointed when it fails, and prints no secret", async () => {
    update = async function* () {
      yield { record: record("UPSERT", { id: { long: "1" } }) };
      yield { checkpoint: { state_json: '{"n":1}' } };
      yield { warning: { message: "slow with token-marker" } };
      yield { record: record("UPSERT", { id: { long: "2" } }) };
      await Promise.resolve();
      throw new Error("no access with token-marker\n  at line 7");
    };
    const failure = await sync("{}", { bearer: "token-marker" }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ConnectorFailedError);
    expect(failure).toMatchObject({
      message: "no access with [secret]",
      traceback: "  at line 7",
      state: '{"n":1}',
    });
    expect(await rows("SELECT id FROM go.orders")).toEqual([{ id: "1" }]);
  });

  it.each([
    ["a task for a person", { task: { message: "sign in again" } }, /^sign in again$/],
    ["an operation of a newer protocol", {}, /protocol is newer/],
    [
      "a value of a newer protocol",
      { record: { table_name: "orders", type: "UPSERT", data: { id: {} } } },
      /does not know/,
    ],
  ])("%s fails the sync", async (_, reply, message) => {
    update = () => [reply];
    await expect(sync()).rejects.toThrow(message);
  });

  it("takes over a schema that changes", async () => {
    update = () => [
      {
        schema_change: {
          without_schema: {
            tables: [
              { name: "orders", columns: [{ name: "late", type: "DOUBLE" }] },
              { name: "more", columns: [{ name: "k", type: "STRING", primary_key: true }] },
            ],
          },
        },
      },
      { record: record("UPSERT", { id: { long: "1" }, late: { int: 3 } }) },
    ];
    await sync();
    expect(await rows("SELECT late, typeof(late) AS type FROM go.orders")).toEqual([
      { late: "3.0", type: "DOUBLE" },
    ]);
    expect(await rows("SELECT count(*) AS n FROM go.more")).toEqual([{ n: "0" }]);
  });

  it("tells its tables, its form and how its tests ended", async () => {
    schema = {
      with_schema: {
        schemas: [{ name: "eu", tables: [{ name: "t", columns: [{ name: "k", type: "INT" }] }] }],
      },
    };
    expect(await askSchema({ connector: grpcConnector({ address }), configuration: {} })).toMatchObject([
      { table: "t", schema: "eu", primaryKey: [], columns: { k: "INT" } },
    ]);
    form = {
      fields: [
        { name: "token", label: "Token", required: true, text_field: "Password" },
        { name: "mode", label: "Mode", dropdown_field: { dropdown_field: ["a", "b"] } },
        {
          name: "x",
          label: "",
          conditional_fields: {
            fields: [{ name: "user", label: "User", required: true, text_field: "PlainText" }],
          },
        },
        { name: "on", label: "On", toggle_field: {} },
      ],
      tests: [
        { name: "login", label: "Log in" },
        { name: "read", label: "Read" },
      ],
    };
    test = ({ name, configuration }) =>
      name === "login" ? { success: true } : { failure: `refused ${configuration["token"] ?? ""}` };
    const found = await runSetupTests({
      connector: grpcConnector({ address }),
      configuration: { token: "token-marker" },
    });
    expect(found.form.fields.map(({ name, kind, required }) => [name, kind, required])).toEqual([
      ["token", "password", true],
      ["mode", "dropdown", false],
      ["user", "text", false],
      ["on", "toggle", false],
    ]);
    expect(found.tests).toEqual([
      { label: "Log in", passed: true, message: "" },
      { label: "Read", passed: false, message: "refused [secret]" },
    ]);
  });

  it("stops where it is told to, and ends what takes too long", async () => {
    update = async function* () {
      for (let n = 1; ; n++) {
        yield { record: record("UPSERT", { id: { long: String(n) } }) };
        yield { checkpoint: { state_json: `{"n":${n}}` } };
        await new Promise((resolve) => setImmediate(resolve));
      }
    };
    const written = new Written();
    const args = ["connector", "run", folder.path, "--grpc", address, "--until-checkpoint", "2"];
    expect(await runCommandLine(args, written), written.all).toBe(0);
    expect(readFileSync(join(folder.path, "files", "state.json"), "utf8")).toBe('{"n":2}\n');
    update = async function* () {
      await new Promise(() => undefined);
      yield {};
    };
    const late = grpcConnector({ address, timeLimitMs: 300 });
    const events: string[] = [];
    for await (const event of late.start({ command: "update", configuration: {}, state: "{}" }).events)
      events.push(event.type === "failed" ? event.message : event.type);
    expect(events.at(-1)).toBe("The connector ran longer than 300 ms.");
  });

  it.each([
    [{ address: "10.0.0.1:50051" }, /no address of this machine/],
    [{}, /give one of them/],
    [{ address: "127.0.0.1:1", command: ["x"] }, /give one of them/],
  ])("refuses %j", (options, message) => {
    expect(() => grpcConnector(options)).toThrow(message);
  });

  it("says that nobody is there", async () => {
    server.forceShutdown();
    await expect(sync()).rejects.toThrow(/The connector cannot be reached/);
  });

  describe("served by a command", () => {
    const served = fileURLToPath(new URL("./servedConnector.cjs", import.meta.url));
    const run = async (command: string, ...more: string[]): Promise<Written> => {
      const written = new Written();
      const code = await runCommandLine(
        ["connector", "run", folder.path, "--serve", command, "--json", ...more],
        written,
      );
      written.say(`exit code ${code}`);
      return written;
    };

    it("is started, asked, and ended", async () => {
      const written = await run(`${process.execPath} ${served} ${join(folder.path, "pid")}`);
      expect(written.all).toContain("exit code 0");
      expect(written.all).toContain('"event":"end"');
      expect(existsSync(join(folder.path, "files", "warehouse.duckdb"))).toBe(true);
      const pid = Number(readFileSync(join(folder.path, "pid"), "utf8"));
      await expect.poll(() => isProcessAlive(pid), { timeout: 60_000 }).toBe(false);
    });

    it("says why it does not serve", async () => {
      expect((await run("/nothing/of/this/name")).all).toMatch(/could not be started/);
      expect((await run(`${process.execPath} -e process.exit(3) --`)).all).toMatch(/ended with 3/);
    });
  });
});
