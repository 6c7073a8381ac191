import { existsSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import type { Engine } from "../../../tools/engine/engine.ts";
import { openWorkspace } from "../../../tools/engine/workspace.ts";
import { temporaryFolder } from "../temporaryFolder.ts";

/** `node` in the engine's place: what it is asked to run can tell what it was given. */
const engine: Engine = { pulumi: process.execPath, source: "built", version: "3.259.0", path: "/engine" };

describe("openWorkspace", () => {
  it("shares nothing with the user's own Pulumi, and passes no credentials on", async () => {
    vi.stubEnv("PULUMI_ACCESS_TOKEN", "pul-secret");
    vi.stubEnv("PULUMI_STACK", "production");
    vi.stubEnv("FIVETRAN_API_KEY", "real-key");
    onTestFinished(() => void vi.unstubAllEnvs());
    const folder = temporaryFolder();
    const { env } = await openWorkspace({
      folder,
      project: folder,
      engine,
      env: { FIVETRAN_API_SECRET: "given" },
    });
    expect(env).not.toHaveProperty("PULUMI_ACCESS_TOKEN");
    expect(env).not.toHaveProperty("PULUMI_STACK");
    expect(env).not.toHaveProperty("FIVETRAN_API_KEY");
    expect(env).toMatchObject({
      FIVETRAN_API_SECRET: "given",
      PULUMI_HOME: join(folder, "home"),
      PULUMI_BACKEND_URL: `${pathToFileURL(join(folder, "state")).href}?metadata=skip`,
      NO_COLOR: "1",
    });
    expect(existsSync(join(folder, "state"))).toBe(true);
  });

  it("runs on our own Node.js, and on the engine's own language host", async () => {
    const folder = temporaryFolder();
    const { env } = await openWorkspace({ folder, project: folder, engine });
    expect(env["PATH"]?.split(delimiter).slice(0, 2)).toEqual([dirname(process.execPath), "/engine"]);
  });

  it("runs in the project, with what a run adds to the environment", async () => {
    const folder = temporaryFolder();
    const workspace = await openWorkspace({ folder, project: folder, engine });
    const script = "console.log(process.cwd(), process.env.PULUMI_HOME, process.env.EXTRA)";
    const { stdout, exitCode } = await workspace.run(["-e", script], { env: { EXTRA: "yes" } });
    expect(exitCode).toBe(0);
    expect(stdout).toBe(`${folder} ${join(folder, "home")} yes\n`);
  });
});
