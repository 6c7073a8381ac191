import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { afterAll, beforeAll, expect, it } from "vitest";
import { parse } from "yaml";
import { describeWithPython } from "../cli/support/connectorFolder";
import { Caller, idOf, type Reply } from "../server/support/caller";
import { duckdbRows, TestFolder } from "../support/moving";
import { ServerProcess } from "../support/serverProcess";
import { TestStack } from "../support/stack";

const EXAMPLE = fileURLToPath(new URL("../../examples/connectors", import.meta.url));

interface PulumiStep {
  readonly uses?: string;
  readonly with: { readonly command: string };
  readonly env: Readonly<Record<string, string>>;
}

/** The step of one of the example's workflows that runs Pulumi. */
function pulumiStepOf(name: string): PulumiStep | undefined {
  const text = readFileSync(join(EXAMPLE, ".github", "workflows", name), "utf8");
  const { jobs } = parse(text) as { jobs: Record<string, { steps: readonly PulumiStep[] }> };
  return Object.values(jobs)
    .flatMap(({ steps }) => steps)
    .find(({ uses = "" }) => uses.startsWith("pulumi/actions@"));
}

function daysAgo(days: number): string {
  return new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
}

/** As on a laptop: the command of the server, the example's API, and its connectors with its program, as its workflows run them. */
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
    const group = idOf(await call("POST", "/v1/groups", { name: "own" }));
    await call("POST", "/v1/destinations", { group_id: group, service: "snowflake", time_zone_offset: "0" });
    const values: Readonly<Record<string, string>> = {
      ...{ SFL_CRM_BASE_URL: address.toString().trim(), SFL_CRM_BEARER_TOKEN: "token-marker" },
      ...{ SFL_ADS_BASE_URL: address.toString().trim(), SFL_ADS_CLIENT_ID: "client-marker" },
      ...{ SFL_ADS_CLIENT_SECRET: "secret-marker", SFL_ADS_SINCE: daysAgo(20) },
    };
    const [preview, deploy] = ["preview.yml", "deploy.yml"].map(pulumiStepOf);
    // What both hand over, and the program reads, is what the stack is given here.
    expect(deploy?.env).toEqual(preview?.env);
    expect([preview?.with.command, deploy?.with.command]).toEqual(["preview", "up"]);
    const named = Object.keys(deploy?.env ?? {}).filter((name) => name.startsWith("SFL_"));
    stack = await TestStack.open({
      server: access,
      program: ts.transpileModule(readFileSync(join(EXAMPLE, "index.ts"), "utf8"), {
        compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.CommonJS },
      }).outputText,
      env: Object.fromEntries(named.map((name) => [name, values[name] ?? ""])),
    });
    cpSync(folder.file("connectors"), join(stack.folder, "project", "connectors"), { recursive: true });
    await stack.config("groupId", group);
  });
  afterAll(async () => {
    await stack.close();
    await server.end("SIGTERM");
    source.kill("SIGKILL");
    folder[Symbol.dispose]();
  });

  const call = async (method: string, path: string, body?: object): Promise<Reply> =>
    await new Caller(access).call(method, path, body);
  interface Connection {
    readonly succeeded_at: string | null;
    readonly status: { readonly setup_state: string; readonly sync_state: string; readonly tasks: unknown[] };
  }
  const connection = async (id: string): Promise<Connection> =>
    (await call("GET", `/v1/connections/${id}`)).data as Connection;

  it("ends with their rows in the destination that stands in", async () => {
    expect((await stack.preview()).exitCode).toBe(0);
    const run = await stack.up();
    expect(run.exitCode, run.output).toBe(0);
    expect(run.output).not.toMatch(/(token|client|secret)-marker/);
    const { crm, ads } = (await stack.outputs()) as { crm: string; ads: string };
    for (const id of [crm, ads]) {
      expect((await connection(id)).status.setup_state).toBe("connected");
      // It may have begun by its schedule already; then this one is that one.
      await call("POST", `/v1/connections/${id}/sync`, {});
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
