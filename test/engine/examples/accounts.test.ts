import { FivetranClient } from "@pulumi-fivetran/sdk";
import { type LocalServer, startServer } from "@pulumi-fivetran/server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startProcess } from "../../../tools/engine/process.ts";
import { Example, type Outcome } from "./example";

const PASSWORD = "hunter2-hunter2";
const ACCOUNTS = { eu: "acme_eu", us: "acme_us" } as const;
type StackName = keyof typeof ACCOUNTS;
const STACKS = Object.keys(ACCOUNTS) as StackName[];

/** Each test goes on where the one before ended. */
describe("several accounts", () => {
  let server: LocalServer;
  let example: Example;

  beforeAll(async () => {
    server = await startServer({ accounts: STACKS.map((stack) => ({ id: ACCOUNTS[stack] })) });
    example = await Example.copy("accounts", { FIVETRAN_API_URL: server.url });
    for (const stack of STACKS) {
      await example.succeed("pipelines", "stack", "init", stack);
      const secrets = ["--secret", `warehousePassword=${PASSWORD}`, "--secret", `ordersPassword=${PASSWORD}`];
      await example.succeed("pipelines", "config", "set-all", "--stack", stack, ...secrets);
    }
    // One account's credentials stand in its stack, the other's in the environment.
    const { key = "", secret = "" } = keysOf("eu");
    const credentials = ["--secret", `fivetran:apiKey=${key}`, "--secret", `fivetran:apiSecret=${secret}`];
    await example.succeed("pipelines", "config", "set-all", "--stack", "eu", ...credentials);
  });
  afterAll(async () => {
    await example.close();
    await server.stop();
  });

  const keysOf = (stack: StackName) => {
    const account = server.accounts.find(({ id }) => id === ACCOUNTS[stack]);
    return { key: account?.keys[0]?.key, secret: account?.keys[0]?.secret };
  };
  const clientOf = (stack: StackName): FivetranClient => {
    const { key = "", secret = "" } = keysOf(stack);
    return new FivetranClient({ apiKey: key, apiSecret: secret, baseUrl: server.url });
  };

  /** Runs the driver to its end; the stack `us` is given these credentials. */
  const all = async (args: readonly string[], { key, secret } = keysOf("us")): Promise<Outcome> => {
    const env = { ...example.workspace.env, FIVETRAN_US_API_KEY: key, FIVETRAN_US_API_SECRET: secret };
    const started = startProcess(process.execPath, ["all.ts", ...args], { cwd: example.folder, env });
    const { exitCode, stdout, stderr } = await started.done;
    return { exitCode, output: stdout + stderr };
  };
  const writes = () => server.control.journal().filter(({ method }) => method !== "GET");

  it("refuses the key of another account, and goes on with the others", async () => {
    const { exitCode, output } = await all(["up"], keysOf("eu"));
    expect(output).toContain("is for the account 'acme_us', and its credentials open 'acme_eu'");
    expect(output).toContain("Failed: us\n");
    expect(exitCode).toBe(1);
    expect(writes().map(({ account }) => account)).toEqual(writes().map(() => "acme_eu"));
    expect(await clientOf("eu").groups.list().all()).toHaveLength(1);
    expect(await clientOf("us").groups.list().all()).toEqual([]);
  });

  it("does not fall back on a key that is in the shell", async () => {
    const { exitCode, output } = await all(["preview", "us"], { key: undefined, secret: undefined });
    expect(output).toContain("Fivetran's credentials are not set");
    expect(exitCode).toBe(1);
  });

  it("makes in each account what is its own", async () => {
    const { exitCode, output } = await all(["up", "us"]);
    expect(exitCode, output).toBe(0);
    expect(output).not.toMatch(/error|warning/);
    for (const [stack, region] of [
      ["eu", "GCP_EUROPE_WEST3"],
      ["us", "GCP_US_EAST4"],
    ] as const) {
      expect((await clientOf(stack).destinations.list().all()).map((one) => one.region)).toEqual([region]);
      const connections = await clientOf(stack).connections.list().all();
      expect(connections.map(({ schema, paused }) => ({ schema, paused }))).toEqual([
        { schema: "orders", paused: false },
      ]);
    }
  });

  it("changes nothing when it runs again", async () => {
    server.control.clearJournal();
    const { exitCode, output } = await all(["up"]);
    expect(exitCode).toBe(0);
    expect(output.match(/6 unchanged/g)).toHaveLength(2);
    expect(writes()).toEqual([]);
  });

  it("keeps a key of the stack's configuration encrypted in the state, and one of the environment not at all", async () => {
    const exported = (...flags: string[]) => example.succeed("pipelines", "stack", "export", ...flags);
    expect(await exported("--stack", "us", "--show-secrets")).toContain(PASSWORD);
    expect(await exported("--stack", "us", "--show-secrets")).not.toContain(keysOf("us").secret);
    expect(await exported("--stack", "eu", "--show-secrets")).toContain(keysOf("eu").secret);
    expect(await exported("--stack", "eu")).not.toContain(keysOf("eu").secret);
  });

  it("takes down what belongs to the key's account, and nothing else", async () => {
    const wrong = await all(["destroy", "us"], keysOf("eu"));
    expect(wrong.output).toContain("its credentials open 'acme_eu'");
    expect(wrong.exitCode).toBe(1);
    const { exitCode, output } = await all(["destroy", "us"]);
    expect(exitCode, output).toBe(0);
    expect(output).toContain("- 6 deleted");
    expect(await clientOf("us").groups.list().all()).toEqual([]);
    expect(await clientOf("eu").connections.list().all()).toHaveLength(1);
    expect((await all(["destroy", "eu"])).exitCode).toBe(0);
    expect(await clientOf("eu").groups.list().all()).toEqual([]);
  });
});
