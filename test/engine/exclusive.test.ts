import { FivetranClient } from "@pulumi-fivetran/sdk";
import { type LocalServer, startServer } from "@pulumi-fivetran/server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { program } from "../support/programs";
import { TestStack } from "../support/stack";

/** A team that others have filled becomes a complete list. Each test goes on where the one before ended. */
describe("a complete list of a team's users, on the real engine", () => {
  let server: LocalServer;
  let stack: TestStack;
  let client: FivetranClient;
  let teamId: string;
  let bobId: string;

  /** Ann is made by the program, so that her id is not known in the first preview. */
  const listing = (role: string): string =>
    program(`
const ann = new fivetran.User("ann", { email: "ann@acme.com", givenName: "Ann", familyName: "Archer" });
const list = new fivetran.TeamUsers("analysts", { teamId: ${JSON.stringify(teamId)}, users: [{ userId: ann.id, role: ${JSON.stringify(role)} }] });
exports.others = list.others;
`);
  const addBob = () => client.teams.createUserMembership(teamId, { userId: bobId, role: "Team Manager" });
  const roles = async (): Promise<string[]> =>
    (
      await client.teams
        .listUserMemberships(teamId)
        .strict({ required: ["role"] })
        .toArray()
    )
      .map(({ role }) => role)
      .sort();
  const writes = () => server.control.journal().filter(({ method }) => method !== "GET");

  beforeAll(async () => {
    server = await startServer();
    client = new FivetranClient({ apiKey: server.apiKey, apiSecret: server.apiSecret, baseUrl: server.url });
    ({ id: teamId } = await client.teams.create({ name: "analysts" }));
    const bob = { email: "bob@acme.com", givenName: "Bob", familyName: "Baker" };
    ({ id: bobId } = await client.users.create(bob));
    await addBob();
    stack = await TestStack.open({ server, program: listing("Team Member") });
  });
  afterAll(async () => {
    await stack.close();
    await server.stop();
  });

  it("takes nobody's role away at its creation, and says so in the preview", async () => {
    const preview = await stack.preview();
    expect(preview.resources).toEqual({ create: 3 });
    expect(preview.output).toContain("Its creation takes nobody's role away");
    const up = await stack.up();
    expect(up.resources).toEqual({ created: 3 });
    expect(up.output).toContain(`bob@acme.com (${bobId}, 'Team Manager')`);
    expect(up.output).toContain("keep their roles for now");
    expect(await roles()).toEqual(["Team Manager", "Team Member"]);
    expect(await stack.outputs()).toEqual({ others: [{ userId: bobId, role: "Team Manager" }] });
  });

  it("[6 Memberships] names in the next preview who loses the role, and then takes it away", async () => {
    const preview = await stack.preview();
    expect(preview.resources).toEqual({ update: 1, unchanged: 2 });
    expect(preview.output).toContain(`takes the role away from bob@acme.com (${bobId}, 'Team Manager')`);
    expect(await roles()).toHaveLength(2);
    expect((await stack.up()).resources).toEqual({ updated: 1, unchanged: 2 });
    expect(await roles()).toEqual(["Team Member"]);
  });

  it("is at rest: no write by another up or a refresh", async () => {
    server.control.clearJournal();
    expect((await stack.up()).resources).toEqual({ unchanged: 3 });
    expect(server.control.journal()).toEqual([]);
    expect((await stack.refresh()).resources).toEqual({ unchanged: 3 });
    expect(writes()).toEqual([]);
  });

  it("shows somebody who was added elsewhere after a refresh, and the next up takes the role away", async () => {
    await addBob();
    expect((await stack.refresh()).resources).toEqual({ updated: 1, unchanged: 2 });
    expect((await stack.preview()).output).toContain("takes the role away from bob@acme.com");
    expect((await stack.up()).resources).toEqual({ updated: 1, unchanged: 2 });
    expect(await roles()).toEqual(["Team Member"]);
  });

  it("keeps what is there when a role is refused, and mends it with the next up", async () => {
    stack.program = listing("Team Manger");
    const failed = await stack.up();
    expect(failed.exitCode).not.toBe(0);
    expect(failed.output).toContain("ann@acme.com");
    expect(await roles()).toEqual(["Team Member"]);
    stack.program = listing("Team Manager");
    server.control.clearJournal();
    expect((await stack.up()).resources).toEqual({ updated: 1, unchanged: 2 });
    expect(writes().map(({ method }) => method)).toEqual(["PATCH"]);
    expect(await roles()).toEqual(["Team Manager"]);
    expect((await stack.up()).resources).toEqual({ unchanged: 3 });
  });

  it("takes the listed roles away when it is destroyed, and leaves the team and the others", async () => {
    await addBob();
    expect((await stack.destroy()).exitCode).toBe(0);
    expect(await client.teams.listUserMemberships(teamId).all()).toMatchObject([{ userId: bobId }]);
  });
});
