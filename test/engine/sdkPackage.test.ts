import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { FivetranClient } from "@pulumi-fivetran/sdk";
import { type LocalServer, startServer } from "@pulumi-fivetran/server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { program } from "../support/programs";
import { TestStack } from "../support/stack";

/** A connector of one's own from its code on; each test goes on where the one before ended. */
describe("a Connector SDK package on the real engine", () => {
  let server: LocalServer;
  let stack: TestStack;
  let client: FivetranClient;
  let root: string;

  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), "pulumi-fivetran-connector-"));
    await mkdir(join(root, "virtuous"));
    await writeFile(join(root, "virtuous", "connector.py"), "one");
    server = await startServer();
    const source = JSON.stringify(join(root, "virtuous"));
    stack = await TestStack.open({
      server,
      program: program(`
const group = new fivetran.Group("g", { name: "own" });
const warehouse = new fivetran.Destination("w", { groupId: group.id, service: "snowflake", timeZoneOffset: "0", config: { host: "acme.snowflakecomputing.com" } });
const pkg = new fivetran.ConnectorSdkPackage("virtuous", { source: ${source} });
new fivetran.Connector("virtuous", { groupId: warehouse.groupId, service: "connector_sdk", destinationSchema: { name: "virtuous" }, config: { package_id: pkg.id, python_version: "3.12" } });
exports.packageId = pkg.id;
exports.hash = pkg.fileSha256Hash;
`),
    });
    client = new FivetranClient({ apiKey: server.apiKey, apiSecret: server.apiSecret, baseUrl: server.url });
  });
  afterAll(async () => {
    await stack.close();
    await server.stop();
    await rm(root, { recursive: true, force: true });
  });

  const outputs = async () => (await stack.outputs()) as { packageId: string; hash: string };
  const upstream = async () =>
    (await client.connectorSdkPackages.retrieve((await outputs()).packageId)).fileSha256Hash;

  it("is uploaded, and the second up changes nothing", async () => {
    expect((await stack.preview()).resources).toEqual({ create: 5 });
    expect((await stack.up()).resources).toEqual({ created: 5 });
    expect(await upstream()).toBe((await outputs()).hash);
    expect((await stack.up()).resources).toEqual({ unchanged: 5 });
    expect((await stack.refresh()).resources).toEqual({ unchanged: 5 });
  });

  it("is replaced in place when a file changes, and its connector is not touched", async () => {
    const { packageId, hash } = await outputs();
    await writeFile(join(root, "virtuous", "connector.py"), "two");
    expect((await stack.preview()).resources).toEqual({ update: 1, unchanged: 4 });
    expect((await stack.up()).resources).toEqual({ updated: 1, unchanged: 4 });
    expect((await outputs()).packageId).toBe(packageId);
    expect((await outputs()).hash).not.toBe(hash);
    expect(await upstream()).toBe((await outputs()).hash);
  });

  it("shows another hash upstream as drift, and the next up puts it right", async () => {
    const { packageId, hash } = await outputs();
    await client.connectorSdkPackages.update(packageId, await otherPackage());
    expect((await stack.refresh()).resources).toEqual({ updated: 1, unchanged: 4 });
    expect((await stack.up()).resources).toEqual({ updated: 1, unchanged: 4 });
    expect(await upstream()).toBe(hash);
  });

  it("is not uploaded with a file that may hold secrets", async () => {
    await writeFile(join(root, "virtuous", "configuration.json"), '{"token":"hunter2"}');
    const { output, exitCode } = await stack.preview();
    expect(exitCode).not.toBe(0);
    expect(output).toContain("has a problem: source: 'configuration.json' in '");
    expect(output).not.toContain("unhandled exception");
    expect(output).not.toContain("hunter2");
    await rm(join(root, "virtuous", "configuration.json"));
  });

  it("goes after the connector that uses it", async () => {
    expect((await stack.destroy()).output).not.toMatch(/error/i);
    expect(await client.connectorSdkPackages.list().all()).toEqual([]);
  });

  async function otherPackage(): Promise<Uint8Array> {
    const { packSource } = await import("../../core/src/connectorSdk/package");
    await mkdir(join(root, "other"));
    await writeFile(join(root, "other", "connector.py"), "by hand");
    return packSource(join(root, "other")).bytes;
  }
});
