import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Api, itemsOf } from "../server/support/api";
import { PythonEnvironment } from "./support/pythonEnvironment";
import type { Ended } from "./support/run";

/**
 * Version 2.13.1 is the last that is all under an open licence: later ones bring a package whose licence forbids this use. Left out are
 * those that only other commands need (`pipreqs-fivetran`, `grpcio-tools`).
 */
const PACKAGES = {
  "fivetran-connector-sdk": "2.13.1",
  certifi: "2026.10.19.post1",
  cffi: "2.1.1",
  "charset-normalizer": "3.5.3",
  cryptography: "49.0.0",
  grpcio: "1.80.0",
  idna: "3.20",
  pathspec: "1.1.1",
  "prompt-toolkit": "3.0.53",
  protobuf: "6.33.6",
  pycparser: "3.12",
  requests: "2.34.2",
  tqdm: "4.70.0",
  "typing-extensions": "4.16.0",
  urllib3: "2.8.0",
  wcwidth: "0.9.4",
};

const CONNECTOR = `from fivetran_connector_sdk import Connector


def update(configuration: dict, state: dict):
    pass


connector = Connector(update=update)
`;

const SECRET = "token-of-the-source";

describe("the vendor's command line for connectors, unmodified: fivetran deploy", () => {
  let python: PythonEnvironment;
  let scratch: string;
  let api: Api;

  beforeAll(async () => {
    python = await PythonEnvironment.of("fivetran-connector-sdk-2.13.1", PACKAGES);
  });
  beforeEach(async () => {
    scratch = await mkdtemp(join(tmpdir(), "fivetran-deploy-"));
    api = await Api.start({ seed: { groups: [{ id: "main", name: "warehouse" }] } });
    await mkdir(join(scratch, "project"));
    await writeFile(join(scratch, "project", "connector.py"), CONNECTOR);
    await writeFile(join(scratch, "project", "configuration.json"), JSON.stringify({ token: SECRET }));
    await writeSettings(join(scratch, "home"), api.server.url);
    return async () => {
      await api.stop();
      await rm(scratch, { recursive: true });
    };
  });

  const deploy = (...args: readonly string[]): Promise<Ended> => {
    const { apiKey, apiSecret } = api.server;
    const key = Buffer.from(`${apiKey}:${apiSecret}`).toString("base64");
    const home = join(scratch, "home");
    const command = ["deploy", "--api-key", key, "--destination", "warehouse", "--connection", "orders"];
    return python.run("fivetran", [...command, "--force", ...args], {
      cwd: join(scratch, "project"),
      env: { PATH: process.env["PATH"], HOME: home, USERPROFILE: home },
    });
  };

  it("creates a connection, and updates it", async ({ skip }) => {
    skip(python.missing !== undefined, python.missing);
    expect(await deploy()).toMatchObject({ exitCode: 0 });
    const [created] = itemsOf(await api.get("/v1/connections?group_id=main&schema=orders"));
    const path = `/v1/connections/${String(created?.["id"])}`;
    const { data: first } = await api.get(path);
    expect(first).toMatchObject({
      service: "connector_sdk",
      schema: "orders",
      paused: true,
      sync_frequency: 360,
      destination_schema_names: "FIVETRAN_NAMING",
      status: { setup_state: "connected" },
      config: { python_version: "3.14", secrets_list: [{ key: "token", value: "******" }] },
    });
    const updated = await deploy("--python-version", "3.12");
    expect(updated).toMatchObject({ exitCode: 0 });
    const { data: second } = await api.get(path);
    expect(second).toMatchObject({ config: { python_version: "3.12" } });
    expect(packageOf(second)).not.toBe(packageOf(first));
    expect(itemsOf(await api.get("/v1/connections"))).toHaveLength(1);
    // It never deletes the package before.
    expect(itemsOf(await api.get("/v1/connector-sdk/packages"))).toHaveLength(2);
    expect(JSON.stringify(api.control.journal())).not.toContain(SECRET);
  });

  it("says which setup tests failed, and leaves the connection, which the next deploy finds", async ({
    skip,
  }) => {
    skip(python.missing !== undefined, python.missing);
    const failing = { title: "Start", status: "FAILED", message: "connector.py ends at once" } as const;
    const rule = await api.control.setupTests.add({ service: "connector_sdk", tests: [failing] });
    const failed = await deploy();
    expect(failed.exitCode).toBe(1);
    expect(failed.output).toContain("connector.py ends at once");
    expect(itemsOf(await api.get("/v1/connections"))).toMatchObject([
      { schema: "orders", status: { setup_state: "incomplete" } },
    ]);
    await api.control.setupTests.remove(rule);
    expect(await deploy()).toMatchObject({ exitCode: 0 });
    expect(itemsOf(await api.get("/v1/connections"))).toMatchObject([
      { schema: "orders", status: { setup_state: "connected" } },
    ]);
  });
});

/** Where the command line looks for the API, by its own settings, and that it need not ask a registry for a newer version of itself. */
async function writeSettings(home: string, url: string): Promise<void> {
  const folder = join(home, ".fivetran", "connector_sdk");
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "_config.json"), JSON.stringify({ production_base_url: url }));
  await writeFile(join(folder, "_last_version_check"), String(Math.floor(Date.now() / 1000)));
}

function packageOf(connection: unknown): unknown {
  return (connection as { config: { package_id: unknown } }).config.package_id;
}
