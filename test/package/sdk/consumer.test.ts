import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { LocalServer } from "@pulumi-fivetran/server";
import { startServer } from "@pulumi-fivetran/server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { install, pack } from "../../support/packed.ts";
import { TestStack } from "../../support/stack.ts";

const run = promisify(execFile);

/** What every consumer does, in words that JavaScript and TypeScript share. It prints its result. */
const BODY = `
const { FIVETRAN_API_URL = "", FIVETRAN_API_KEY = "", FIVETRAN_API_SECRET = "", GROUP_NAME = "" } = process.env;
const client = new FivetranClient({ apiKey: FIVETRAN_API_KEY, apiSecret: FIVETRAN_API_SECRET, baseUrl: FIVETRAN_API_URL });

async function main() {
  const group = await client.groups.create({ name: GROUP_NAME });
  await client.destinations.create({
    groupId: group.id, service: "snowflake", timeZoneOffset: "0", runSetupTests: false, config: { host: "acme.snowflakecomputing.com" },
  });
  const orders = await client.connections.create({
    groupId: group.id, service: "postgres", paused: true, runSetupTests: false, config: { schema_prefix: "orders", port: 5432 },
  });
  const changed = await client.connections.update(orders.id, { service: "postgres", runSetupTests: false, config: { port: 5433 } });
  const schemas = [];
  for await (const { schema } of client.groups.listConnections(group.id)) schemas.push(schema);
  const isGone = await client.groups.retrieve("no_such_group").catch(isNotFound);
  const signed = verifyWebhookSignature("{}", "00", "secret");
  const secrets = serviceMetadata("connection", "postgres")?.secretPaths;
  return { group: group.name, port: Number(changed.config?.["port"]), schemas, isGone, signed, secrets };
}
main().then((result) => console.log(JSON.stringify(result)));
`;

const RESULT = {
  port: 5433,
  schemas: ["orders"],
  isGone: true,
  signed: false,
  secrets: expect.arrayContaining(["auth", "config.password"]) as unknown,
};

const IMPORTS = `import { FivetranClient, isNotFound, verifyWebhookSignature } from "@pulumi-fivetran/sdk";
import { serviceMetadata } from "@pulumi-fivetran/sdk/services";
`;

const REQUIRES = `const { FivetranClient, isNotFound, verifyWebhookSignature } = require("@pulumi-fivetran/sdk");
const { serviceMetadata } = require("@pulumi-fivetran/sdk/services");
`;

/** What a compiler that sees the types finds wrong, and one that does not would not. */
const TYPED = `
import type { Connection } from "@pulumi-fivetran/sdk";
export const wrong = (): Promise<Connection> =>
  // @ts-expect-error The service has no such setting.
  client.connections.create({ groupId: "g", service: "postgres", config: { schema_prefix: "s", hots: "h" } });
`;

interface Consumer {
  readonly name: string;
  readonly file: string;
  readonly program: string;
  readonly type?: "module";

  /** Packages besides ours. */
  readonly packages?: readonly string[];

  /** Those of a compiler, which is run first, into `out`. */
  readonly compilerOptions?: object;
}

const STRICT = { strict: true, skipLibCheck: false, outDir: "out", rootDir: ".", types: ["node"] };
const NODE16 = { ...STRICT, target: "es2022", module: "node16", moduleResolution: "node16" };
const TYPESCRIPT_6 = ["typescript@6.0.3", "@types/node@24"];

const CONSUMERS: readonly Consumer[] = [
  { name: "CommonJS", file: "index.js", program: REQUIRES + BODY },
  { name: "ES modules", file: "index.js", type: "module", program: IMPORTS + BODY },
  {
    name: "TypeScript 6, strict, moduleResolution node16",
    file: "index.ts",
    program: IMPORTS + BODY + TYPED,
    packages: TYPESCRIPT_6,
    compilerOptions: NODE16,
  },
  {
    name: "TypeScript 6, strict, moduleResolution node16, ES modules",
    file: "index.ts",
    type: "module",
    program: IMPORTS + BODY + TYPED,
    packages: TYPESCRIPT_6,
    compilerOptions: NODE16,
  },
  {
    name: "TypeScript 5, strict, moduleResolution node",
    file: "index.ts",
    program: IMPORTS + BODY + TYPED,
    packages: ["typescript@5.9.3", "@types/node@24"],
    compilerOptions: { ...STRICT, target: "es2020", module: "commonjs", moduleResolution: "node" },
  },
];

