import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterEach, beforeEach, expect, it } from "vitest";
import {
  askSchema,
  type ConnectorEvent,
  ConnectorFailedError,
  type Destination,
  discard,
  openDuckDb,
  plainEnvironment,
  pythonConnector,
  runSetupTests,
  runSync,
  type SyncOptions,
} from "../../../cli/src/runner";
import { isProcessAlive } from "../../../tools/engine/process.ts";
import { generator } from "../../support/random";
import { connectorOf, describeWithPython, Folder } from "../support/connectorFolder";

const TABLE = '[{"table": "t", "primary_key": ["id"], "columns": {"id": "LONG", "v": "STRING"}}]';

describeWithPython("a sync of a connector in Python", (python) => {
  let folder: Folder;
  beforeEach(() => {
    folder = new Folder();
  });
  afterEach(() => {
    folder[Symbol.dispose]();
  });

  const connector = (lines: readonly string[], more: object = {}) => {
    folder.write("connector.py", connectorOf(lines, TABLE));
    return pythonConnector({ python, folder: folder.path, ...more });
  };
  const open = (): Promise<Destination> =>
    openDuckDb({
      file: join(folder.path, "w.duckdb"),
      schema: "crm",
      mode: "soft-delete",
      naming: "fivetran",
    });
  const sync = async (
    lines: readonly string[],
    options: Partial<SyncOptions> = {},
    more: object = {},
  ): Promise<Awaited<ReturnType<typeof runSync>>> => {
    const destination = await open();
    try {
      return await runSync({
        connector: connector(lines, more),
        destination,
        configuration: {},
        state: "{}",
        ...options,
      });
    } finally {
      await destination.close();
    }
  };
  const ids = async (): Promise<number[]> => {
    const instance = await DuckDBInstance.create(join(folder.path, "w.duckdb"));
    const connection = await instance.connect();
    const rows = (
      await connection.runAndReadAll("SELECT id FROM crm.t WHERE NOT _fivetran_deleted ORDER BY id")
    ).getRowsJson();
    connection.closeSync();
    instance.closeSync();
    return rows.map(([id]) => Number(id));
  };

  it("keeps what was checkpointed when the connector fails, and goes on from there", async () => {
    const lines = [
      "for n in range(state.get('n', 0) + 1, 6):",
      "    op.upsert('t', {'id': n})",
      "    if n == 4 and configuration.get('fails'): raise ValueError('no more')",
      "    op.checkpoint({'n': n})",
    ];
    const failure = await sync(lines, { configuration: { fails: "yes" } }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ConnectorFailedError);
    expect(failure).toMatchObject({ message: "ValueError: no more", state: '{"n": 3}', checkpoints: 3 });
    expect((failure as ConnectorFailedError).traceback).toContain("connector.py");
    expect(await ids()).toEqual([1, 2, 3]);
    expect(await sync(lines, { state: '{"n": 3}' })).toEqual({
      state: '{"n": 5}',
      rows: 2,
      checkpoints: 2,
      stopped: false,
    });
    expect(await ids()).toEqual([1, 2, 3, 4, 5]);
  });

  it("keeps the tail of a sync without a checkpoint, and the state", async () => {
    expect(await sync(["op.upsert('t', {'id': 1})"], { state: '{"n":7}' })).toMatchObject({
      state: '{"n":7}',
      rows: 1,
    });
    expect(await ids()).toEqual([1]);
  });

  it("stops after so many checkpoints, and tells of each once it is safe", async () => {
    const told: string[] = [];
    const lines = ["for n in range(1, 100):", "    op.upsert('t', {'id': n})", "    op.checkpoint({'n': n})"];
    const result = await sync(lines, { untilCheckpoint: 3, onCheckpoint: (state) => told.push(state) });
    expect(result).toEqual({ state: '{"n": 3}', rows: 3, checkpoints: 3, stopped: true });
    expect(told).toEqual(['{"n": 1}', '{"n": 2}', '{"n": 3}']);
    expect(await ids()).toEqual([1, 2, 3]);
  });

  it("gives the connector none of this process's variables, and its configuration in no argument", async () => {
    process.env["SECRET_OF_THE_RUNNER"] = "abcdef";
    try {
      const events: ConnectorEvent[] = [];
      await sync(
        [
          "log.info(' '.join(sorted(os.environ)))",
          "log.info(open('/proc/self/cmdline').read() if os.path.exists('/proc/self/cmdline') else '')",
        ],
        { configuration: { api_token: "top-secret-token" }, onEvent: (event) => events.push(event) },
      );
      const text = JSON.stringify(events);
      expect(text).toContain("FIVETRAN_CONNECTION_ID");
      expect(text).not.toMatch(/SECRET_OF_THE_RUNNER|top-secret-token|[" ]HOME[" ]/);
    } finally {
      delete process.env["SECRET_OF_THE_RUNNER"];
    }
    expect(Object.keys(plainEnvironment({ PATH: "x", HOME: "y", AWS_SECRET_ACCESS_KEY: "z" }))).not.toContain(
      "HOME",
    );
  });

  it("ends a connector that runs too long, with what it has started", async () => {
    const started: string[] = [];
    const lines = [
      "import subprocess",
      "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'])",
      "log.info(f'child {child.pid}')",
      "time.sleep(600)",
    ];
    const onEvent = (event: ConnectorEvent): void => {
      if (event.type === "log") started.push(event.message);
    };
    await expect(sync(lines, { onEvent }, { timeLimitMs: 2500 })).rejects.toThrow(
      "it ran longer than 2500 ms",
    );
    const pid = Number(started[0]?.replace("child ", ""));
    expect(isProcessAlive(pid)).toBe(false);
  });

  it("holds a connector to its memory, where the system can", async ({ skip }) => {
    skip(process.platform === "win32", "Windows has no such limit");
    const lines = ["data = bytearray(3 * 1024 * 1024 * 1024)", "op.upsert('t', {'id': len(data)})"];
    await expect(sync(lines, {}, { memoryLimitMb: 1024 })).rejects.toThrow("MemoryError");
  });

  it("says how a process died that could say nothing itself", async () => {
    await expect(sync(["os._exit(7)"])).rejects.toThrow(
      "The connector died: its process ended with exit code 7",
    );
    const broken = pythonConnector({ python: join(folder.path, "no-python"), folder: folder.path });
    await expect(
      runSync({ connector: broken, destination: discard(), configuration: {}, state: "{}" }),
    ).rejects.toThrow("Python could not be started");
  });

  it("can be interrupted", async () => {
    const interruption = new AbortController();
    const lines = [
      "op.upsert('t', {'id': 1})",
      "op.checkpoint({'n': 1})",
      "log.info('waiting')",
      "time.sleep(600)",
    ];
    const result = await sync(lines, {
      signal: interruption.signal,
      onEvent: (event) => {
        if (event.type === "log") interruption.abort();
      },
    });
    expect(result).toMatchObject({ stopped: true, state: '{"n": 1}' });
    expect(await ids()).toEqual([1]);
  });

  it("answers for its tables, and runs its set-up tests", async () => {
    const declared = await askSchema({ connector: connector([]), configuration: {} });
    expect(declared.map(({ table, columns }) => [table, columns])).toEqual([
      ["t", { id: "LONG", v: "STRING" }],
    ]);
    folder.write(
      "connector.py",
      [
        "from fivetran_connector_sdk import *",
        "def form():",
        "    form = ConfigurationForm()",
        "    return form.add_test(label='works', func=lambda configuration: Test.success())",
        "connector = Connector(update=print, configuration_form=form)",
      ].join("\n"),
    );
    const asked = { connector: pythonConnector({ python, folder: folder.path }), configuration: {} };
    expect(await runSetupTests(asked)).toEqual({
      form: { fields: [], tests: ["works"] },
      tests: [{ label: "works", passed: true, message: "" }],
    });
    folder.write("connector.py", "raise ValueError('broken')\n");
    await expect(askSchema(asked)).rejects.toThrow("ValueError: broken");
  });

  it.each([1, 2, 3, 4, 5])(
    "loses and doubles nothing when the process is killed at random points (seed %i)",
    async (seed) => {
      const random = generator(seed);
      const rows = 20_000;
      const lines = [
        `for n in range(state.get('n', 0) + 1, ${rows + 1}):`,
        "    op.upsert('t', {'id': n, 'v': str(n)})",
        "    if n % 1000 == 0: op.checkpoint({'n': n})",
      ];
      let state = "{}";
      for (let kill = 0; kill < 3; kill++) {
        const interruption = new AbortController();
        let left = Math.floor(random() * 25);
        await sync(lines, {
          state,
          signal: interruption.signal,
          onEvent: () => {
            // SIGKILL, to the process and its group.
            if (left-- === 0) interruption.abort();
          },
          onCheckpoint: (next) => {
            state = next;
          },
        });
      }
      await sync(lines, { state });
      const found = await ids();
      expect(found).toHaveLength(rows);
      expect(new Set(found).size).toBe(rows);
    },
  );
});
