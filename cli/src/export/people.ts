/** Memberships: what users and teams may do where. An export declares each by itself, since a complete list would remove whoever joins later. */
import type { Context } from "@pulumi-fivetran/core";
import type { Found, Inventory } from "../convert/inventory";
import { NOTHING, type Subject, survived, type Task } from "./task";

/** A role that somebody has somewhere. */
interface Role {
  readonly id: string;
  readonly role?: string;
  readonly createdAt?: string;
}

/** @param nameOf what a person knows a user, a group or a connection by */
export function teamTask(team: Subject, { client }: Context, nameOf: (id: string) => string): Task {
  return {
    name: `memberships of team ${team.id}`,
    calls: 3,
    run: () =>
      survived({ ...team, kind: "Team" }, async () => {
        const users = await client.teams
          .listUserMemberships(team.id)
          .readable()
          .map(({ userId, role }): Role => ({ id: userId, ...(role === undefined ? {} : { role }) }))
          .toArray();
        const groups = await client.teams.listGroupMemberships(team.id).readable().toArray();
        const connections = await client.teams.listConnectionMemberships(team.id).readable().toArray();
        return {
          ...NOTHING,
          found: [
            ...members("TeamUserMembership", team, "teamId", "userId", users, nameOf),
            ...members("TeamGroupMembership", team, "teamId", "groupId", groups, nameOf),
            ...members("TeamConnectorMembership", team, "teamId", "connectorId", connections, nameOf),
          ],
        };
      }),
  };
}

export function userTask(user: Subject, { client }: Context, nameOf: (id: string) => string): Task {
  return {
    name: `memberships of user ${user.id}`,
    calls: 2,
    run: (): Promise<Inventory> =>
      survived({ ...user, kind: "User" }, async () => {
        const groups = await client.users.listGroupMemberships(user.id).readable().toArray();
        const connections = await client.users.listConnectionMemberships(user.id).readable().toArray();
        return {
          ...NOTHING,
          found: [
            ...members("UserGroupMembership", user, "userId", "groupId", groups, nameOf),
            ...members("UserConnectorMembership", user, "userId", "connectorId", connections, nameOf),
          ],
        };
      }),
  };
}

function members(
  kind: string,
  holder: Subject,
  holderName: string,
  memberName: string,
  roles: readonly Role[],
  nameOf: (id: string) => string,
): Found[] {
  // Users with a role in the account stand in every list, without one of their own there.
  return roles
    .filter(({ role }) => role !== undefined && role !== "")
    .map(({ id, role, createdAt }) => {
      const inputs = { [holderName]: holder.id, [memberName]: id, role };
      return {
        kind,
        id: `${holder.id}:${id}`,
        name: `${holder.name} ${nameOf(id)}`,
        inputs,
        outputs: { ...inputs, ...(createdAt === undefined ? {} : { createdAt }) },
        secrets: [],
      };
    });
}
