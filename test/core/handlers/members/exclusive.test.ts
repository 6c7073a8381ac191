import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Properties } from "../../../../core/src/contract";
import { PartialFailure } from "../../../../core/src/errors/partialFailure";
import { groupUsersHandler } from "../../../../core/src/handlers/groupUsers";
import { teamUsersHandler } from "../../../../core/src/handlers/teamUsers";
import { userConnectorMembershipHandler } from "../../../../core/src/handlers/userConnectorMembership";
import { userConnectorsHandler } from "../../../../core/src/handlers/userConnectors";
import { userGroupMembershipHandler } from "../../../../core/src/handlers/userGroupMembership";
import { userGroupsHandler } from "../../../../core/src/handlers/userGroups";
import { UNKNOWN } from "../../../../core/src/values/unknown";
import { startWorkbench, type Workbench } from "../../../support/context";
import { arrangeDestination } from "../../../support/people";

const MEMBER = "Team Member";
const MANAGER = "Team Manager";

let bench: Workbench;
let teamId: string;
/** Ids by first name. */
let people: Record<"ann" | "bob" | "eve", string>;

beforeEach(async () => {
  bench = await startWorkbench();
  ({ id: teamId } = await bench.client.teams.create({ name: "analysts" }));
  const made = ["ann", "bob", "eve"].map(async (name) => {
    const user = { email: `${name}@acme.com`, givenName: name, familyName: "Archer" };
    return [name, (await bench.client.users.create(user)).id] as const;
  });
  people = Object.fromEntries(await Promise.all(made)) as typeof people;
});
afterEach(() => bench.stop());

const team = (...users: readonly { userId: string; role?: string }[]): Properties => ({ teamId, users });
const join = (name: keyof typeof people, role = MEMBER) =>
  bench.client.teams.createUserMembership(teamId, { userId: people[name], role });
const create = (inputs: Properties) => teamUsersHandler.create({ inputs }, bench.freshContext());
const diff = async (olds: Properties, news: Properties) =>
  teamUsersHandler.diff({ id: teamId, olds, news }, bench.freshContext());
const update = (olds: Properties, news: Properties) =>
  teamUsersHandler.update({ id: teamId, olds, news }, bench.freshContext());
const read = async (olds: Properties) => {
  const result = await teamUsersHandler.read({ id: teamId, olds }, bench.freshContext());
  if (result === undefined) throw new Error("the team is gone");
  return result;
};

/** Who is in the team, by first name. */
async function inTeam(): Promise<Record<string, string>> {
  const names = new Map(Object.entries(people).map(([name, id]) => [id, name]));
  const all = await bench.client.teams
    .listUserMemberships(teamId)
    .strict({ required: ["role"] })
    .toArray();
  return Object.fromEntries(all.map(({ userId, role }) => [names.get(userId) ?? userId, role]));
}

function writes(): string[] {
  const journal = bench.server.control.journal();
  return journal.filter(({ method }) => method !== "GET").map(({ method, path }) => `${method} ${path}`);
}

const told = (): string[] => bench.notices.map(({ severity, message }) => `${severity}: ${message}`);

async function failureOf(work: Promise<unknown>): Promise<PartialFailure> {
  const failure: unknown = await work.catch((error: unknown) => error);
  if (!(failure instanceof PartialFailure)) throw failure;
  return failure;
}

describe("the creation of a complete list", () => {
  it("gives and changes roles, takes nobody's away, and names who would lose one", async () => {
    await join("bob");
    await join("eve");
    const { id, outputs } = await create(
      team({ userId: people.ann, role: MEMBER }, { userId: people.bob, role: MANAGER }),
    );
    expect(id).toBe(teamId);
    expect(await inTeam()).toEqual({ ann: MEMBER, bob: MANAGER, eve: MEMBER });
    expect(outputs["others"]).toEqual([{ userId: people.eve, role: MEMBER }]);
    expect(told()).toEqual([
      `info: gives a role to ann@acme.com (${people.ann}, '${MEMBER}')`,
      `info: changes the role of bob@acme.com (${people.bob}, '${MEMBER}' to '${MANAGER}')`,
      expect.stringMatching(
        /^warning: does not name these members, which have a role: eve@acme.com .* they keep their roles for now/,
      ),
    ]);
  });

  it("is finished by the next apply, whose preview names them by e-mail", async () => {
    await join("eve");
    const inputs = team({ userId: people.ann, role: MEMBER });
    const { outputs } = await create(inputs);
    const { changes, notices } = await diff(outputs, inputs);
    expect(changes).toEqual([{ path: ["users"], kind: "update", replaces: false }]);
    expect(notices).toEqual([
      {
        severity: "warning",
        path: ["users"],
        message: `takes the role away from eve@acme.com (${people.eve}, '${MEMBER}')`,
      },
    ]);
    const finished = await update(outputs, inputs);
    expect(await inTeam()).toEqual({ ann: MEMBER });
    expect(finished).toEqual(inputs);
    expect(await diff(finished, inputs)).toMatchObject({ changes: [], notices: [] });
  });

  it("is said in the check to take nobody's role away; a later check says nothing", () => {
    const inputs = team({ userId: people.ann, role: MEMBER });
    const { notices } = teamUsersHandler.check({ olds: undefined, news: inputs });
    expect(notices.map(({ message }) => message).join()).toContain("Its creation takes nobody's role away");
    expect(teamUsersHandler.check({ olds: inputs, news: inputs }).notices).toEqual([]);
  });

  it("says that what it is a list of does not exist", async () => {
    await expect(create({ teamId: "no_team", users: [] })).rejects.toThrow(
      "TeamUsers 'no_team': teamId: there is no such thing in Fivetran",
    );
  });
});

