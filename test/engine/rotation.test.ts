import { FivetranClient } from "@pulumi-fivetran/sdk";
import { type LocalServer, startServer } from "@pulumi-fivetran/server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { program } from "../support/programs";
import { TestStack } from "../support/stack";

const PASSWORD = "correct-horse-battery-staple";
const TOKEN = "an-even-more-correct-horse";

function rotating(trigger?: string): string {
  const rotation = trigger === undefined ? "" : `rotationTrigger: ${JSON.stringify(trigger)},`;
  return program(`
const group = new fivetran.Group("g", { name: "g" });
const warehouse = new fivetran.Destination("w", {
  groupId: group.id, service: "snowflake", timeZoneOffset: "0", ${rotation}
  config: { host: "acme.snowflakecomputing.com", user: "fivetran", password: ${JSON.stringify(PASSWORD)} },
});
const orders = new fivetran.Connector("orders", {
  groupId: warehouse.groupId, service: "postgres", destinationSchema: { prefix: "orders" }, ${rotation}
  config: { host: "db.acme.com", user: "fivetran", password: ${JSON.stringify(PASSWORD)} },
  auth: { client_access: { client_id: "id", client_secret: ${JSON.stringify(TOKEN)} } },
});
exports.connectorId = orders.id;
exports.groupId = group.id;
`);
}

/** Each test goes on where the one before ended. */
describe("declared secrets on the real engine", () => {
  let server: LocalServer;
  let stack: TestStack;
  let client: FivetranClient;

  beforeAll(async () => {
    server = await startServer();
    stack = await TestStack.open({ server, program: rotating() });
    client = new FivetranClient({ apiKey: server.apiKey, apiSecret: server.apiSecret, baseUrl: server.url });
    expect((await stack.up()).exitCode).toBe(0);
  });
  afterAll(async () => {
    await stack.close();
    await server.stop();
  });

  const patches = (): unknown[] =>
    server.control
      .journal()
      .filter(({ method }) => method === "PATCH")
      .map(({ body }) => body);
  const expectNoSecret = (text: string): void => {
    for (const secret of [PASSWORD, TOKEN]) expect(text).not.toContain(secret);
  };
  const masked = { password: "******" };
  const auth = { client_access: { client_id: "******", client_secret: "******" } };

  it("are all sent again and tested when the rotationTrigger is new, and nothing is replaced", async () => {
    server.control.clearJournal();
    stack.program = rotating("2026-11");
    const preview = await stack.preview("--diff");
    expect(preview.resources).toEqual({ update: 2, unchanged: 2 });
    const up = await stack.up("--diff");
    expect(up.resources).toEqual({ updated: 2, unchanged: 2 });
    expect(patches()).toEqual([
      { config: masked, run_setup_tests: true },
      { config: masked, auth, run_setup_tests: true },
    ]);
    expectNoSecret(preview.output + up.output);
    expect(await stack.up("--refresh", "--expect-no-changes")).toMatchObject({ resources: { unchanged: 4 } });
  });

  it("are not sent when the trigger is taken out", async () => {
    server.control.clearJournal();
    stack.program = rotating();
    expect((await stack.up()).resources).toEqual({ updated: 2, unchanged: 2 });
    expect(patches()).toEqual([]);
  });

  it("are drift when Fivetran has them no more: refreshed, shown, sent again", async () => {
    const { connectorId, groupId } = (await stack.outputs()) as { connectorId: string; groupId: string };
    const config = { password: null };
    await client.connections.update(connectorId, { config, runSetupTests: false });
    await client.destinations.update(groupId, { config, runSetupTests: false });
    const refresh = await stack.refresh();
    expect(refresh.resources).toEqual({ updated: 2, unchanged: 2 });
    const lost = "warning: %: config.password is not set at Fivetran any more";
    expect(refresh.output).toContain(lost.replace("%", `Connector '${connectorId}'`));
    expect(refresh.output).toContain(lost.replace("%", `Destination '${groupId}'`));
    server.control.clearJournal();
    const up = await stack.up("--diff");
    expect(up.resources).toEqual({ updated: 2, unchanged: 2 });
    expect(patches()).toEqual([
      { config: masked, run_setup_tests: true },
      { config: masked, run_setup_tests: true },
    ]);
    expectNoSecret(refresh.output + up.output);
    expect(await stack.up("--refresh", "--expect-no-changes")).toMatchObject({ resources: { unchanged: 4 } });
  });

  it("are in no exported state in the clear, whatever was done", async () => {
    expectNoSecret(await stack.exportText());
  });
});
