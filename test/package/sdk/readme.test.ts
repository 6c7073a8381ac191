import { createHmac } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import type { RequestListener, Server } from "node:http";
import * as http from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as sdk from "@pulumi-fivetran/sdk";
import type { LocalServer } from "@pulumi-fivetran/server";
import { startServer } from "@pulumi-fivetran/server";
import ts from "typescript";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { zipOf } from "../../server/support/package.ts";
import { compile } from "./compile.ts";
import { blocksOf } from "./readmeBlocks.ts";

const require = createRequire(import.meta.url);
const BLOCKS = blocksOf(new URL("../../../sdk/README.md", import.meta.url));

/** Blocks that use what the local server does not serve yet. A test fails when it does: then the block is to be run. */
const ONLY_COMPILED: readonly string[] = [];

/** What a reader of the page has from the blocks before. {@link run} gives the same. */
const DECLARATIONS = `
export {};
declare global {
  const client: import("@pulumi-fivetran/sdk").FivetranClient;
  const group: import("@pulumi-fivetran/sdk").Group;
  const apiKey: string;
  const apiSecret: string;
  const customService: typeof import("@pulumi-fivetran/sdk").customService;
  const FivetranClient: typeof import("@pulumi-fivetran/sdk").FivetranClient;
}`;

const COMPILER: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  types: ["node"],
};

/** The account that the page speaks of. */
const SEED = {
  groups: [{ id: "decent_dropsy", name: "warehouse" }],
  destinations: [{ groupId: "decent_dropsy", service: "snowflake" }],
  connections: [
    { id: "harbour_choking", groupId: "decent_dropsy", service: "postgres", schema: "orders", paused: true },
  ],
};

const WEBHOOK_SECRET = "the-webhook-secret";

