import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type LocalServer, startServer } from "@pulumi-fivetran/server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { foreignFolder } from "../foreign/support/foreignFolder";
import { run } from "../foreign/support/run";
import { PROGRAM, SHARED, told } from "../support/monorepo";
import { install, pack } from "../support/packed.ts";
import { TestStack } from "../support/stack";

const YARN = "4.18.1";
const PULUMI = "3.270.0";

/** How Yarn says that a registry did not answer. */
const OUT_OF_REACH = /YN0001.*RequestError|ENOTFOUND|ECONNREFUSED|ETIMEDOUT|EAI_AGAIN|YN0080/;

type Dependencies = Readonly<Record<string, string>>;

/**
 * A monorepo that Yarn installs without `node_modules`: its root, the project of the program, and a package that the program uses, which
 * alone depends on ours. Yarn, and what it has fetched, are kept beside what other tests fetch.
 */
class YarnMonorepo {
  /** Of the runs of Pulumi; filled by `make`. */
  readonly env: Record<string, string> = {};
  #folder = "";
  #yarn = "";
  #packed: Dependencies = {};

  /** Why it could not be made; undefined when it was. */
  missing: string | undefined;

  /** Makes everything but the program's text, around the project. */
  async make(project: string): Promise<string> {
    this.#folder = join(project, "..");
    try {
      this.#yarn = await foreignFolder(`yarn-${YARN}`, async (temporary) => {
        await writeFile(join(temporary, "package.json"), JSON.stringify({ private: true }));
        await install(temporary, `@yarnpkg/cli-dist@${YARN}`);
      });
    } catch (error) {
      this.missing = `Yarn ${YARN} cannot be had: ${String(error)}`;
      return "index.js";
    }
    const packs = join(this.#folder, "packs");
    await mkdir(packs);
    const files = await pack(packs, "sdk", "core", "provider");
    const [sdk = "", core = "", provider = ""] = files.map((file) => `file:${file}`);
    this.#packed = {
      "@pulumi-fivetran/sdk": sdk,
      "@pulumi-fivetran/core": core,
      "pulumi-fivetran": provider,
    };
    const shared = join(this.#folder, "shared");
    await mkdir(shared);
    const dependencies = { "pulumi-fivetran": "0.1.0", "@pulumi/pulumi": PULUMI };
    await writeManifest(shared, { name: "shared", version: "1.0.0", main: "index.js", dependencies });
    await writeFile(join(shared, "index.js"), SHARED);
    const ofProject = { "@pulumi/pulumi": PULUMI, shared: "workspace:*" };
    await writeManifest(project, { name: "t", private: true, main: "index.js", dependencies: ofProject });
    const runtime = { name: "nodejs", options: { typescript: false } };
    await writeFile(join(project, "Pulumi.yaml"), JSON.stringify({ name: "t", runtime, main: "index.js" }));
    await writeFile(join(this.#folder, "yarn.lock"), "");
    await writeFile(join(this.#folder, ".yarnrc.yml"), "nodeLinker: pnp\n");
    await this.install({});
    return "index.js";
  }

  /** Installs, with these dependencies of the root. */
  async install(dependencies: Dependencies): Promise<void> {
    // What is resolved so stands for what the registry would have.
    const resolutions = this.#packed;
    const workspaces = ["project", "shared"];
    await writeManifest(this.#folder, { name: "root", private: true, workspaces, resolutions, dependencies });
    const { exitCode, output } = await this.#run("install");
    if (exitCode !== 0 && OUT_OF_REACH.test(output)) {
      this.missing = `what @pulumi/pulumi ${PULUMI} depends on cannot be had: ${output}`;
      return;
    }
    expect(exitCode, output).toBe(0);
    // The environment in which `yarn exec pulumi` runs it.
    const { stdout } = await this.#run("exec", "node", "-p", "process.env.NODE_OPTIONS");
    this.env["NODE_OPTIONS"] = stdout.trim();
  }

  /** What was packed is of this run only. */
  async close(): Promise<void> {
    const cache = join(this.#yarn, "yarn", "cache");
    const own = (await readdir(cache).catch(() => [])).filter((name) => /^@?pulumi-fivetran-/.test(name));
    for (const name of own) await rm(join(cache, name), { force: true });
  }

  #run(...args: string[]): ReturnType<typeof run> {
    const file = join(this.#yarn, "node_modules/@yarnpkg/cli-dist/bin/yarn.js");
    return run(process.execPath, [file, ...args], {
      cwd: this.#folder,
      env: {
        ...process.env,
        YARN_GLOBAL_FOLDER: join(this.#yarn, "yarn"),
        YARN_ENABLE_GLOBAL_CACHE: "true",
        YARN_ENABLE_IMMUTABLE_INSTALLS: "false",
        YARN_ENABLE_SCRIPTS: "false",
        YARN_ENABLE_TELEMETRY: "false",
        YARN_IGNORE_PATH: "true",
      },
    });
  }
}

async function writeManifest(folder: string, manifest: object): Promise<void> {
  await writeFile(join(folder, "package.json"), JSON.stringify(manifest));
}

/** Each test goes on where the one before ended. */
describe("a monorepo with Yarn's Plug'n'Play, in which a shared package depends on the provider", () => {
  const monorepo = new YarnMonorepo();
  let server: LocalServer;
  let stack: TestStack;

  beforeAll(async () => {
    server = await startServer();
    stack = await TestStack.open({
      server,
      program: PROGRAM,
      prepare: (project) => monorepo.make(project),
      env: monorepo.env,
    });
  });
  afterAll(async () => {
    await monorepo.close();
    await stack.close();
    await server.stop();
  });

  it("is told, once and before anything is registered, to add it at the root", async ({ skip }) => {
    skip(monorepo.missing !== undefined, monorepo.missing);
    const up = await stack.up();
    expect(up.exitCode).not.toBe(0);
    expect(up.output).toContain(
      `Add "pulumi-fivetran": "0.1.0" to the dependencies of the package.json at the root of the Yarn project`,
    );
    expect(told(up.output, /Pulumi's host of dynamic resources.*/g)).toHaveLength(1);
    expect(up.output).not.toMatch(/Cannot find module|Group '(two|three)'/);
    expect(server.control.journal()).toEqual([]);
  });

  it("is told, once and in the preview, to run Pulumi by Yarn where Node.js lacks Yarn's loader", async ({
    skip,
  }) => {
    skip(monorepo.missing !== undefined, monorepo.missing);
    await monorepo.install({ "pulumi-fivetran": "0.1.0" });
    const { NODE_OPTIONS = "" } = monorepo.env;
    expect(NODE_OPTIONS).toContain(" --experimental-loader ");
    stack.environment = { NODE_OPTIONS: NODE_OPTIONS.replace(/ --experimental-loader \S+/, "") };
    const preview = await stack.preview();
    stack.environment = {};
    expect(preview.exitCode).not.toBe(0);
    expect(told(preview.output, /cannot load what makes resources.*`yarn exec pulumi up`.*/g)).toHaveLength(
      1,
    );
    expect(server.control.journal()).toEqual([]);
  });

  it("works once both are done", async ({ skip }) => {
    skip(monorepo.missing !== undefined, monorepo.missing);
    const up = await stack.up();
    expect(up.output).not.toMatch(/warning|error/);
    expect(up.resources).toMatchObject({ created: 3 });
    expect((await stack.destroy()).exitCode).toBe(0);
  });
});
