import { path } from "../http/path";
import type { CreateOptions, RequestOptions } from "../options";
import type { Listing, ListOptions } from "../pagination";
import { toWire } from "../wire/case";
import { schemasIn } from "../wire/schemasIn";
import type { Membership, MembershipUpdate, NewMembership } from "./memberships.types";
import { RoleHolders } from "./roleHolders";
import type { NewTeam, NewTeamUserMembership, Team, TeamUpdate, TeamUserMembership } from "./teams.types";

const answers = schemasIn(() => import("./teams.answers.js"));

/** The teams of the account, their users, and their roles. */
export class Teams extends RoleHolders {
  /** All teams that the key may see. */
  list(options?: ListOptions): Listing<Team> {
    return this.listing({ path: path`/teams`, answer: answers("teams") }, options);
  }

  /**
   * Makes a team without users. `findCreated` can look for the name, and for nothing else: Fivetran does not say when a
   * team was made.
   *
   * @throws {ServerError | NetworkError} with `mayHaveRun` when the answer was lost and `findCreated` was not given
   */
  async create(team: NewTeam, options?: CreateOptions<Team>): Promise<Team> {
    return this.call(
      {
        method: "POST",
        path: path`/teams`,
        body: toWire(team),
        answer: answers("team"),
      },
      options,
    );
  }

  /** One team. @throws {NotFoundError} */
  async retrieve(teamId: string, options?: RequestOptions): Promise<Team> {
    return this.call({ method: "GET", path: path`/teams/${teamId}`, answer: answers("team") }, options);
  }

  /** Changes what is given and leaves the rest. @throws {NotFoundError} */
  async update(teamId: string, changes: TeamUpdate, options?: RequestOptions): Promise<Team> {
    return this.call(
      {
        method: "PATCH",
        path: path`/teams/${teamId}`,
        body: toWire(changes),
        answer: answers("team"),
      },
      options,
    );
  }

  /** Deletes a team; its users stay in the account. @throws {NotFoundError} */
  async delete(teamId: string, options?: RequestOptions): Promise<void> {
    return this.call({ method: "DELETE", path: path`/teams/${teamId}` }, options);
  }

  /** Takes away the team's role in the account. @throws {NotFoundError} */
  async deleteRole(teamId: string, options?: RequestOptions): Promise<void> {
    return this.call({ method: "DELETE", path: path`/teams/${teamId}/role` }, options);
  }

  /** The roles of a team in groups. */
  listGroupMemberships(teamId: string, options?: ListOptions): Listing<Membership> {
    return this.memberships(path`/teams/${teamId}/groups`, options);
  }

  /** Gives a team a role in a group. @throws {NotFoundError} */
  async createGroupMembership(
    teamId: string,
    membership: NewMembership,
    options?: RequestOptions,
  ): Promise<Membership> {
    return this.addMembership(path`/teams/${teamId}/groups`, membership, options);
  }

  /** The role of a team in one group. @throws {NotFoundError} */
  async retrieveGroupMembership(
    teamId: string,
    groupId: string,
    options?: RequestOptions,
  ): Promise<Membership> {
    return this.membership(path`/teams/${teamId}/groups/${groupId}`, options);
  }

  /** Replaces the role of a team in a group; returns it where Fivetran does. @throws {NotFoundError} */
  async updateGroupMembership(
    teamId: string,
    groupId: string,
    changes: MembershipUpdate,
    options?: RequestOptions,
  ): Promise<Membership | undefined> {
    return this.changeMembership(path`/teams/${teamId}/groups/${groupId}`, changes, options);
  }

  /** Takes the role of a team in a group away. @throws {NotFoundError} */
  async deleteGroupMembership(teamId: string, groupId: string, options?: RequestOptions): Promise<void> {
    return this.removeMembership(path`/teams/${teamId}/groups/${groupId}`, options);
  }

  /** The roles of a team in connections. */
  listConnectionMemberships(teamId: string, options?: ListOptions): Listing<Membership> {
    return this.memberships(path`/teams/${teamId}/connections`, options);
  }

  /** Gives a team a role in a connection. @throws {NotFoundError} */
  async createConnectionMembership(
    teamId: string,
    membership: NewMembership,
    options?: RequestOptions,
  ): Promise<Membership> {
    return this.addMembership(path`/teams/${teamId}/connections`, membership, options);
  }

  /** The role of a team in one connection. @throws {NotFoundError} */
  async retrieveConnectionMembership(
    teamId: string,
    connectionId: string,
    options?: RequestOptions,
  ): Promise<Membership> {
    return this.membership(path`/teams/${teamId}/connections/${connectionId}`, options);
  }

  /** Replaces the role of a team in a connection; returns it where Fivetran does. @throws {NotFoundError} */
  async updateConnectionMembership(
    teamId: string,
    connectionId: string,
    changes: MembershipUpdate,
    options?: RequestOptions,
  ): Promise<Membership | undefined> {
    return this.changeMembership(path`/teams/${teamId}/connections/${connectionId}`, changes, options);
  }

  /** Takes the role of a team in a connection away. @throws {NotFoundError} */
  async deleteConnectionMembership(
    teamId: string,
    connectionId: string,
    options?: RequestOptions,
  ): Promise<void> {
    return this.removeMembership(path`/teams/${teamId}/connections/${connectionId}`, options);
  }

  /** The users of a team; with `active`, only those who are or are not. */
  listUserMemberships(
    teamId: string,
    filter: { active?: boolean } = {},
    options?: ListOptions,
  ): Listing<TeamUserMembership> {
    return this.listing(
      {
        path: path`/teams/${teamId}/users`,
        query: { active: filter.active },
        answer: answers("teamUserMemberships"),
      },
      options,
    );
  }

  /** Takes a user into a team. Repeated when its answer was lost: a user is in a team once. @throws {NotFoundError} */
  async createUserMembership(
    teamId: string,
    membership: NewTeamUserMembership,
    options?: RequestOptions,
  ): Promise<TeamUserMembership> {
    return this.call(
      {
        method: "POST",
        path: path`/teams/${teamId}/users`,
        body: toWire(membership),
        repeatable: true,
        answer: answers("teamUserMembership"),
      },
      options,
    );
  }

  /** The role of one user in a team. @throws {NotFoundError} */
  async retrieveUserMembership(
    teamId: string,
    userId: string,
    options?: RequestOptions,
  ): Promise<TeamUserMembership> {
    return this.call(
      {
        method: "GET",
        path: path`/teams/${teamId}/users/${userId}`,
        answer: answers("teamUserMembership"),
      },
      options,
    );
  }

  /** Replaces the role of a user in a team; returns it where Fivetran does. @throws {NotFoundError} */
  async updateUserMembership(
    teamId: string,
    userId: string,
    changes: MembershipUpdate,
    options?: RequestOptions,
  ): Promise<TeamUserMembership | undefined> {
    return this.call(
      {
        method: "PATCH",
        path: path`/teams/${teamId}/users/${userId}`,
        body: toWire(changes),
        answer: answers("teamUserMembershipIfAny"),
      },
      options,
    );
  }

  /** Takes a user out of a team; the user stays in the account. @throws {NotFoundError} */
  async deleteUserMembership(teamId: string, userId: string, options?: RequestOptions): Promise<void> {
    return this.call({ method: "DELETE", path: path`/teams/${teamId}/users/${userId}` }, options);
  }
}