describe("a complete list", () => {
  it("lists in the preview who gets, changes and loses a role, and does that", async () => {
    await join("bob");
    const { outputs } = await create(team({ userId: people.bob, role: MEMBER }));
    await join("eve");
    const news = team({ userId: people.ann }, { userId: people.bob, role: MANAGER });
    const { notices } = await diff(outputs, news);
    expect(notices.map(({ severity, message }) => `${severity}: ${message}`)).toEqual([
      `info: gives a role to ann@acme.com (${people.ann})`,
      `info: changes the role of bob@acme.com (${people.bob}, '${MEMBER}' to '${MANAGER}')`,
      `warning: takes the role away from eve@acme.com (${people.eve}, '${MEMBER}')`,
    ]);
    await update(outputs, news);
    expect(await inTeam()).toEqual({ ann: MEMBER, bob: MANAGER });
  });

  it("changes a role by one PATCH, so that nobody is without one in between", async () => {
    const { outputs } = await create(
      team({ userId: people.ann, role: MEMBER }, { userId: people.bob, role: MEMBER }),
    );
    bench.server.control.clearJournal();
    await update(outputs, team({ userId: people.ann, role: MANAGER }, { userId: people.bob, role: MEMBER }));
    expect(writes()).toEqual([`PATCH /v1/teams/${teamId}/users/${people.ann}`]);
  });

  it("shows after a refresh who was added and who was taken out elsewhere, and repairs both", async () => {
    const inputs = team({ userId: people.ann, role: MEMBER }, { userId: people.bob, role: MEMBER });
    const { outputs } = await create(inputs);
    await bench.client.teams.deleteUserMembership(teamId, people.ann);
    await join("eve", MANAGER);
    const refreshed = await read(outputs);
    expect(refreshed.inputs).toEqual(team({ userId: people.bob, role: MEMBER }));
    expect(refreshed.outputs["others"]).toEqual([{ userId: people.eve, role: MANAGER }]);
    expect((await diff(refreshed.outputs, inputs)).changes).toHaveLength(1);
    expect(await update(refreshed.outputs, inputs)).toEqual(inputs);
    expect(await inTeam()).toEqual({ ann: MEMBER, bob: MEMBER });
  });

  it("leaves a role that it does not give to Fivetran, and to others", async () => {
    const inputs = team({ userId: people.ann });
    const { outputs } = await create(inputs);
    expect(outputs).toEqual(inputs);
    await bench.client.teams.updateUserMembership(teamId, people.ann, { role: MANAGER });
    const refreshed = await read(outputs);
    expect(refreshed).toEqual({ id: teamId, outputs, inputs: undefined });
  });

  it("does not care about order", async () => {
    const [ann, bob] = [
      { userId: people.ann, role: MEMBER },
      { userId: people.bob, role: MANAGER },
    ];
    const { outputs } = await create(team(ann, bob));
    expect((await diff(outputs, team(bob, ann))).changes).toEqual([]);
  });

  it("takes away the listed roles when it is deleted, and no others", async () => {
    const { outputs } = await create(team({ userId: people.ann, role: MEMBER }));
    await join("eve");
    await teamUsersHandler.delete({ id: teamId, olds: outputs }, bench.freshContext());
    expect(await inTeam()).toEqual({ eve: MEMBER });
  });

  it("leaves the members that the program still declares", async () => {
    const inputs = team({ userId: people.ann, role: MEMBER }, { userId: people.bob, role: MEMBER });
    const { outputs } = await create(inputs);
    const kept = new Set(teamUsersHandler.members?.(team({ userId: people.ann })));
    await teamUsersHandler.delete({ id: teamId, olds: outputs, kept }, bench.freshContext());
    expect(await inTeam()).toEqual({ ann: MEMBER });
  });

  it("holds the same memberships as the other kinds that name them", () => {
    const [groupId, userId, connectorId] = ["g", "u", "c"];
    const ofUserAndGroup = [
      groupUsersHandler.members?.({ groupId, users: [{ userId }] }),
      userGroupsHandler.members?.({ userId, groups: [{ groupId }] }),
      userGroupMembershipHandler.members?.({ userId, groupId, role: "r" }),
    ];
    expect(ofUserAndGroup).toEqual(Array(3).fill(["membership groupId=g userId=u"]));
    const ofUserAndConnector = [
      userConnectorsHandler.members?.({ userId, connectors: [{ connectorId }, { connectorId: UNKNOWN }] }),
      userConnectorMembershipHandler.members?.({ userId, connectorId }),
    ];
    expect(ofUserAndConnector).toEqual(Array(2).fill(["membership connectorId=c userId=u"]));
    expect(userConnectorMembershipHandler.members?.({ userId, connectorId: UNKNOWN })).toEqual([]);
  });
});

