import { FivetranClient } from "@pulumi-fivetran/sdk";
import { type LocalServer, startServer } from "@pulumi-fivetran/server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { program } from "../support/programs";
import { TestStack } from "../support/stack";

/** A warehouse with a certificate and a source behind an SSH server that Fivetran does not know; both lists as JavaScript. */
function untrusted(certificates: readonly string[], fingerprints: readonly string[]): string {
  return program(`
const group = new fivetran.Group("g", { name: "g" });
const warehouse = new fivetran.Destination("w", {
  groupId: group.id, service: "snowflake", timeZoneOffset: "0",
  config: { host: "untrusted-certificate.test", password: "hunter2-hunter2" },
  trustedCertificates: ${JSON.stringify(certificates)},
});
const orders = new fivetran.Connector("orders", {
  groupId: warehouse.groupId, service: "postgres", destinationSchema: { prefix: "orders" },
  config: { host: "db.acme.com", tunnel_host: "untrusted-fingerprint.test", user: "fivetran", password: "hunter2-hunter2" },
  trustedFingerprints: ${JSON.stringify(fingerprints)},
});
exports.connectorId = orders.id;
`);
}

/** From a host that nobody knows to a running connector, by what the errors say alone. Each test goes on where the one before ended. */
describe("trust by allow-list", () => {
  let server: LocalServer;
  let stack: TestStack;
  let client: FivetranClient;
  let certificate: string;
  let fingerprint: string;

  beforeAll(async () => {
    server = await startServer();
    stack = await TestStack.open({ server, program: untrusted([], []) });
    client = new FivetranClient({ apiKey: server.apiKey, apiSecret: server.apiSecret, baseUrl: server.url });
  });
  afterAll(async () => {
    await stack.close();
    await server.stop();
  });

  /** The hash that an error tells to name. */
  const told = (list: string, output: string): string => {
    const hash = new RegExp(`${list}: \\["([^"]+)"\\]`).exec(output)?.[1];
    if (hash === undefined) throw new Error(`no hash for ${list} in:\n${output}`);
    return hash;
  };

  it("fails on a certificate that is not named, and says its hash", async () => {
    const up = await stack.up();
    expect(up.exitCode).not.toBe(0);
    certificate = told("trustedCertificates", up.output);
    expect(up.output).toContain(
      `the certificate with the hash '${certificate}' ("CN=untrusted-certificate.test")`,
    );
    expect(up.output).not.toContain("hunter2");
  });

  it("approves it once it is named, and fails on the next thing in the same way", async () => {
    stack.program = untrusted([certificate], ["another"]);
    const up = await stack.up();
    expect(up.exitCode).not.toBe(0);
    expect(up.output).toContain(`approved the certificate '${certificate}', which the program names`);
    fingerprint = told("trustedFingerprints", up.output);
    const [group] = await client.groups.list().all();
    const trusted = await client.certificates.listDestinationCertificates(group?.id ?? "").all();
    expect(trusted.map(({ hash }) => hash)).toEqual([certificate]);
  });

  it("[6 Trust] ends connected, with nothing approved that is not named; then nothing changes", async () => {
    stack.program = untrusted([certificate], [fingerprint]);
    expect((await stack.up()).exitCode).toBe(0);
    const { connectorId } = (await stack.outputs()) as { connectorId: string };
    expect((await client.connections.retrieve(connectorId)).status?.setupState).toBe("connected");
    const trusted = await client.certificates.listConnectionFingerprints(connectorId).all();
    expect(trusted.map(({ hash }) => hash)).toEqual([fingerprint]);
    expect(await stack.up("--refresh", "--expect-no-changes")).toMatchObject({
      exitCode: 0,
      resources: { unchanged: 4 },
    });
  });

  it("says in the preview that what is taken out stays trusted", async () => {
    stack.program = untrusted([certificate], []);
    const preview = await stack.preview();
    expect(preview.resources).toEqual({ update: 1, unchanged: 3 });
    expect(preview.output).toContain(`no longer names '${fingerprint}'`);
    expect((await stack.up()).resources).toEqual({ updated: 1, unchanged: 3 });
    const { connectorId } = (await stack.outputs()) as { connectorId: string };
    expect(await client.certificates.listConnectionFingerprints(connectorId).all()).toHaveLength(1);
  });
});
