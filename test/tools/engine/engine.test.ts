import { describe, expect, it } from "vitest";
import { type Engine, firstEngine, NoEngineError, type Way } from "../../../tools/engine/engine.ts";

const engine: Engine = {
  pulumi: "/opt/pulumi/pulumi",
  source: "path",
  version: "3.259.0",
  path: "/opt/pulumi",
};
const silent = (): void => undefined;
const works: Way = { name: "here", find: async () => engine };
const fails = (name: string, reason: string): Way => ({
  name,
  find: () => Promise.reject(new Error(reason)),
});

describe("firstEngine", () => {
  it("takes the first way that leads to an engine, and tries no other", async () => {
    const never: Way = { name: "never", find: () => expect.unreachable() };
    expect(await firstEngine([fails("on the PATH", "none"), works, never], silent)).toBe(engine);
  });

  it("lists every reason when no way does", async () => {
    const ways = [fails("on the PATH", "there is no pulumi"), fails("by the installer", "fetch failed")];
    const error = await firstEngine(ways, silent).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(NoEngineError);
    expect((error as Error).message).toContain("on the PATH: there is no pulumi\n");
    expect((error as Error).message).toContain("by the installer: fetch failed\n");
    expect((error as Error).message).toContain("Install Pulumi 3.220.0 or later");
  });
});
