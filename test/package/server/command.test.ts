import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createGroup, groupsOf, ServerProcess } from "./serverProcess";

describe("fivetran-local", () => {
  let folder: string;
  const started: ServerProcess[] = [];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "fivetran-local-"));
  });
  afterEach(async () => {
    for (const server of started.splice(0)) await server.end();
    rmSync(folder, { recursive: true });
  });

  const start = (...args: string[]): ServerProcess => {
    const server = new ServerProcess(...args);
    started.push(server);
    return server;
  };

  it("prints environment lines, and serves with those keys", async () => {
    const printed = await start("--key", "k", "--secret", "s").printed(3);
    expect(printed).toMatch(
      /^FIVETRAN_API_URL=http:\/\/127\.0\.0\.1:\d+\nFIVETRAN_API_KEY=k\nFIVETRAN_API_SECRET=s\n$/,
    );
    const url = /http\S+/.exec(printed)?.[0] ?? "";
    const call = (text: string): Promise<Response> =>
      fetch(`${url}/v1/groups`, {
        headers: { authorization: `Basic ${Buffer.from(text).toString("base64")}` },
      });
    expect((await call("k:s")).status).toBe(200);
    expect((await call("local-key:local-secret")).status).toBe(401);
  });

  it.each(["SIGINT", "SIGTERM"] as const)(
    "stops cleanly on %s, and keeps its data for the next start",
    async (signal) => {
      const server = start("--data", folder, "--json");
      const id = await createGroup(await server.url(), "kept");
      expect(await server.end(signal)).toMatchObject({ exitCode: 0, stderr: "" });
      const groups = await groupsOf(await start("--data", folder, "--json").url());
      expect(groups).toEqual(new Map([[id, "kept"]]));
    },
  );

  it("gives other ids in a new account than it gave in an earlier one", async () => {
    const [one, other] = [start("--json"), start("--json")];
    expect(await createGroup(await one.url(), "a")).not.toBe(await createGroup(await other.url(), "a"));
  });

  it("refuses a data folder that is in use", async () => {
    await start("--data", folder, "--json").printed();
    expect(await start("--data", folder).ended).toMatchObject({
      exitCode: 1,
      stdout: "",
      stderr: expect.stringContaining("is used by another fivetran-local") as string,
    });
  });

  it("plants a seed, or lists what is wrong with it", async () => {
    const file = join(folder, "seed.json");
    writeFileSync(file, JSON.stringify({ groups: [{ id: "my_group", name: "seeded" }] }));
    expect(await groupsOf(await start("--seed", file, "--json").url())).toEqual(
      new Map([["my_group", "seeded"]]),
    );
    writeFileSync(file, JSON.stringify({ groups: [{}], conections: [] }));
    const { exitCode, stderr } = await start("--seed", file).ended;
    expect(exitCode).toBe(1);
    expect(stderr).toContain("The seed has 2 faults");
    expect(stderr).toContain("groups.0.name");
    expect(stderr).toContain("conections");
  });

  it.each([
    [["--port", "x"], "--port must be a number"],
    [["--port", "70000"], "--port must be a number"],
    [["--prt", "1"], "--prt"],
    [["extra"], "extra"],
    [["--data"], "--data"],
    [["--seed", "/no/such/file.json"], "--seed /no/such/file.json cannot be read"],
  ])("refuses %j", async (args, message) => {
    const { exitCode, stdout, stderr } = await start(...args).ended;
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
    expect(stderr).toContain(message);
    expect(stderr).toContain("--help");
  });

  it("prints its version and its options", async () => {
    expect(await start("--version").ended).toMatchObject({
      exitCode: 0,
      stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) as string,
    });
    const { exitCode, stdout } = await start("--help").ended;
    expect(exitCode).toBe(0);
    for (const option of [
      "--port",
      "--data",
      "--seed",
      "--key",
      "--secret",
      "--json",
      "--help",
      "--version",
    ]) {
      expect(stdout).toContain(option);
    }
  });
});
