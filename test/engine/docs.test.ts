import { readFileSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { FivetranClient } from "@pulumi-fivetran/sdk";
import { type LocalServer, startServer } from "@pulumi-fivetran/server";
import ts from "typescript";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { compile } from "../package/sdk/compile.ts";
import { Receiver } from "../server/support/receiver.ts";
import { docsJavaScript, docsProgram, pageFiles } from "../support/docs.ts";
import { TestStack } from "../support/stack.ts";

const COMPILER: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  types: ["node"],
};

/** What the pages say is there before. */
const SEED = {
  groups: [{ id: "decent_dropsy", name: "finance" }],
  destinations: [{ groupId: "decent_dropsy", service: "snowflake" }],
  connections: [
    { id: "harbour_choking", groupId: "decent_dropsy", service: "postgres", schema: "ledger" },
    { id: "crisp_falcon", groupId: "decent_dropsy", service: "google_ads", schema: "ads" },
  ],
};

/** Every example of every page is a part of one program; each test goes on where the one before ended. */
describe("the code in docs/, on the real engine", () => {
  let server: LocalServer;
  let receiver: Receiver;
  let stack: TestStack;
  let client: FivetranClient;

  beforeAll(async () => {
    receiver = await Receiver.start();
    server = await startServer({ seed: SEED, allowHttpWebhooks: true });
    client = new FivetranClient({ apiKey: server.apiKey, apiSecret: server.apiSecret, baseUrl: server.url });
    const program = docsJavaScript().replaceAll(/https:\/\/hooks\.acme\.com\/\w*/g, receiver.url);
    const secrets = ["LOYALTY_BASE_URL", "LOYALTY_BEARER_TOKEN", "MAILING_X_USERNAME", "MAILING_PASSWORD"];
    const env = Object.fromEntries(secrets.map((name) => [`SFL_${name}`, `the-${name}-of-the-test`]));
    stack = await TestStack.open({ server, program, env });
    for (const name of ["loyalty", "mailing"]) {
      const code = join(stack.folder, "project", "sources", name);
      await mkdir(code, { recursive: true });
      await writeFile(join(code, "connector.py"), "pass\n");
    }
    const code = join(stack.folder, "project", "connectors", "virtuous");
    await mkdir(code, { recursive: true });
    await writeFile(join(code, "connector.py"), "pass\n");
    for (const [, name = ""] of program.matchAll(/cfg\.require(?:Secret)?\("(\w+)"\)/g))
      await stack.config(name, `the-${name}-of-the-test`);
  });
  afterAll(async () => {
    await stack.close();
    await server.stop();
    await receiver.stop();
  });

  it("compiles as a user's program", () => {
    expect(compile(ts, docsProgram(), COMPILER).errors).toEqual([]);
  });

  it("makes every resource that has a page", async () => {
    const up = await stack.up();
    expect(up.output).not.toMatch(/error/i);
    // A followed policy meets a table that is always synced, as docs/schema-config.md says.
    const warnings = up.output.split("\n").filter((line) => /warning/i.test(line));
    expect(warnings.filter((line) => !line.includes("does not let it be changed"))).toEqual([]);
    const made = new Set((await stack.resources()).map(({ type }) => type));
    const types = pageFiles().flatMap((file) => {
      const [, type] = /^- \*\*Type\*\*: `(.+)`\.$/m.exec(readFileSync(file, "utf8")) ?? [];
      return type === undefined ? [] : [type];
    });
    expect(types.length).toBeGreaterThan(25);
    expect(types.filter((type) => !made.has(type))).toEqual([]);
  });

  it("changes nothing when it runs again", async () => {
    const { resources, output } = await stack.up();
    expect(output).not.toMatch(/error/i);
    expect(Object.keys(resources)).toEqual(["unchanged"]);
  });

  it("is destroyed, and leaves what was there before", async () => {
    expect((await stack.destroy()).output).not.toMatch(/error/i);
    expect((await client.groups.list().all()).map(({ name }) => name)).toEqual(["finance"]);
    const left = (await client.connections.list({}).all()).map(({ id }) => id);
    expect(left.sort()).toEqual(SEED.connections.map(({ id }) => id).sort());
  });
});
