import { type LocalServer, startServer } from "@pulumi-fivetran/server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pipeline } from "../support/programs";
import { TestStack } from "../support/stack";

const PASSWORD = "correct-horse-battery-staple";
const CHANGED = "an-even-more-correct-horse";

/** Each test goes on where the one before ended. */
describe("secrets", () => {
  let server: LocalServer;
  let stack: TestStack;

  beforeAll(async () => {
    server = await startServer({
      keys: { apiKey: "the-key-of-this-test", apiSecret: "the-secret-of-this-test" },
    });
    stack = await TestStack.open({ server, program: pipeline({ password: PASSWORD }) });
  });
  afterAll(async () => {
    await stack.close();
    await server.stop();
  });

  const expectNoSecret = (text: string): void => {
    for (const secret of [PASSWORD, CHANGED, server.apiKey, server.apiSecret])
      expect(text).not.toContain(secret);
  };

  it("are in no ordinary output: preview, up and diff", async () => {
    expectNoSecret((await stack.preview("--diff")).output);
    expectNoSecret((await stack.up("--diff")).output);
    stack.program = pipeline({ password: CHANGED });
    expectNoSecret((await stack.preview("--diff")).output);
    expectNoSecret((await stack.up("--diff")).output);
    expectNoSecret((await stack.refresh("--diff")).output);
  });

  it("are in no exported state, though the program declared them as plain text", async () => {
    const state = await stack.exportText();
    expectNoSecret(state);
    expect(state).toContain("db.acme.com");
  });

  it("are kept leaf by leaf: what is no secret stays readable, also after a refresh", async () => {
    const state = JSON.parse(await stack.exportText()) as {
      deployment: {
        resources: {
          type: string;
          inputs?: { config?: Record<string, unknown> };
          outputs?: { config?: Record<string, unknown> };
        }[];
      };
    };
    const connector = state.deployment.resources.find(({ type }) => type.endsWith(":Connector"));
    for (const config of [connector?.inputs?.config, connector?.outputs?.config]) {
      expect(config).toMatchObject({ host: "db.acme.com", database: "shop", user: "fivetran" });
      expect(config?.["password"]).toHaveProperty("ciphertext");
    }
  });

  it("are in no error, though Fivetran's own messages quote them", async () => {
    server.control.faults.add({
      method: "PATCH",
      path: "/v1/connections/[^/]+$",
      times: 1,
      status: 400,
      code: "InvalidInput",
      message: `cannot log in with ${PASSWORD}`,
    });
    stack.program = pipeline({ password: PASSWORD });
    const up = await stack.up("--diff");
    expect(up.exitCode).not.toBe(0);
    expect(up.output).toContain("cannot log in with [");
    expectNoSecret(up.output);
  });

  it("are in no line that this package writes, even where Pulumi's own logs show every input", async () => {
    await server.control.setupTests.add({
      host: "db.acme.com",
      tests: [{ title: "Logging in", status: "FAILED", message: `not with ${PASSWORD}` }],
    });
    const up = await stack.up("--debug", "--logtostderr", "-v=9");
    expect(up.exitCode).not.toBe(0);
    const telling = up.output.split("\n").filter((line) => line.includes(PASSWORD));
    expect(telling.length).toBeGreaterThan(0);
    // Pulumi's: its log's prefix, its diagnostics of severity debug, and the calls that it prints there.
    const ours = telling.filter((line) => !/^[IWEF]\d{4} |^\s*debug: |^debug: |RPC|obj=/.test(line.trim()));
    expect(ours).toEqual([]);
    expect(telling.filter((line) => line.includes("fivetran: "))).toEqual([]);
    for (const secret of [server.apiKey, server.apiSecret]) expect(up.output).not.toContain(secret);
  });
});
