import { FivetranClient } from "@pulumi-fivetran/sdk";
import { type LocalServer, startServer } from "@pulumi-fivetran/server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { program } from "../support/programs";
import { TestStack } from "../support/stack";

const HOOK = "hunter2-hook";
const VARIABLE = "hunter2-variable";
const LOG_KEY = "hunter2-log";

interface Options {
  readonly rotation?: string;
  readonly teamName?: string;
  readonly role?: string;
}

/** What stands around the pipelines of a company: people, keys, agents, webhooks, logging, transformations. */
function company({ rotation, teamName = "analysts", role = "Destination Reviewer" }: Options = {}): string {
  const trigger = rotation === undefined ? "" : `rotationTrigger: ${JSON.stringify(rotation)},`;
  return program(`
const group = new fivetran.Group("g", { name: "company" });
const warehouse = new fivetran.Destination("w", { groupId: group.id, service: "snowflake", timeZoneOffset: "0", config: { host: "acme.snowflakecomputing.com" } });
const orders = new fivetran.Connector("orders", { groupId: warehouse.groupId, service: "postgres", destinationSchema: { prefix: "orders" }, config: { host: "db.acme.com" } });
const ann = new fivetran.User("ann", { email: "ann@acme.com", givenName: "Ann", familyName: "Archer", role: "Account Reviewer" });
const team = new fivetran.Team("t", { name: ${JSON.stringify(teamName)} });
new fivetran.TeamUserMembership("m1", { teamId: team.id, userId: ann.id, role: "Team Member" });
new fivetran.TeamGroupMembership("m2", { teamId: team.id, groupId: group.id, role: ${JSON.stringify(role)} });
new fivetran.UserConnectorMembership("m3", { userId: ann.id, connectorId: orders.id, role: "Connector Reviewer" });
new fivetran.Webhook("hook", { url: "https://hooks.acme.invalid/f", events: ["sync_end"], active: false, secret: ${JSON.stringify(HOOK)} });
const key = new fivetran.SystemKey("ci", { name: "ci", ${trigger} permissions: [{ resourceType: "CONNECTOR", accessLevel: "READ" }] });
const agent = new fivetran.ProxyAgent("office", { ${trigger} displayName: "office" });
new fivetran.HybridDeploymentAgent("cellar", { ${trigger} groupId: group.id, displayName: "cellar", envType: "DOCKER", authType: "AUTO", acceptTerms: true });
new fivetran.ExternalLogging("logs", { groupId: group.id, service: "datadog_log", config: { region: "EU", api_key: ${JSON.stringify(LOG_KEY)} } });
const dbt = new fivetran.TransformationProject("dbt", {
  groupId: warehouse.groupId, type: "DBT_GIT", dbtVersion: "1.9.0", defaultSchema: "models", gitRemoteUrl: "git@github.com:acme/dbt.git",
  environmentVars: ["DBT_TOKEN=" + ${JSON.stringify(VARIABLE)}],
});
new fivetran.Transformation("orders", { type: "DBT_CORE", projectId: dbt.id, name: "orders", steps: [{ name: "run", command: "dbt run" }], schedule: "daily at 06:30", paused: true });
const found = fivetran.getTeamOutput({ id: team.id });
exports.secret = key.secret;
exports.token = agent.authToken;
exports.team = found.name;
exports.teamId = team.id;
`);
}

/** Each test goes on where the one before ended. */
describe("what stands around pipelines, on the real engine", () => {
  let server: LocalServer;
  let stack: TestStack;
  let client: FivetranClient;
  let handedOut: string[];

  beforeAll(async () => {
    server = await startServer();
    stack = await TestStack.open({ server, program: company() });
    client = new FivetranClient({ apiKey: server.apiKey, apiSecret: server.apiSecret, baseUrl: server.url });
  });
  afterAll(async () => {
    await stack.close();
    await server.stop();
  });

  const secrets = async (): Promise<string[]> => {
    const { secret, token } = (await stack.outputs()) as { secret: string; token: string };
    return [secret, token];
  };
  const writes = () => server.control.journal().filter(({ method }) => method !== "GET");

  it("is created whole, with what is looked up on the way", async () => {
    const preview = await stack.preview();
    expect(preview.output).not.toMatch(/error/i);
    const up = await stack.up();
    expect(up.output).not.toMatch(/error|warning/i);
    expect(up.resources).toEqual({ created: 16 });
    handedOut = await secrets();
    expect(await stack.outputs()).toMatchObject({ team: "analysts" });
    for (const text of [HOOK, VARIABLE, LOG_KEY, ...handedOut]) expect(up.output).not.toContain(text);
  });

  it("keeps what was handed out once, and every secret, encrypted", async () => {
    const state = await stack.exportText();
    for (const secret of [HOOK, VARIABLE, LOG_KEY, ...handedOut]) {
      expect(secret.length).toBeGreaterThan(8);
      expect(state).not.toContain(JSON.stringify(secret).slice(1, -1));
    }
    expect(await stack.exportText("--show-secrets")).toContain(HOOK);
  });

  it("changes nothing when it runs again or is refreshed", async () => {
    server.control.clearJournal();
    expect((await stack.up()).resources).toEqual({ unchanged: 16 });
    expect(writes()).toEqual([]);
    expect((await stack.refresh()).resources).toEqual({ unchanged: 16 });
    expect(await secrets()).toEqual(handedOut);
    expect((await stack.preview("--expect-no-changes")).exitCode).toBe(0);
  });

  it("renames and gives other roles in place, and rotates nothing by the way", async () => {
    stack.program = company({ teamName: "researchers", role: "Destination Administrator" });
    expect((await stack.up()).resources).toEqual({ updated: 2, unchanged: 14 });
    const { teamId } = (await stack.outputs()) as { teamId: string };
    expect((await client.teams.retrieve(teamId)).name).toBe("researchers");
    expect(await secrets()).toEqual(handedOut);
  });

  it("rotates on an explicit trigger, once", async () => {
    stack.program = company({
      teamName: "researchers",
      role: "Destination Administrator",
      rotation: "2026-11",
    });
    expect((await stack.up()).resources).toEqual({ updated: 3, unchanged: 13 });
    const rotated = await secrets();
    expect(rotated.some((secret) => handedOut.includes(secret))).toBe(false);
    for (const secret of rotated)
      expect(await stack.exportText()).not.toContain(JSON.stringify(secret).slice(1, -1));
    expect((await stack.up()).resources).toEqual({ unchanged: 16 });
    expect(await secrets()).toEqual(rotated);
  });

  it("shows what was deleted outside, and makes it again", async () => {
    const { teamId } = (await stack.outputs()) as { teamId: string };
    await client.teams.delete(teamId);
    expect((await stack.refresh()).output).not.toMatch(/error/i);
    const up = await stack.up();
    expect(up.output).not.toMatch(/error/i);
    expect((await client.teams.list().all()).map(({ name }) => name)).toEqual(["researchers"]);
  });

  it("is destroyed, and nothing is left", async () => {
    const destroyed = await stack.destroy();
    expect(destroyed.output).not.toMatch(/error/i);
    expect(await client.teams.list().all()).toEqual([]);
    expect(await client.webhooks.list().all()).toEqual([]);
    expect(await client.systemKeys.list().all()).toEqual([]);
    expect((await client.users.list().all()).map(({ email }) => email)).not.toContain("ann@acme.com");
  });
});
