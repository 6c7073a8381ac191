import { mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type LocalServer, startServer } from "@pulumi-fivetran/server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PROGRAM, SHARED, told } from "../support/monorepo";
import { TestStack } from "../support/stack";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const OWN = join(ROOT, "provider");

/**
 * What pnpm installs for a program that uses a package, which alone depends on ours: each package sees its own dependencies and no
 * others.
 */
async function pnpmProject(project: string): Promise<string> {
  const shared = join(project, "..", "shared");
  await mkdir(join(project, "node_modules/@pulumi"), { recursive: true });
  await mkdir(join(shared, "node_modules/@pulumi"), { recursive: true });
  const pulumi = join(ROOT, "node_modules/@pulumi/pulumi");
  await symlink(pulumi, join(project, "node_modules/@pulumi/pulumi"));
  await symlink(shared, join(project, "node_modules/shared"));
  await symlink(pulumi, join(shared, "node_modules/@pulumi/pulumi"));
  await symlink(OWN, join(shared, "node_modules/pulumi-fivetran"));
  await writeFile(join(shared, "package.json"), JSON.stringify({ name: "shared", main: "index.js" }));
  await writeFile(join(shared, "index.js"), SHARED);
  await writeFile(
    join(project, "package.json"),
    JSON.stringify({ name: "t", private: true, main: "index.js" }),
  );
  const runtime = { name: "nodejs", options: { typescript: false } };
  await writeFile(join(project, "Pulumi.yaml"), JSON.stringify({ name: "t", runtime, main: "index.js" }));
  return "index.js";
}

/** Each test goes on where the one before ended. */
describe("a monorepo in which a shared package depends on the provider", () => {
  let server: LocalServer;
  let stack: TestStack;
  let own: string;
  beforeAll(async () => {
    server = await startServer();
    stack = await TestStack.open({ server, program: PROGRAM, prepare: pnpmProject });
    const manifest = await readFile(join(OWN, "package.json"), "utf8");
    own = (JSON.parse(manifest) as { version: string }).version;
  });
  afterAll(async () => {
    await stack.close();
    await server.stop();
  });

  it("is told, once and before anything is registered, what to add where", async () => {
    const up = await stack.up();
    expect(up.exitCode).not.toBe(0);
    const manifest = join(stack.folder, "project", "package.json");
    expect(up.output).toContain(
      `fivetran.Group 'one': Pulumi's host of dynamic resources does not find 'pulumi-fivetran' from`,
    );
    expect(up.output).toContain(
      `Add "pulumi-fivetran": "${own}" to the dependencies in ${manifest}, and install.`,
    );
    expect(told(up.output, /Pulumi's host of dynamic resources.*/g)).toHaveLength(1);
    expect(up.output).not.toMatch(/Cannot find module|\bat .*\.js:\d+|Group '(two|three)'/);
    expect(server.control.journal()).toEqual([]);
  });

  it("works once that is done", async () => {
    const installed = join(stack.folder, "project/node_modules/pulumi-fivetran");
    await symlink(OWN, installed);
    const up = await stack.up();
    expect(up.output).not.toContain("warning");
    expect(up.resources).toMatchObject({ created: 3 });
    expect((await stack.destroy()).exitCode).toBe(0);
  });

  it("is warned when the program depends on another version than the package", async () => {
    const other = await TestStack.open({
      server,
      program: PROGRAM,
      prepare: async (project) => {
        const file = await pnpmProject(project);
        const installed = join(project, "node_modules/pulumi-fivetran");
        await mkdir(join(installed, "dist"), { recursive: true });
        const manifest = {
          name: "pulumi-fivetran",
          version: "9.9.9",
          exports: { "./runtime": "./dist/runtime.js" },
        };
        await writeFile(join(installed, "package.json"), JSON.stringify(manifest));
        const runtime = JSON.stringify(join(OWN, "dist/runtime.js"));
        await writeFile(join(installed, "dist/runtime.js"), `module.exports = require(${runtime});`);
        return file;
      },
    });
    try {
      const up = await other.up();
      expect(up.exitCode).toBe(0);
      expect(up.output).toContain(
        `warning: these resources are declared by pulumi-fivetran ${own}, but made by the pulumi-fivetran 9.9.9 that`,
      );
      expect(told(up.output, /these resources are declared.*/g)).toHaveLength(1);
    } finally {
      await other.close();
    }
  });
});