describe("the preview of a complete list", () => {
  it("says that an id which is not known yet may be theirs", async () => {
    const { outputs } = await create(team());
    await join("eve");
    const { notices } = await diff(outputs, team({ userId: UNKNOWN, role: MEMBER }));
    expect(notices.map(({ message }) => message)).toEqual([
      `takes the role away from eve@acme.com (${people.eve}, '${MEMBER}'), unless an id that is not known yet is one of theirs`,
    ]);
  });

  it("says that it cannot tell before the list is known", async () => {
    const { outputs } = await create(team());
    const { changes, notices } = await diff(outputs, { teamId, users: UNKNOWN });
    expect(changes).toHaveLength(1);
    expect(notices.map(({ message }) => message).join()).toContain("before the list is known");
  });

  it("warns, and goes on, when it cannot look", async () => {
    const { outputs } = await create(team());
    bench.server.control.faults.add({ status: 403, code: "Forbidden", message: "not yours" });
    const { notices } = await diff(outputs, team({ userId: people.ann, role: MEMBER }));
    expect(notices).toMatchObject([
      { severity: "warning", message: expect.stringContaining("could not be named:") as string },
    ]);
  });

  it("makes do with ids where names cannot be read", async () => {
    const { outputs } = await create(team());
    await join("eve");
    bench.server.control.faults.add({ path: "^/v1/users", status: 403, code: "Forbidden", message: "no" });
    const { notices } = await diff(outputs, team({ userId: people.ann, role: MEMBER }));
    expect(notices.at(-1)?.message).toBe(`takes the role away from ${people.eve} ('${MEMBER}')`);
    expect(told().join()).toContain("names could not be read");
  });
});

describe("a complete list of which a part fails", () => {
  it("names whose role failed, keeps what is there, and takes nobody's role away", async () => {
    await join("eve");
    const { outputs } = await create(team({ userId: people.eve, role: MEMBER }));
    const news = team({ userId: people.ann, role: "Team Membr" }, { userId: people.bob, role: MEMBER });
    const failure = await failureOf(update(outputs, news));
    expect(failure.message).toContain(`ann@acme.com (${people.ann}, 'Team Membr'): `);
    expect(await inTeam()).toEqual({ bob: MEMBER, eve: MEMBER });
    const left = failure.outputs as Properties;
    expect(left["users"]).toEqual([{ userId: people.bob, role: MEMBER }]);
    expect(left["others"]).toEqual([{ userId: people.eve, role: MEMBER }]);
    const mended = team({ userId: people.ann, role: MEMBER }, { userId: people.bob, role: MEMBER });
    expect(await update(left, mended)).toEqual(mended);
    expect(await inTeam()).toEqual({ ann: MEMBER, bob: MEMBER });
  });

  it("stays tracked when its creation fails", async () => {
    const failure = await failureOf(create(team({ userId: "no_user", role: MEMBER })));
    expect(failure.id).toBe(teamId);
    expect(failure.outputs).toEqual(team());
  });

  it("does all that can be done, and holds who could not be taken out", async () => {
    await join("bob");
    await join("eve");
    const { outputs } = await create(team());
    bench.server.control.faults.add({
      method: "DELETE",
      path: `/users/${people.bob}$`,
      status: 403,
      code: "Forbidden",
      message: "not yours",
    });
    const failure = await failureOf(update(outputs, team()));
    expect(failure.message).toContain(`bob@acme.com (${people.bob}, '${MEMBER}'): `);
    expect(failure.outputs).toEqual({ ...team(), others: [{ userId: people.bob, role: MEMBER }] });
    expect(await inTeam()).toEqual({ bob: MEMBER });
  });

  it("holds what was there before when nobody can say what is there now", async () => {
    const { outputs } = await create(team());
    const path = `^/v1/teams/${teamId}/users`;
    bench.server.control.faults.add({ method: "GET", path, skip: 1, status: 403, code: "X", message: "no" });
    const failure = await failureOf(update(outputs, team({ userId: people.ann, role: MEMBER })));
    expect(failure.message).toContain("the members could not be read after the change");
    expect(failure.outputs).toEqual(team());
  });
});

