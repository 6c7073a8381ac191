import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { type LocalServer, startServer } from "@pulumi-fivetran/server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { install, pack } from "../support/packed.ts";
import { TestStack } from "../support/stack";

const run = promisify(execFile);
const NEWEST_PULUMI = "3.270.0";
/** What the package's peer dependency begins with. */
const OLDEST_PULUMI = "3.220.0";

/** A pipeline of single resources, as a user would write them. */
const PROGRAM = `
import * as pulumi from "@pulumi/pulumi";
import * as fivetran from "pulumi-fivetran";
const password = pulumi.secret("a-password-of-the-program");
const group = new fivetran.Group("analytics", { name: "analytics" });
const warehouse = new fivetran.Destination("warehouse", { groupId: group.id, service: "snowflake", region: "GCP_US_EAST4", timeZoneOffset: "-5", config: { host: "acme.snowflakecomputing.com", port: 443, database: "RAW", auth: "PASSWORD", user: "fivetran", password } });
const orders = new fivetran.Connector("orders", { groupId: warehouse.groupId, service: "postgres", destinationSchema: { prefix: "orders" }, config: { host: "db.acme.com", port: 5432, database: "shop", user: "fivetran", password, update_method: "XMIN" } });
const schema = new fivetran.SchemaConfig("orders", { connectorId: orders.id, schemaChangeHandling: "ALLOW_COLUMNS", schemas: { public: { tables: { customers: { columns: { email: { hashed: true } } }, audit_log: { enabled: false } } } } });
new fivetran.ConnectorSchedule("orders", { connectorId: schema.connectorId, syncFrequencyMinutes: 60, paused: false });
export const connector = orders.id;
`;

interface Consumer {
  readonly name: string;
  readonly file: string;
  /** Packages besides ours and Pulumi's. */
  readonly packages: readonly string[];
  /** Version of `@pulumi/pulumi`; the newest when not given. */
  readonly pulumi?: string;
  readonly manifest?: object;
  readonly compilerOptions?: object;
}

/** What design.md promises to support: Pulumi's own TypeScript support in its three common settings, and ES modules. */
const CONSUMERS: readonly Consumer[] = [
  {
    name: "TypeScript without a tsconfig, on the compiler that Pulumi brings",
    file: "index.ts",
    packages: [],
  },
  {
    name: "TypeScript 5 with moduleResolution node",
    file: "index.ts",
    packages: ["typescript@5.9.3"],
    compilerOptions: { target: "es2020", module: "commonjs", moduleResolution: "node", strict: true },
  },
  {
    name: "TypeScript 6 with moduleResolution node16",
    file: "index.ts",
    packages: ["typescript@6.0.3", "@types/node@24"],
    compilerOptions: {
      target: "es2022",
      module: "node16",
      moduleResolution: "node16",
      strict: true,
      types: ["node"],
    },
  },
  { name: "ES modules", file: "index.js", packages: [], manifest: { type: "module" } },
  { name: "the oldest supported @pulumi/pulumi", file: "index.ts", packages: [], pulumi: OLDEST_PULUMI },
];

describe("the packed packages in a blank project", () => {
  let folder: string;
  let tarballs: string[];
  let server: LocalServer;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "pulumi-fivetran-packed-"));
    tarballs = await pack(folder, "sdk", "core", "provider");
    server = await startServer();
  });
  afterAll(async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it("hold the licence and the readme, and no build information", async () => {
    for (const tarball of tarballs) {
      const { stdout } = await run("tar", ["-tzf", tarball]);
      expect(stdout).toContain("package/LICENSE");
      expect(stdout).toContain("package/README.md");
      expect(stdout).not.toContain("tsbuildinfo");
    }
    expect(tarballs).toHaveLength(3);
  });

  it.each(CONSUMERS)(
    "run on the engine: $name",
    async ({ name, file, packages, pulumi = NEWEST_PULUMI, manifest, compilerOptions }) => {
      const prepare = async (project: string): Promise<string> => {
        await writeFile(
          join(project, "package.json"),
          JSON.stringify({ name: "consumer", private: true, main: file, ...manifest }),
        );
        await writeFile(
          join(project, "Pulumi.yaml"),
          JSON.stringify({ name: "consumer", runtime: "nodejs", main: file }),
        );
        if (compilerOptions !== undefined) {
          await writeFile(join(project, "tsconfig.json"), JSON.stringify({ compilerOptions, files: [file] }));
        }
        await install(project, ...tarballs, `@pulumi/pulumi@${pulumi}`, ...packages);
        return file;
      };
      const stack = await TestStack.open({
        server,
        program: PROGRAM.replaceAll('"analytics"', JSON.stringify(name)),
        prepare,
      });
      try {
        const up = await stack.up();
        expect(up.output).not.toContain("error");
        expect(up.exitCode).toBe(0);
        expect(up.resources).toMatchObject({ created: 6 });
        expect((await stack.preview("--expect-no-changes")).exitCode).toBe(0);
        expect(await stack.exportText()).not.toContain("a-password-of-the-program");
        expect((await stack.destroy()).exitCode).toBe(0);
      } finally {
        await stack.close();
      }
    },
  );

  it("check the program's types: a wrong property is an error before anything is made", async () => {
    // TypeScript 6 alone is asked, through Pulumi, as a user would meet it.
    const wrong = PROGRAM.replace("timeZoneOffset", "timezoneOffset");
    const before = server.control.journal().length;
    const prepare = async (project: string): Promise<string> => {
      await writeFile(
        join(project, "package.json"),
        JSON.stringify({ name: "consumer", private: true, main: "index.ts" }),
      );
      await writeFile(
        join(project, "Pulumi.yaml"),
        JSON.stringify({ name: "consumer", runtime: "nodejs", main: "index.ts" }),
      );
      await install(project, ...tarballs, `@pulumi/pulumi@${NEWEST_PULUMI}`);
      return "index.ts";
    };
    const stack = await TestStack.open({ server, program: wrong, prepare });
    try {
      const up = await stack.up();
      expect(up.exitCode).not.toBe(0);
      expect(up.output).toContain("timezoneOffset");
      expect(server.control.journal()).toHaveLength(before);
    } finally {
      await stack.close();
    }
  });
});
