import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { FivetranClient } from "@pulumi-fivetran/sdk";
import { type LocalServer, startServer } from "@pulumi-fivetran/server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type CommandRun, runCommand } from "../support/commandProcess";
import { pipeline } from "../support/programs";
import { TestStack } from "../support/stack";

const PASSWORD = "correct-horse-battery-staple";

interface Row {
  readonly kind: string;
  readonly what: string;
  readonly path: string | null;
  readonly declared: unknown;
  readonly live: unknown;
}

/** Each test goes on where the one before ended. */
describe("fivetranctl drift", () => {
  let server: LocalServer;
  let stack: TestStack;
  let client: FivetranClient;
  let folder: string;

  beforeAll(async () => {
    server = await startServer();
    client = new FivetranClient({ apiKey: server.apiKey, apiSecret: server.apiSecret, baseUrl: server.url });
    stack = await TestStack.open({ server, program: pipeline({ password: PASSWORD }) });
    expect((await stack.up()).resources).toEqual({ created: 6 });
    folder = await mkdtemp(join(tmpdir(), "fivetranctl-drift-"));
    // Secrets stay encrypted: nothing that is compared needs them.
    await writeFile(join(folder, "stack.json"), await stack.exportText());
  });
  afterAll(async () => {
    await stack.close();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  });
  const drift = (...args: string[]): Promise<CommandRun> =>
    runCommand(["drift", "--state", "stack.json", ...args], { server, folder });

  it("finds none where there is none, and exits with 0", async () => {
    server.control.clearJournal();
    const ran = await drift("--json");
    expect([ran.code, JSON.parse(ran.out)]).toEqual([0, []]);
    expect(server.control.journal().filter(({ method }) => method !== "GET")).toEqual([]);
    expect((await drift("--markdown")).out).toContain("no drift");
  });

  it("names each setting that is otherwise, what is gone, and no secret; exits with 5", async () => {
    const [group] = await client.groups.list().all();
    const connection = await client.connections
      .list()
      .readable()
      .find(({ schema }) => schema === "orders");
    await client.groups.update(group?.id ?? "", { name: "renamed | by hand" });
    await client.connections.update(connection?.id ?? "", { config: { host: "elsewhere.acme.com" } });
    const schemas = await client.connectionSchemas.retrieve(connection?.id ?? "");
    const [schema = "", { tables = {} } = {}] = Object.entries(schemas.schemas)[0] ?? [];
    const hashed = Object.entries(tables).flatMap(([table, { columns = {} }]) =>
      Object.entries(columns).flatMap(([column, each]) => (each.hashed === true ? [{ table, column }] : [])),
    );
    const [first] = hashed;
    await client.connectionSchemas.updateColumn(
      connection?.id ?? "",
      schema,
      first?.table ?? "",
      first?.column ?? "",
      {
        hashed: false,
      },
    );
    const ran = await drift("--json");
    const rows = JSON.parse(ran.out) as Row[];
    expect(ran.code).toBe(5);
    expect(rows.map(({ kind, what, path }) => `${kind} ${what} ${path ?? ""}`).sort()).toEqual([
      "Connector changed config.host",
      "Group changed name",
      `SchemaConfig changed schemas.${schema}.tables.${first?.table ?? ""}.columns.${first?.column ?? ""}.hashed`,
    ]);
    expect(rows.find(({ kind }) => kind === "Group")?.live).toBe("renamed | by hand");
    const markdown = await drift("--markdown");
    expect(markdown.code).toBe(5);
    expect(markdown.out).toContain("renamed \\| by hand");
    await client.connections.delete(connection?.id ?? "");
    const after = JSON.parse((await drift("--json")).out) as Row[];
    expect(after.filter(({ what }) => what === "gone").map(({ kind }) => kind)).toContain("Connector");
    expect(`${ran.out}${markdown.out}`).not.toContain(PASSWORD);
  });

  it("refuses what is no export of a stack", async () => {
    await writeFile(join(folder, "odd.json"), '{"password": "hush"}');
    const ran = await runCommand(["drift", "--state", "odd.json"], { server, folder });
    expect(ran.code).toBe(2);
    expect(ran.said).toContain("pulumi stack export");
  });
});
