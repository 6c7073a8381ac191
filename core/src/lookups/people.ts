import type { FivetranClient, Membership, Team, TeamUserMembership, User } from "@pulumi-fivetran/sdk";
import { exactlyOne, onlyOne } from "./lookup";

export interface GetUserArgs {
  /** The user's id. */
  id?: string | undefined;
  /** Give this or `id`. */
  email?: string | undefined;
}

export async function getUser(client: FivetranClient, args: GetUserArgs): Promise<User> {
  exactlyOne("getUser", { id: args.id, email: args.email });
  if (args.id !== undefined) return client.users.retrieve(args.id);
  return onlyOne(client.users.list().strict({ readable: ["email"] }), {
    lookup: "getUser",
    thing: "user",
    asked: `the e-mail address '${args.email ?? ""}'`,
    matches: (item) => item.email === args.email,
    nameOf: (item) => item.email ?? item.id,
    idOf: (item) => item.id,
    ...(args.email === undefined ? {} : { name: args.email }),
  });
}

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

export async function getTeam(client: FivetranClient, args: GetTeamArgs): Promise<Team> {
  exactlyOne("getTeam", { id: args.id, name: args.name });
  if (args.id !== undefined) return client.teams.retrieve(args.id);
  return onlyOne(client.teams.list().strict({ required: ["name"] }), {
    lookup: "getTeam",
    thing: "team",
    asked: `the name '${args.name ?? ""}'`,
    matches: (item) => item.name === args.name,
    nameOf: (item) => item.name,
    idOf: (item) => item.id,
    ...(args.name === undefined ? {} : { name: args.name }),
  });
}

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
