/** Users, teams and roles, of which terraform-provider-fivetran takes whole lists, and cannot import them. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Handler, Properties } from "../../../core/src/contract";
import { groupHandler } from "../../../core/src/handlers/group";
import { teamHandler } from "../../../core/src/handlers/team";
import { teamConnectorMembershipHandler } from "../../../core/src/handlers/teamConnectorMembership";
import { teamGroupMembershipHandler } from "../../../core/src/handlers/teamGroupMembership";
import { teamUserMembershipHandler } from "../../../core/src/handlers/teamUserMembership";
import { userConnectorMembershipHandler } from "../../../core/src/handlers/userConnectorMembership";
import { userGroupMembershipHandler } from "../../../core/src/handlers/userGroupMembership";
import { startWorkbench, type Workbench } from "../../support/context";
import { arrangePeople, type People } from "../../support/people";
import { bodies, calls } from "./situations";

let bench: Workbench;
let people: People;
beforeEach(async () => {
  bench = await startWorkbench();
  people = await arrangePeople(bench);
  bench.server.control.clearJournal();
});
afterEach(() => bench.stop());

describe("compared: memberships", () => {
  const kinds = [
    { kind: teamUserMembershipHandler, ends: ["teamId", "userId"], roles: ["Team Member", "Team Manager"] },
    {
      kind: teamGroupMembershipHandler,
      ends: ["teamId", "groupId"],
      roles: ["Destination Reviewer", "Destination Administrator"],
    },
    {
      kind: teamConnectorMembershipHandler,
      ends: ["teamId", "connectorId"],
      roles: ["Connector Reviewer", "Connector Administrator"],
    },
    {
      kind: userGroupMembershipHandler,
      ends: ["userId", "groupId"],
      roles: ["Destination Reviewer", "Destination Administrator"],
    },
    {
      kind: userConnectorMembershipHandler,
      ends: ["userId", "connectorId"],
      roles: ["Connector Reviewer", "Connector Administrator"],
    },
  ].map(({ kind, ...rest }) => ({
    kind: kind.kind,
    handler: kind as unknown as Handler<Properties, Properties>,
    ...rest,
  }));

  it.each(kinds)(
    "[6 Memberships] another role is one PATCH, never a removal and an addition: $kind",
    async ({ handler, ends, roles }) => {
      const inputs = {
        ...Object.fromEntries(ends.map((end) => [end, people[end as keyof People]])),
        role: roles[0],
      };
      const { id, outputs } = await handler.create({ inputs }, bench.context);
      const news = { ...inputs, role: roles[1] };
      const { changes } = await handler.diff({ id, olds: outputs, news }, bench.context);
      expect(changes).toEqual([{ path: ["role"], kind: "update", replaces: false }]);
      bench.server.control.clearJournal();
      await handler.update({ id, olds: outputs, news }, bench.freshContext());
      expect(calls(bench).filter((call) => !call.startsWith("GET"))).toEqual([
        expect.stringMatching(/^PATCH /),
      ]);
      expect(bodies(bench, "PATCH")).toEqual([{ role: roles[1] }]);
      expect((await handler.read({ id, olds: outputs }, bench.freshContext()))?.outputs["role"]).toBe(
        roles[1],
      );
    },
  );

  it.each(kinds)(
    "[3.10] [6 Memberships] one that exists is taken over by its readable id: $kind",
    async ({ handler, ends, roles }) => {
      const [holder = "", member = ""] = ends.map((end) => people[end as keyof People]);
      const inputs = {
        ...Object.fromEntries(ends.map((end) => [end, people[end as keyof People]])),
        role: roles[0],
      };
      const { id } = await handler.create({ inputs }, bench.context);
      expect(id).toBe(`${holder}:${member}`);
      bench.server.control.clearJournal();
      const adopted = await handler.create({ inputs: { ...inputs, adopt: id } }, bench.freshContext());
      expect(adopted.id).toBe(id);
      expect(calls(bench).every((call) => call.startsWith("GET"))).toBe(true);
      expect(await handler.read({ id, olds: adopted.outputs }, bench.freshContext())).toEqual({
        id,
        outputs: adopted.outputs,
        inputs: undefined,
      });
    },
  );

  it("[6 Memberships] those of others, the key's owner among them, are neither listed as drift nor removed", async () => {
    const { teams, users } = bench.client;
    const { teamId, userId } = people;
    const owner = (await users.list({}).all()).find(({ id }) => id !== userId)?.id ?? "";
    const role = "Team Member";
    const ours = await teamUserMembershipHandler.create({ inputs: { teamId, userId, role } }, bench.context);
    await teams.createUserMembership(teamId, { userId: owner, role: "Team Manager" });
    const olds = ours.outputs;
    const refreshed = await teamUserMembershipHandler.read({ id: ours.id, olds }, bench.freshContext());
    expect(refreshed).toEqual({ id: ours.id, outputs: olds, inputs: undefined });
    await teamUserMembershipHandler.delete({ id: ours.id, olds }, bench.context);
    const left = await teams.listUserMemberships(teamId).all();
    expect(left.map((each) => each.userId)).toEqual([owner]);
  });
});

describe("compared: a team that the company's directory has made", () => {
  it("[3.23] is taken over for its role alone: one PATCH with nothing but the role", async () => {
    const { id } = await bench.client.teams.create({ name: "pushed", description: "by the directory" });
    bench.server.control.clearJournal();
    const inputs = { name: "pushed", role: "Account Reviewer", adopt: id };
    const { outputs } = await teamHandler.create({ inputs }, bench.context);
    expect(bodies(bench, "PATCH")).toEqual([{ role: "Account Reviewer" }]);
    expect((await bench.client.teams.retrieve(id)).description).toBe("by the directory");
    expect(teamHandler.diff({ id, olds: outputs, news: inputs }, bench.context)).toMatchObject({
      changes: [],
    });
  });
});

describe("compared: another name for a group", () => {
  it("[3.14] is one PATCH: the group's id, its destination and its connections stay", async () => {
    const { groupId, connectorId } = people;
    const adopting = { name: "g", adopt: groupId };
    const { outputs } = await groupHandler.create({ inputs: adopting }, bench.context);
    const news = { name: "analytics" };
    const { changes } = await groupHandler.diff({ id: groupId, olds: outputs, news }, bench.context);
    expect(changes).toEqual([{ path: ["name"], kind: "update", replaces: false }]);
    bench.server.control.clearJournal();
    await groupHandler.update({ id: groupId, olds: outputs, news }, bench.context);
    expect(calls(bench)).toEqual([`PATCH /groups/${groupId}`]);
    expect((await bench.client.connections.retrieve(connectorId)).groupId).toBe(groupId);
    expect((await bench.client.destinations.retrieve(groupId)).groupId).toBe(groupId);
  });
});
