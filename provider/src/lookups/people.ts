import type * as pulumi from "@pulumi/pulumi";
import type {
  GetTeamArgs,
  GetTeamConnectorMembershipsArgs,
  GetTeamGroupMembershipsArgs,
  GetTeamUserMembershipsArgs,
  GetUserArgs,
  GetUserConnectorMembershipsArgs,
  GetUserGroupMembershipsArgs,
  GetUsersArgs,
} from "@pulumi-fivetran/core/lookups";
import type { Membership, Team, TeamUserMembership, User } from "@pulumi-fivetran/sdk";
import { type Inputs, look, outputOf } from "./lookup";

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
export async function getUser(args: GetUserArgs): Promise<User> {
  return look((lookups, client) => lookups.getUser(client, args));
}

/** `getUser` for arguments that are Outputs. */
export function getUserOutput(args: Inputs<GetUserArgs>): pulumi.Output<User> {
  return outputOf(getUser, args);
}

/** All users. */
export async function getUsers(args: GetUsersArgs = {}): Promise<User[]> {
  return look((lookups, client) => lookups.getUsers(client, args));
}

/** `getUsers` for arguments that are Outputs. */
export function getUsersOutput(args: Inputs<GetUsersArgs> = {}): pulumi.Output<User[]> {
  return outputOf(getUsers, args);
}

/** One team, by its id or by its name. @throws Error when there is none, or more than one of the name */
export async function getTeam(args: GetTeamArgs): Promise<Team> {
  return look((lookups, client) => lookups.getTeam(client, args));
}

/** `getTeam` for arguments that are Outputs. */
export function getTeamOutput(args: Inputs<GetTeamArgs>): pulumi.Output<Team> {
  return outputOf(getTeam, args);
}

/** All teams. */
export async function getTeams(): Promise<Team[]> {
  return look((lookups, client) => lookups.getTeams(client));
}

/** `getTeams` as an Output. */
export function getTeamsOutput(): pulumi.Output<Team[]> {
  return outputOf(getTeams, {});
}

/** The roles of a team in groups. */
export async function getTeamGroupMemberships(args: GetTeamGroupMembershipsArgs): Promise<Membership[]> {
  return look((lookups, client) => lookups.getTeamGroupMemberships(client, args));
}

/** `getTeamGroupMemberships` for arguments that are Outputs. */
export function getTeamGroupMembershipsOutput(
  args: Inputs<GetTeamGroupMembershipsArgs>,
): pulumi.Output<Membership[]> {
  return outputOf(getTeamGroupMemberships, args);
}

/** The roles of a team in connectors. */
export async function getTeamConnectorMemberships(
  args: GetTeamConnectorMembershipsArgs,
): Promise<Membership[]> {
  return look((lookups, client) => lookups.getTeamConnectorMemberships(client, args));
}

/** `getTeamConnectorMemberships` for arguments that are Outputs. */
export function getTeamConnectorMembershipsOutput(
  args: Inputs<GetTeamConnectorMembershipsArgs>,
): pulumi.Output<Membership[]> {
  return outputOf(getTeamConnectorMemberships, args);
}

/** The roles of a user in groups. */
export async function getUserGroupMemberships(args: GetUserGroupMembershipsArgs): Promise<Membership[]> {
  return look((lookups, client) => lookups.getUserGroupMemberships(client, args));
}

/** `getUserGroupMemberships` for arguments that are Outputs. */
export function getUserGroupMembershipsOutput(
  args: Inputs<GetUserGroupMembershipsArgs>,
): pulumi.Output<Membership[]> {
  return outputOf(getUserGroupMemberships, args);
}

/** The roles of a user in connectors. */
export async function getUserConnectorMemberships(
  args: GetUserConnectorMembershipsArgs,
): Promise<Membership[]> {
  return look((lookups, client) => lookups.getUserConnectorMemberships(client, args));
}

/** `getUserConnectorMemberships` for arguments that are Outputs. */
export function getUserConnectorMembershipsOutput(
  args: Inputs<GetUserConnectorMembershipsArgs>,
): pulumi.Output<Membership[]> {
  return outputOf(getUserConnectorMemberships, args);
}

/** The users of a team. */
export async function getTeamUserMemberships(
  args: GetTeamUserMembershipsArgs,
): Promise<TeamUserMembership[]> {
  return look((lookups, client) => lookups.getTeamUserMemberships(client, args));
}

/** `getTeamUserMemberships` for arguments that are Outputs. */
export function getTeamUserMembershipsOutput(
  args: Inputs<GetTeamUserMembershipsArgs>,
): pulumi.Output<TeamUserMembership[]> {
  return outputOf(getTeamUserMemberships, args);
}
