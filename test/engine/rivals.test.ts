import { type LocalServer, startServer } from "@pulumi-fivetran/server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { program } from "../support/programs";
import { TestStack } from "../support/stack";

const PEOPLE = `
const group = new fivetran.Group("g", { name: "rivals" });
const ann = new fivetran.User("ann", { email: "ann@acme.com", givenName: "Ann", familyName: "A", role: "Account Reviewer" });
`;
const LIST = `new fivetran.GroupUsers("all", { groupId: group.id, users: [] });`;
const SINGLE = `new fivetran.UserGroupMembership("ann", { userId: ann.id, groupId: group.id, role: "Destination Analyst" });`;

describe("a complete list beside a single membership, on the real engine", () => {
  let server: LocalServer;
  let stack: TestStack;
  beforeAll(async () => {
    server = await startServer();
    stack = await TestStack.open({ server, program: program(PEOPLE + LIST + SINGLE) });
  });
  afterAll(async () => {
    await stack.close();
    await server.stop();
  });

  it("fails at the first `up`, when their ids are known, and names both", async () => {
    const { exitCode, output } = await stack.up();
    expect(exitCode).not.toBe(0);
    expect(output).toMatch(
      /GroupUsers '.*' \(.*\) is the complete list of these roles, and UserGroupMembership '/,
    );
  });

  it("fails in the preview from then on, and one of them alone is fine", async () => {
    const { exitCode, output } = await stack.preview();
    expect(exitCode).not.toBe(0);
    expect(output).toContain("each run would undo one of the two");
    stack.program = program(PEOPLE + SINGLE);
    expect((await stack.up()).exitCode).toBe(0);
  });
});

describe("a Connector beside the Destination of its group, on the real engine", () => {
  let server: LocalServer;
  let stack: TestStack;
  const declared = (connectorsGroup: string): string =>
    program(`
const group = new fivetran.Group("g", { name: "side by side" });
const warehouse = new fivetran.Destination("w", { groupId: group.id, service: "snowflake", timeZoneOffset: "0", config: { host: "acme.snowflakecomputing.com" } });
new fivetran.Connector("shop", { groupId: ${connectorsGroup}, service: "postgres", destinationSchema: { prefix: "shop" }, config: { host: "db.acme.com" } });
`);
  beforeAll(async () => {
    server = await startServer();
    // As slow as the real one's setup tests, so that both are under way at once.
    server.control.faults.add({ method: "POST", path: "^/v1/destinations$", latencyMs: 2_000 });
    stack = await TestStack.open({ server, program: declared("group.id") });
  });
  afterAll(async () => {
    await stack.close();
    await server.stop();
  });

  it("is told at `up`, and not once it waits for it", async () => {
    const told = "Connector 'shop' does not wait for the Destination of group";
    expect((await stack.up()).output).toContain(told);
    stack.program = declared("warehouse.groupId");
    expect((await stack.up()).output).not.toContain(told);
  });
});
