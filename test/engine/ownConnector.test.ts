import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import { describeWithPython } from "../cli/support/connectorFolder";
import { duckdbRows, TestFolder } from "../support/moving";
import { program } from "../support/programs";
import { ServerProcess } from "../support/serverProcess";
import { TestStack } from "../support/stack";

const EXAMPLE = fileURLToPath(new URL("../../examples/connectors", import.meta.url));

/** As on a laptop: the command of the server, the example's connectors and its API, and a program. */
describeWithPython("pulumi up with connectors of one's own", (python) => {
  const folder = new TestFolder();
  let source: ChildProcess;
  let server: ServerProcess;
  let access: { url: string; apiKey: string; apiSecret: string };
  let stack: TestStack;
  beforeAll(async () => {
    source = spawn(python, [join(EXAMPLE, "api", "server.py")], { stdio: ["ignore", "pipe", "inherit"] });
    const [address] = (await once(source.stdout ?? source, "data")) as [Buffer];
    cpSync(join(EXAMPLE, "connectors"), folder.file("connectors"), { recursive: true });
    for (const name of ["crm", "ads"])
      for (const left of ["configuration.json", "files"])
        rmSync(folder.file(join("connectors", name, left)), { recursive: true, force: true });
    writeFileSync(
      folder.file("stand-ins.yaml"),
      "destinations:\n  - destination: { type: duckdb, path: ./warehouse.duckdb }\n",
    );
    server = new ServerProcess(
      ...["--json", "--engine", "--stand-ins", folder.file("stand-ins.yaml")],
      ...["--data", folder.file("data"), "--run-connectors", "--connector-python", python],
    );
    access = JSON.parse(await server.printed()) as typeof access;
    const since = new Date(Date.now() - 20 * 86_400_000).toISOString().slice(0, 10);
    stack = await TestStack.open({
      server: access,
      program: program(`
const group = new fivetran.Group("g", { name: "own" });
const warehouse = new fivetran.Destination("w", { groupId: group.id, service: "snowflake", timeZoneOffset: "0", config: { host: "acme.snowflakecomputing.com" } });
const declared = fivetran.connectorsIn(${JSON.stringify(folder.file("connectors"))}, {
  groupId: warehouse.groupId,
  connectors: {
    crm: { keys: ["base_url", "bearer_token"], schedule: "every 6 hours", paused: false },
    ads: { keys: ["base_url", "client_id", "client_secret", "since"], schedule: "daily at 04:00", paused: false },
  },
});
exports.crm = declared.crm.connector.id;
exports.ads = declared.ads.connector.id;
`),
      env: {
        ...{ SFL_CRM_BASE_URL: address.toString().trim(), SFL_CRM_BEARER_TOKEN: "token-marker" },
        ...{ SFL_ADS_BASE_URL: address.toString().trim(), SFL_ADS_CLIENT_ID: "client-marker" },
        ...{ SFL_ADS_CLIENT_SECRET: "secret-marker", SFL_ADS_SINCE: since },
      },
    });
  });
  afterAll(async () => {
    await stack.close();
    await server.end("SIGTERM");
    source.kill("SIGKILL");
    folder[Symbol.dispose]();
  });

  const call = async (method: string, path: string): Promise<unknown> => {
    const authorization = `Basic ${Buffer.from(`${access.apiKey}:${access.apiSecret}`).toString("base64")}`;
    const headers = { authorization, "content-type": "application/json" };
    const sent = await fetch(access.url + path, {
      method,
      headers,
      ...(method === "POST" ? { body: "{}" } : {}),
    });
    return ((await sent.json()) as { data: unknown }).data;
  };
  interface Connection {
    readonly succeeded_at: string | null;
    readonly status: { readonly setup_state: string; readonly sync_state: string; readonly tasks: unknown[] };
  }
  const connection = async (id: string): Promise<Connection> =>
    (await call("GET", `/v1/connections/${id}`)) as Connection;

  it("ends with their rows in the destination that stands in", async () => {
    const run = await stack.up();
    expect(run.exitCode, run.output).toBe(0);
    expect(run.output).not.toMatch(/(token|client|secret)-marker/);
    const { crm, ads } = (await stack.outputs()) as { crm: string; ads: string };
    for (const id of [crm, ads]) {
      expect((await connection(id)).status.setup_state).toBe("connected");
      // It may have begun by its schedule already; then this one is that one.
      await call("POST", `/v1/connections/${id}/sync`);
      await expect
        .poll(
          async () => {
            const { succeeded_at, status } = await connection(id);
            expect(status.tasks).toEqual([]);
            return succeeded_at;
          },
          { timeout: 300_000, interval: 250 },
        )
        .not.toBeNull();
    }
    const again = await stack.up();
    expect(again.resources).toEqual({ unchanged: run.resources["created"] });
    await server.end("SIGTERM");
    const rows = async (sql: string) => await duckdbRows(folder.file("warehouse.duckdb"), sql);
    expect(await rows("SELECT count(*) AS n FROM crm.customers")).toEqual([{ n: "2499" }]);
    expect(await rows("SELECT count(DISTINCT day) AS n FROM ads.campaign_days")).toEqual([
      { n: expect.stringMatching(/^2[01]$/) as string },
    ]);
  });
});