/** A Pulumi program that also asks the client. TypeScript 3.8 has `?.`, but no `@ts-expect-error`. */
const BESIDE_THE_PROVIDER = `
import * as fivetran from "pulumi-fivetran";
${IMPORTS}
const { FIVETRAN_API_URL = "", FIVETRAN_API_KEY = "", FIVETRAN_API_SECRET = "" } = process.env;
const client = new FivetranClient({ apiKey: FIVETRAN_API_KEY, apiSecret: FIVETRAN_API_SECRET, baseUrl: FIVETRAN_API_URL });
const group = new fivetran.Group("beside", { name: "beside" });
export const made = group.id.apply(async (id) => (await client.groups.retrieve(id)).name);
export const gone = client.groups.retrieve("no_such_group").then(() => false, isNotFound);
export const signed = verifyWebhookSignature("{}", "00", "secret");
export const naming = serviceMetadata("connection", "postgres")?.naming;
`;

describe("the packed client in a blank project", () => {
  let folder: string;
  let sdk: string;
  let core: string;
  let provider: string;
  let server: LocalServer;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "pulumi-fivetran-client-"));
    [sdk = "", core = "", provider = ""] = await pack(folder, "sdk", "core", "provider");
    server = await startServer();
  });
  afterAll(async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it.each(CONSUMERS)("calls the API: $name", async (consumer) => {
    const { name, file, program, type, packages = [], compilerOptions } = consumer;
    const project = join(folder, name.replace(/\W+/g, "-"));
    await mkdir(project);
    await writeFile(join(project, "package.json"), JSON.stringify({ name: "c", private: true, type }));
    await writeFile(join(project, file), program);
    await install(project, sdk, ...packages);
    if (compilerOptions !== undefined) {
      await writeFile(join(project, "tsconfig.json"), JSON.stringify({ compilerOptions, files: [file] }));
      const compiled = await run("node_modules/.bin/tsc", ["-p", "."], { cwd: project }).catch(
        (error: unknown) => error as { stdout: string },
      );
      expect(compiled.stdout).toBe("");
    }
    const entry = compilerOptions === undefined ? file : join("out", file.replace(/ts$/, "js"));
    const env = {
      FIVETRAN_API_URL: server.url,
      FIVETRAN_API_KEY: server.apiKey,
      FIVETRAN_API_SECRET: server.apiSecret,
      GROUP_NAME: name,
    };
    const { stdout, stderr } = await run(process.execPath, [entry], { cwd: project, env });
    expect(stderr).toBe("");
    expect(JSON.parse(stdout)).toEqual({ ...RESULT, group: name });
  });

  it("calls the API beside the provider, in a program that Pulumi's own TypeScript 3.8 has checked", async () => {
    const prepare = async (project: string): Promise<string> => {
      const manifest = { name: "c", private: true, main: "index.ts" };
      await writeFile(join(project, "package.json"), JSON.stringify(manifest));
      const pulumi = { name: "c", runtime: "nodejs", main: "index.ts" };
      await writeFile(join(project, "Pulumi.yaml"), JSON.stringify(pulumi));
      await install(project, sdk, core, provider, "@pulumi/pulumi@3.270.0");
      return "index.ts";
    };
    const stack = await TestStack.open({ server, program: BESIDE_THE_PROVIDER, prepare });
    try {
      const { exitCode, output } = await stack.up();
      expect(output).not.toContain("error");
      expect(exitCode).toBe(0);
      const expected = { made: "beside", gone: true, signed: false, naming: "schemaPrefix" };
      expect(await stack.outputs()).toEqual(expected);
      stack.program = `${BESIDE_THE_PROVIDER}client.destinations.create({ groupId: "g", service: "snowflake", timeZoneOffset: "0", config: { hots: "h" } });`;
      const wrong = await stack.up();
      expect(wrong.exitCode).not.toBe(0);
      expect(wrong.output).toContain("'hots' does not exist in type 'SnowflakeConfig'");
    } finally {
      await stack.close();
    }
  });
});