describe("the code in sdk/README.md", () => {
  let server: LocalServer;

  /** Where the files of the page are. */
  let folder: string;
  let client: sdk.FivetranClient;
  const servers: Server[] = [];

  beforeEach(async () => {
    server = await startServer({ seed: SEED });
    folder = await mkdtemp(join(tmpdir(), "pulumi-fivetran-readme-"));
    await writeFile(join(folder, "code.zip"), zipOf({ "connector.py": "" }));
    client = new (localClient())();
    vi.stubEnv("FIVETRAN_API_KEY", server.apiKey);
    vi.stubEnv("FIVETRAN_API_SECRET", server.apiSecret);
    vi.stubEnv("FIVETRAN_WEBHOOK_SECRET", WEBHOOK_SECRET);
  });
  afterEach(async () => {
    vi.unstubAllEnvs();
    vi.restoreAllMocks();
    for (const each of servers.splice(0)) each.close();
    await server.stop();
    await rm(folder, { recursive: true });
  });

  /** The client as the page makes it, only that it asks the local server, whatever its credentials are called. */
  function localClient(): new (options?: Partial<sdk.FivetranClientOptions>) => sdk.FivetranClient {
    const { url: baseUrl, apiKey, apiSecret } = server;
    return class extends sdk.FivetranClient {
      constructor(options: Partial<sdk.FivetranClientOptions> = {}) {
        super({ ...options, baseUrl, apiKey, apiSecret });
      }
    };
  }

  /** Runs a block as a program of its own. Answers the value of each expression that a comment says the value of. */
  async function run(code: string): Promise<{ value: unknown; said: unknown }[]> {
    const told: { value: unknown; said: unknown }[] = [];
    const asking = code.replace(
      /^(\S.*\)?);? \/\/ (\[.*\]|true|false)$/gm,
      (line, value: string, said: string) =>
        said.includes("…") ? line : `told({ value: ${value.replace(/;$/, "")}, said: ${said} });`,
    );
    const placed = asking.replaceAll(/"(\w+\.zip)"/g, (_, name: string) =>
      JSON.stringify(join(folder, name)),
    );
    const javascript = ts.transpileModule(placed, {
      compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.CommonJS },
    }).outputText;
    const modules: Record<string, unknown> = {
      "@pulumi-fivetran/sdk": { ...sdk, FivetranClient: localClient() },
      "node:http": { ...http, createServer: serverOnAnyPort },
    };
    const scope = {
      require: (name: string): unknown => modules[name] ?? require(name),
      exports: {},
      told: (each: { value: unknown; said: unknown }) => told.push(each),
      client,
      group: await client.groups.retrieve("decent_dropsy"),
      apiKey: server.apiKey,
      apiSecret: server.apiSecret,
      // The local server knows no service that is newer than this version: another stands for it.
      customService: () => sdk.customService("stripe"),
      FivetranClient: localClient(),
    };
    // In a function of its own, so that what the page declares anew does not meet the parameters.
    const body = `return (async () => {\n${javascript}\n})();`;
    const program = new Function(...Object.keys(scope), body) as (...values: unknown[]) => Promise<void>;
    await program(...Object.values(scope));
    return told;
  }

  function serverOnAnyPort(listener: RequestListener): Server {
    const made = http.createServer(listener);
    const listen = made.listen.bind(made);
    made.listen = () => listen(0, "127.0.0.1");
    servers.push(made);
    return made;
  }

  it("is all found", () => {
    expect(BLOCKS.map(({ name }) => name)).toEqual([
      "@pulumi-fivetran/sdk 1",
      "The client 1",
      "client.webhooks 1",
      "Packages of the Connector SDK 1",
      "Lists 1",
      "Lists 2",
      "Lists 3",
      "Errors 1",
      "A creation whose answer was lost 1",
      "Limits 1",
      "Observability 1",
      "Services 1",
      "Services 2",
      "Services 3",
      "Webhooks 1",
    ]);
    expect(ONLY_COMPILED.filter((name) => !BLOCKS.some((block) => block.name === name))).toEqual([]);
  });

  it.each(BLOCKS)("compiles: $name", ({ code }) => {
    const { errors } = compile(ts, code + DECLARATIONS, COMPILER);
    expect(errors).toEqual([]);
  });

  it.each(BLOCKS.filter(({ name }) => !ONLY_COMPILED.includes(name)))("runs: $name", async ({ code }) => {
    vi.spyOn(console, "log").mockReturnValue(undefined);
    for (const { value, said } of await run(code)) expect(value).toEqual(said);
  });

  it.each(ONLY_COMPILED)("is not served yet: %s", async (name) => {
    await expect(run(codeOf(name))).rejects.toThrow(sdk.NotFoundError);
  });

  it("does what the page says", async () => {
    const log = vi.spyOn(console, "log").mockReturnValue(undefined);
    await run(codeOf("@pulumi-fivetran/sdk 1"));
    expect(log.mock.calls).toEqual([["orders", "paused"]]);
    expect(await groupNames()).toEqual(["warehouse", "analytics"]);

    log.mockClear();
    await run(codeOf("client.webhooks 1"));
    expect(log.mock.calls[0]?.[0]).toMatch(/triggered/);
    expect((await client.connections.retrieve("harbour_choking")).paused).toBe(true);

    log.mockClear();
    await run(codeOf("Lists 2"));
    expect(log.mock.calls).toEqual([[["orders"]]]);

    log.mockClear();
    await run(codeOf("Errors 1"));
    expect(log.mock.calls).toEqual([["there is none:", "NotFound_Connection"]]);

    await run(codeOf("Packages of the Connector SDK 1"));
    expect(await readFile(join(folder, "copy.zip"))).toEqual(await readFile(join(folder, "code.zip")));

    await run(codeOf("Services 1"));
    expect(await connectionsBy("service")).toEqual(["postgres", "postgres", "stripe"]);

    await run(codeOf("Services 2"));
    const { config } = await client.connections.retrieve("harbour_choking");
    expect(config).toMatchObject({ port: 5433, anything: "goes" });

    const told = await run(codeOf("Services 3"));
    expect(told.length).toBeGreaterThanOrEqual(2);
  });

  it("receives webhooks as the page says", async () => {
    const log = vi.spyOn(console, "log").mockReturnValue(undefined);
    await run(codeOf("Webhooks 1"));
    const [receiver = http.createServer()] = servers;
    if (!receiver.listening) await once(receiver, "listening");
    const { port } = receiver.address() as AddressInfo;
    const body = JSON.stringify({
      event: "sync_end",
      created: "2026-01-01T00:00:00.000Z",
      connector_name: "orders",
      data: { status: "SUCCESSFUL" },
    });
    const deliver = async (signature: string): Promise<number> => {
      const headers = { "x-fivetran-signature-256": signature };
      return (await fetch(`http://127.0.0.1:${port}`, { method: "POST", body, headers })).status;
    };
    expect(await deliver("00")).toBe(401);
    expect(await deliver(createHmac("sha256", WEBHOOK_SECRET).update(body).digest("hex"))).toBe(200);
    expect(log.mock.calls).toEqual([["orders", "SUCCESSFUL"]]);
  });

  async function groupNames(): Promise<string[]> {
    return (
      await client.groups
        .list()
        .strict({ required: ["name"] })
        .toArray()
    ).map(({ name }) => name);
  }

  async function connectionsBy(field: "service"): Promise<string[]> {
    return (
      await client.connections
        .list()
        .strict({ required: [field] })
        .toArray()
    ).map((connection) => connection[field]);
  }
});

function codeOf(name: string): string {
  const block = BLOCKS.find((each) => each.name === name);
  if (block === undefined) throw new Error(`README.md has no block ${name}`);
  return block.code;
}
