import { cp, mkdtemp, readFile, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { FivetranClient } from "@pulumi-fivetran/sdk";
import { type LocalServer, startServer } from "@pulumi-fivetran/server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openWorkspace, type Workspace } from "../../../tools/engine/workspace.ts";
import { pack } from "../../support/packed.ts";

const REPOSITORY = fileURLToPath(new URL("../../../", import.meta.url));
const TEMPLATE = "fivetran-typescript";
const PASSWORD = "hunter2-hunter2";

/** Each test goes on where the one before ended. */
describe("the template", () => {
  let folder: string;
  let project: string;
  let server: LocalServer;
  let workspace: Workspace;

  beforeAll(async () => {
    server = await startServer();
    folder = await realpath(await mkdtemp(join(tmpdir(), "pulumi-fivetran-template-")));
    project = join(folder, "orders");
    await cp(join(REPOSITORY, "examples", "template", TEMPLATE), join(folder, TEMPLATE), { recursive: true });
    await useTarballs(join(folder, TEMPLATE, "package.json"), await pack(folder, "sdk", "core", "provider"));
    workspace = await openWorkspace({
      folder: join(folder, "pulumi"),
      project: folder,
      env: {
        FIVETRAN_API_URL: server.url,
        FIVETRAN_API_KEY: server.apiKey,
        FIVETRAN_API_SECRET: server.apiSecret,
        npm_config_audit: "false",
        npm_config_fund: "false",
        npm_config_prefer_offline: "true",
      },
    });
  });
  afterAll(async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  });

  /** These packages as they will be published, in the place of the registry's. */
  async function useTarballs(file: string, [sdk, core, provider]: readonly string[]): Promise<void> {
    const manifest = JSON.parse(await readFile(file, "utf8")) as { dependencies: Record<string, string> };
    manifest.dependencies["pulumi-fivetran"] = `file:${provider}`;
    manifest.dependencies["@pulumi-fivetran/core"] = `file:${core}`;
    manifest.dependencies["@pulumi-fivetran/sdk"] = `file:${sdk}`;
    await writeFile(file, JSON.stringify(manifest, undefined, 2));
  }

  const pulumi = async (args: readonly string[], expected = 0): Promise<string> => {
    const { exitCode, stdout, stderr } = await workspace.run(args, { cwd: project });
    expect(exitCode, stdout + stderr).toBe(expected);
    return stdout + stderr;
  };
  const textOf = (file: string): Promise<string> => readFile(join(project, file), "utf8");

  it("is accepted by pulumi new, which fills it in, stores what was answered and installs what it needs", async () => {
    const answers = {
      groupName: "orders",
      warehouseHost: "acme.snowflakecomputing.com",
      sourceHost: "db.acme.com",
    };
    const config = Object.entries(answers).flatMap(([key, value]) => ["-c", `${key}=${value}`]);
    const { exitCode, stdout, stderr } = await workspace.run(
      [
        "new",
        join(folder, TEMPLATE),
        "--dir",
        project,
        "--name",
        "acme-orders",
        "--stack",
        "dev",
        "--yes",
        ...config,
      ],
      // The engine's stand-in for Pulumi's own language host has no protocol classes of its own.
      { env: { NODE_PATH: join(REPOSITORY, "node_modules") } },
    );
    expect(exitCode, stdout + stderr).toBe(0);
    expect(stdout).toContain("Your new project is ready to go!");
    expect(stdout).toContain("config set --secret warehousePassword");
    expect(JSON.parse(await textOf("package.json"))).toMatchObject({ name: "acme-orders" });
    expect(await textOf("README.md")).toMatch(/^# acme-orders\n/);
    expect(await textOf("Pulumi.yaml")).not.toMatch(/^template:/m);
    const stored = await textOf("Pulumi.dev.yaml");
    expect(stored).toContain("acme-orders:groupName: orders");
    expect(stored).toContain("acme-orders:schedule: every hour");
    expect(stored).not.toContain("Password");
  });

  it("is a program that compiles and deploys, once its secrets are set", async () => {
    const lacking = await pulumi(["preview"], 1);
    for (const key of ["warehousePassword", "sourcePassword"]) expect(lacking).toContain(key);
    const secrets = ["warehousePassword", "sourcePassword"].flatMap((key) => [
      "--secret",
      `${key}=${PASSWORD}`,
    ]);
    await pulumi(["config", "set-all", ...secrets]);
    expect(await textOf("Pulumi.dev.yaml")).not.toContain(PASSWORD);
    const up = await pulumi(["up", "--yes", "--skip-preview"]);
    expect(up).toContain("+ 6 created");
    expect(up).not.toMatch(/error|warning/);

    const { apiKey, apiSecret, url: baseUrl } = server;
    const client = new FivetranClient({ apiKey, apiSecret, baseUrl });
    const [connection] = await client.connections.list().all();
    expect(connection).toMatchObject({ schema: "acme_orders", paused: false, syncFrequency: 60 });
    const { schemas } = await client.connectionSchemas.retrieve(connection?.id ?? "");
    const columns = schemas["public"]?.tables?.["customers"]?.columns;
    expect([columns?.["email"]?.hashed, columns?.["phone"]?.hashed]).toEqual([true, true]);
  });

  it("changes nothing when it runs again, and is taken down", async () => {
    expect(await pulumi(["up", "--yes", "--skip-preview"])).toContain("6 unchanged");
    expect(await pulumi(["destroy", "--yes", "--skip-preview"])).toContain("- 6 deleted");
  });
});
