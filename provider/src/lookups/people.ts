import type * as core from "@pulumi-fivetran/core/lookups";
import type { Membership, Team, TeamUserMembership, User } from "@pulumi-fivetran/sdk";
import { look, outputOf } from "./lookup";

export type {
  GetTeamArgs,
  GetTeamConnectorMembershipsArgs,
  GetTeamGroupMembershipsArgs,
  GetTeamUserMembershipsArgs,
  GetUserArgs,
  GetUserConnectorMembershipsArgs,
  GetUserGroupMembershipsArgs,
  GetUsersArgs,
} from "@pulumi-fivetran/core/lookups";

/** One user, by its id or by its e-mail address. @throws Error when there is none, or more than one of the e-mail address */
export async function getUser(args: core.GetUserArgs): Promise<User> {
  return look((lookups, client) => lookups.getUser(client, args));
}

/** `getUser` for arguments that are Outputs. */
export const getUserOutput = outputOf(getUser);

/** All users. */
export async function getUsers(args: core.GetUsersArgs = {}): Promise<User[]> {
  return look((lookups, client) => lookups.getUsers(client, args));
}

/** `getUsers` for arguments that are Outputs. */
export const getUsersOutput = outputOf(getUsers);

/** One team, by its id or by its name. @throws Error when there is none, or more than one of the name */
export async function getTeam(args: core.GetTeamArgs): Promise<Team> {
  return look((lookups, client) => lookups.getTeam(client, args));
}

/** `getTeam` for arguments that are Outputs. */
export const getTeamOutput = outputOf(getTeam);

/** All teams. */
export async function getTeams(): Promise<Team[]> {
  return look((lookups, client) => lookups.getTeams(client));
}

/** `getTeams` as an Output. */
export const getTeamsOutput = outputOf(getTeams);

/** The roles of a team in groups. */
export async function getTeamGroupMemberships(args: core.GetTeamGroupMembershipsArgs): Promise<Membership[]> {
  return look((lookups, client) => lookups.getTeamGroupMemberships(client, args));
}

/** `getTeamGroupMemberships` for arguments that are Outputs. */
export const getTeamGroupMembershipsOutput = outputOf(getTeamGroupMemberships);

/** The roles of a team in connectors. */
export async function getTeamConnectorMemberships(
  args: core.GetTeamConnectorMembershipsArgs,
): Promise<Membership[]> {
  return look((lookups, client) => lookups.getTeamConnectorMemberships(client, args));
}

/** `getTeamConnectorMemberships` for arguments that are Outputs. */
export const getTeamConnectorMembershipsOutput = outputOf(getTeamConnectorMemberships);

/** The roles of a user in groups. */
export async function getUserGroupMemberships(args: core.GetUserGroupMembershipsArgs): Promise<Membership[]> {
  return look((lookups, client) => lookups.getUserGroupMemberships(client, args));
}

/** `getUserGroupMemberships` for arguments that are Outputs. */
export const getUserGroupMembershipsOutput = outputOf(getUserGroupMemberships);

/** The roles of a user in connectors. */
export async function getUserConnectorMemberships(
  args: core.GetUserConnectorMembershipsArgs,
): Promise<Membership[]> {
  return look((lookups, client) => lookups.getUserConnectorMemberships(client, args));
}

/** `getUserConnectorMemberships` for arguments that are Outputs. */
export const getUserConnectorMembershipsOutput = outputOf(getUserConnectorMemberships);

/** The users of a team. */
export async function getTeamUserMemberships(
  args: core.GetTeamUserMembershipsArgs,
): Promise<TeamUserMembership[]> {
  return look((lookups, client) => lookups.getTeamUserMemberships(client, args));
}

/** `getTeamUserMemberships` for arguments that are Outputs. */
export const getTeamUserMembershipsOutput = outputOf(getTeamUserMemberships);
