import { type LocalServer, startServer } from "@pulumi-fivetran/server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { manyConnectors } from "../support/programs";
import { TestStack } from "../support/stack";

const CONNECTORS = 5;

/** Columns to be hashed must not arrive in the clear: nothing may sync before its schema is right. */
describe("the order that protects data", () => {
  let server: LocalServer;
  let stack: TestStack;

  beforeAll(async () => {
    server = await startServer();
    stack = await TestStack.open({ server, program: manyConnectors(CONNECTORS, { whole: true }) });
  });
  afterAll(async () => {
    await stack.close();
    await server.stop();
  });

  it("[3.16] [6 Create→run] creates every connector paused, and unpauses each only after its schema was patched", async () => {
    expect((await stack.up()).exitCode).toBe(0);
    const journal = server.control.journal();
    const creations = journal.filter(({ method, path }) => method === "POST" && path === "/v1/connections");
    expect(creations).toHaveLength(CONNECTORS);
    for (const creation of creations) expect(creation.body).toMatchObject({ paused: true });

    const unpauses = journal.filter(
      ({ body }) => (body as { paused?: unknown } | undefined)?.paused === false,
    );
    expect(unpauses).toHaveLength(CONNECTORS);
    for (const unpause of unpauses) {
      const schemaPatch = journal.find(
        ({ method, path }) => method === "PATCH" && path === `${unpause.path}/schemas`,
      );
      expect(schemaPatch?.sequence).toBeLessThan(unpause.sequence);
    }
  });
});