describe("the user whose API key it is", () => {
  let groupId: string;
  let ownId: string;
  const group = (...users: { userId: string; role: string }[]): Properties => ({ groupId, users });

  beforeEach(async () => {
    ({ id: groupId } = await bench.client.groups.create({ name: "g" }));
    ownId = (await bench.client.account.retrieve()).userId ?? "";
    expect(ownId).not.toBe("");
  });
  const inGroup = async () =>
    (await bench.client.groups.listUsers(groupId).all()).filter(({ role = "" }) => role !== "");

  it("stays in a group that it has made, is no drift, and a line says so", async () => {
    const inputs = group({ userId: people.ann, role: "View Destination" });
    const { id, outputs } = await groupUsersHandler.create({ inputs }, bench.context);
    expect(outputs).toEqual(inputs);
    expect(told().join()).toMatch(
      /leaves owner@example.com \(.*\) alone: the user of the API key .* is never removed/,
    );
    const olds = (await groupUsersHandler.read({ id, olds: outputs }, bench.context))?.outputs ?? {};
    expect(await groupUsersHandler.diff({ id, olds, news: inputs }, bench.context)).toMatchObject({
      changes: [],
    });
    await groupUsersHandler.update({ id, olds, news: group() }, bench.context);
    expect((await inGroup()).map((user) => user.id)).toEqual([ownId]);
  });

  it("may be given another role, and stays when it is taken off the list, or the list is deleted", async () => {
    const inputs = group({ userId: ownId, role: "View Destination" });
    const { id, outputs } = await groupUsersHandler.create({ inputs }, bench.context);
    expect(await inGroup()).toMatchObject([{ id: ownId, role: "View Destination" }]);
    await groupUsersHandler.delete({ id, olds: outputs }, bench.context);
    await groupUsersHandler.update({ id, olds: outputs, news: group() }, bench.context);
    expect(await inGroup()).toMatchObject([{ id: ownId }]);
  });

  it("costs no question where nobody is to lose a role", async () => {
    const { outputs } = await create(team({ userId: people.ann, role: MEMBER }));
    bench.server.control.clearJournal();
    await read(outputs);
    expect(bench.server.control.journal().map(({ path }) => path)).toEqual([
      `/v1/teams/${teamId}/users?limit=1000`,
    ]);
  });
});

describe("the connectors of one user", () => {
  it("are called by their schemas", async () => {
    const groupId = await arrangeDestination(bench);
    const config = { schema_prefix: "orders", host: "h" };
    const orders = await bench.client.connections.create({
      groupId,
      service: "postgres",
      paused: true,
      config,
    });
    const role = "View Connection";
    await bench.client.users.createConnectionMembership(people.ann, { id: orders.id, role });
    const inputs = { userId: people.ann, connectors: [] };
    const { outputs } = await userConnectorsHandler.create({ inputs }, bench.context);
    const found = await userConnectorsHandler.diff(
      { id: people.ann, olds: outputs, news: inputs },
      bench.context,
    );
    expect(found.notices.map(({ message }) => message)).toEqual([
      `takes the role away from orders (${orders.id}, '${role}')`,
    ]);
  });
});

describe("the check of a complete list", () => {
  it("tells all problems at once", () => {
    const users = [
      { userId: "ann", role: MEMBER },
      { userId: "ann", role: MANAGER },
      { userId: "", rolle: "x" },
    ];
    const { failures } = groupUsersHandler.check({ olds: undefined, news: { users } });
    expect(failures.map(({ path, reason }) => `${path.join(".")}: ${reason}`)).toEqual([
      "groupId: is required",
      "users.2.userId: must not be empty",
      "users.2.role: is required",
      "users.2.rolle: there is no such property; did you mean 'role'?",
      "users.1.userId: 'ann' is in the list twice; a member has one role",
    ]);
    expect(
      userConnectorsHandler.check({ olds: undefined, news: { userId: UNKNOWN, connectors: UNKNOWN } })
        .failures,
    ).toEqual([]);
  });
});
