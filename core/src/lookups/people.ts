import type { FivetranClient, Membership, Team, TeamUserMembership, User } from "@pulumi-fivetran/sdk";
import { lookup } from "./lookup";

export interface GetUserArgs {
  /** The user's id. */
  id?: string | undefined;
  /** Give this or `id`. */
  email?: string | undefined;
}

export const getUser = lookup({
  lookup: "getUser",
  thing: "user",
  by: "email",
  called: "e-mail address",
  list: (client) => client.users.list().strict({ readable: ["email"] }),
  retrieve: (client, id) => client.users.retrieve(id),
  whole: (user) => user,
});

export interface GetUsersArgs {
  /** Only those who are, or are not, active. */
  active?: boolean | undefined;
}

export async function getUsers(client: FivetranClient, args: GetUsersArgs = {}): Promise<User[]> {
  return client.users
    .list(args.active === undefined ? {} : { active: args.active })
    .strict()
    .toArray();
}

export interface GetTeamArgs {
  /** The team's id. */
  id?: string | undefined;
  /** Give this or `id`. */
  name?: string | undefined;
}

export const getTeam = lookup({
  lookup: "getTeam",
  thing: "team",
  by: "name",
  list: (client) => client.teams.list().strict({ required: ["name"] }),
  retrieve: (client, id) => client.teams.retrieve(id),
  whole: (team) => team,
});

export async function getTeams(client: FivetranClient): Promise<Team[]> {
  return client.teams.list().strict().toArray();
}

export interface GetTeamGroupMembershipsArgs {
  /** The team's id. */
  teamId: string;
}

export async function getTeamGroupMemberships(
  client: FivetranClient,
  args: GetTeamGroupMembershipsArgs,
): Promise<Membership[]> {
  return client.teams.listGroupMemberships(args.teamId).strict().toArray();
}

export interface GetTeamConnectorMembershipsArgs {
  /** The team's id. */
  teamId: string;
}

export async function getTeamConnectorMemberships(
  client: FivetranClient,
  args: GetTeamConnectorMembershipsArgs,
): Promise<Membership[]> {
  return client.teams.listConnectionMemberships(args.teamId).strict().toArray();
}

export interface GetUserGroupMembershipsArgs {
  /** The user's id. */
  userId: string;
}

export async function getUserGroupMemberships(
  client: FivetranClient,
  args: GetUserGroupMembershipsArgs,
): Promise<Membership[]> {
  return client.users.listGroupMemberships(args.userId).strict().toArray();
}

export interface GetUserConnectorMembershipsArgs {
  /** The user's id. */
  userId: string;
}

export async function getUserConnectorMemberships(
  client: FivetranClient,
  args: GetUserConnectorMembershipsArgs,
): Promise<Membership[]> {
  return client.users.listConnectionMemberships(args.userId).strict().toArray();
}

export interface GetTeamUserMembershipsArgs {
  /** The team's id. */
  teamId: string;
}

export async function getTeamUserMemberships(
  client: FivetranClient,
  args: GetTeamUserMembershipsArgs,
): Promise<TeamUserMembership[]> {
  return client.teams.listUserMemberships(args.teamId).strict().toArray();
}
