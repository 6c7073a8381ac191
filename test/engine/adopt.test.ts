import { FivetranClient } from "@pulumi-fivetran/sdk";
import { type LocalServer, startServer } from "@pulumi-fivetran/server";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { program } from "../support/programs";
import { TestStack } from "../support/stack";

/** What exists is taken over by one word. Each test goes on where the one before ended. */
describe("adopt", () => {
  let server: LocalServer;
  let stack: TestStack;
  let client: FivetranClient;
  let ids: { group: string; connection: string };

  const adopting = ({ adopt = true, service = "postgres", host = "db.acme.com" } = {}): string => {
    const word = (id: string): string => (adopt ? `adopt: ${JSON.stringify(id)},` : "");
    return program(`
const group = new fivetran.Group("g", { ${word(ids.group)} name: "made by hand" });
const warehouse = new fivetran.Destination("w", {
  ${word(ids.group)} groupId: group.id, service: "snowflake", timeZoneOffset: "0", config: { host: "acme.snowflakecomputing.com", password: "hunter2-hunter2" },
});
new fivetran.Connector("c", {
  ${word(ids.connection)} groupId: warehouse.groupId, service: ${JSON.stringify(service)}, destinationSchema: { prefix: "orders" },
  config: { host: ${JSON.stringify(host)}, password: "hunter2-hunter2" },
});
`);
  };

  beforeAll(async () => {
    server = await startServer();
    client = new FivetranClient({ apiKey: server.apiKey, apiSecret: server.apiSecret, baseUrl: server.url });
    const group = await client.groups.create({ name: "made by hand" });
    await client.destinations.create({
      groupId: group.id,
      service: "snowflake",
      timeZoneOffset: "0",
      config: { host: "acme.snowflakecomputing.com", password: "an-old-password" },
    });
    const connection = await client.connections.create({
      groupId: group.id,
      service: "postgres",
      config: { schema_prefix: "orders", host: "old.acme.com", password: "an-old-password" },
    });
    ids = { group: group.id, connection: connection.id };
    stack = await TestStack.open({ server, program: "" });
  });
  afterAll(async () => {
    await stack.close();
    await server.stop();
  });

  it("refuses what differs where nothing can be changed, and sends nothing", async () => {
    stack.program = adopting({ service: "mysql" });
    server.control.clearJournal();
    const up = await stack.up();
    expect(up.exitCode).not.toBe(0);
    expect(up.output).toContain("service: declared 'mysql', there it is 'postgres'");
    const writes = server.control
      .journal()
      .filter(({ method, path }) => method !== "GET" && path.includes("/connections"));
    expect(writes).toEqual([]);
  });

  it("takes over what is there, updates what differs, and always sends declared secrets", async () => {
    stack.program = adopting();
    server.control.clearJournal();
    const up = await stack.up();
    expect(up.exitCode).toBe(0);
    expect(
      server.control.journal().filter(({ method, path }) => method === "POST" && path === "/v1/connections"),
    ).toEqual([]);
    const connection = await client.connections.retrieve(ids.connection);
    expect(connection.config?.["host"]).toBe("db.acme.com");
    expect((await stack.up()).resources).toEqual({ unchanged: 4 });
    expect((await stack.refresh()).resources).toEqual({ unchanged: 4 });
  });

  it("is no change when the word is taken out later", async () => {
    stack.program = adopting({ adopt: false });
    expect((await stack.up()).resources).toEqual({ unchanged: 4 });
  });

  it("fails for another id, and replaces nothing", async () => {
    stack.program = program(`new fivetran.Group("g", { name: "made by hand", adopt: "other_group" });`);
    const preview = await stack.preview();
    expect(preview.exitCode).not.toBe(0);
    expect(preview.output).toContain("acts at creation only");
  });
});

/** A replacement by command makes the new record first, and the provider sees that it is the same object only at the delete. */
describe("a resource that adopts its own object and is replaced by command", () => {
  let server: LocalServer;
  let stack: TestStack;
  let group: string;
  let urn: string;

  const declaring = (adopt: string): string =>
    program(`new fivetran.Group("g", { ${adopt} name: "made by hand" });`);
  const deletions = (): string[] =>
    server.control
      .journal()
      .filter(({ method }) => method === "DELETE")
      .map(({ path, status }) => `${path} ${status}`);

  beforeEach(async () => {
    server = await startServer();
    const { apiKey, apiSecret, url } = server;
    const client = new FivetranClient({ apiKey, apiSecret, baseUrl: url });
    ({ id: group } = await client.groups.create({ name: "made by hand" }));
    stack = await TestStack.open({ server, program: declaring(`adopt: "${group}",`) });
    expect((await stack.up()).exitCode).toBe(0);
    urn = (await stack.resources())[0]?.urn ?? "";
    const replaced = await stack.up("--replace", urn);
    expect(replaced.exitCode).not.toBe(0);
    expect(replaced.output).toContain("Remove `adopt` first and run `pulumi up`; then replace it.");
    // The record that waits for its deletion, beside the one that has adopted the object.
    expect((await stack.resources()).map(({ id }) => id)).toEqual([group, group]);
  });
  afterEach(async () => {
    await stack.close();
    await server.stop();
  });

  it("loses nothing while the program stays as it is, and is clean and replaced once the advice is followed", async () => {
    for (const flags of [[], ["--refresh"]]) {
      const again = await stack.up(...flags);
      expect(again.output).toContain("Remove `adopt` first");
      expect(again.exitCode).not.toBe(0);
    }
    stack.program = declaring("");
    const { exitCode, output } = await stack.up();
    expect(exitCode, output).toBe(0);
    expect(deletions()).toEqual([]);
    expect((await stack.resources()).map(({ id }) => id)).toEqual([group]);
    expect((await stack.up("--refresh")).resources).toEqual({ unchanged: 2 });
    expect((await stack.up("--replace", urn)).exitCode).toBe(0);
    expect(deletions()).toEqual([`/v1/groups/${group} 200`]);
    expect((await stack.resources()).map(({ id }) => id)).not.toEqual([group]);
  });

  it("is deleted once where the stack is destroyed before the advice is followed", async () => {
    expect((await stack.destroy()).exitCode).toBe(0);
    expect(deletions().filter((each) => each.endsWith(" 200"))).toEqual([`/v1/groups/${group} 200`]);
    expect(await stack.resources()).toEqual([]);
  });
});
