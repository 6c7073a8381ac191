import type * as pulumi from "@pulumi/pulumi";
import type { Membership, Team, TeamUserMembership, User } from "@pulumi-fivetran/sdk";
import { exactlyOne, type Inputs, lookupClient, onlyOne, outputOf } from "./lookup";

export interface GetUserArgs {
  /** The user's id. */
  id?: string | undefined;
  /** Give this or `id`. */
  email?: string | undefined;
}

/** One user, by its id or by its e-mail address. @throws Error when there is none, or more than one of the e-mail address */
export async function getUser(args: GetUserArgs): Promise<User> {
  exactlyOne("getUser", { id: args.id, email: args.email });
  if (args.id !== undefined) return (await lookupClient()).users.retrieve(args.id);
  return onlyOne((await lookupClient()).users.list().strict({ readable: ["email"] }), {
    lookup: "getUser",
    thing: "user",
    asked: `the e-mail address '${args.email ?? ""}'`,
    matches: (item) => item.email === args.email,
    nameOf: (item) => item.email ?? item.id,
    idOf: (item) => item.id,
    ...(args.email === undefined ? {} : { name: args.email }),
  });
}

/** `getUser` for arguments that are Outputs. */
export function getUserOutput(args: Inputs<GetUserArgs>): pulumi.Output<User> {
  return outputOf(getUser, args);
}

export interface GetUsersArgs {
  /** Only those who are, or are not, active. */
  active?: boolean | undefined;
}

/** All users. */
export async function getUsers(args: GetUsersArgs = {}): Promise<User[]> {
  return (await lookupClient()).users
    .list(args.active === undefined ? {} : { active: args.active })
    .strict()
    .toArray();
}

/** `getUsers` for arguments that are Outputs. */
export function getUsersOutput(args: Inputs<GetUsersArgs> = {}): pulumi.Output<User[]> {
  return outputOf(getUsers, args);
}

export interface GetTeamArgs {
  /** The team's id. */
  id?: string | undefined;
  /** Give this or `id`. */
  name?: string | undefined;
}

/** One team, by its id or by its name. @throws Error when there is none, or more than one of the name */
export async function getTeam(args: GetTeamArgs): Promise<Team> {
  exactlyOne("getTeam", { id: args.id, name: args.name });
  if (args.id !== undefined) return (await lookupClient()).teams.retrieve(args.id);
  return onlyOne((await lookupClient()).teams.list().strict({ required: ["name"] }), {
    lookup: "getTeam",
    thing: "team",
    asked: `the name '${args.name ?? ""}'`,
    matches: (item) => item.name === args.name,
    nameOf: (item) => item.name,
    idOf: (item) => item.id,
    ...(args.name === undefined ? {} : { name: args.name }),
  });
}

/** `getTeam` for arguments that are Outputs. */
export function getTeamOutput(args: Inputs<GetTeamArgs>): pulumi.Output<Team> {
  return outputOf(getTeam, args);
}

/** All teams. */
export async function getTeams(): Promise<Team[]> {
  return (await lookupClient()).teams.list().strict().toArray();
}

/** `getTeams` as an Output. */
export function getTeamsOutput(): pulumi.Output<Team[]> {
  return outputOf(getTeams, {});
}

export interface GetTeamGroupMembershipsArgs {
  /** The team's id. */
  teamId: string;
}

/** The roles of a team in groups. */
export async function getTeamGroupMemberships(args: GetTeamGroupMembershipsArgs): Promise<Membership[]> {
  return (await lookupClient()).teams.listGroupMemberships(args.teamId).strict().toArray();
}

/** `getTeamGroupMemberships` for arguments that are Outputs. */
export function getTeamGroupMembershipsOutput(
  args: Inputs<GetTeamGroupMembershipsArgs>,
): pulumi.Output<Membership[]> {
  return outputOf(getTeamGroupMemberships, args);
}

export interface GetTeamConnectorMembershipsArgs {
  /** The team's id. */
  teamId: string;
}

/** The roles of a team in connectors. */
export async function getTeamConnectorMemberships(
  args: GetTeamConnectorMembershipsArgs,
): Promise<Membership[]> {
  return (await lookupClient()).teams.listConnectionMemberships(args.teamId).strict().toArray();
}

/** `getTeamConnectorMemberships` for arguments that are Outputs. */
export function getTeamConnectorMembershipsOutput(
  args: Inputs<GetTeamConnectorMembershipsArgs>,
): pulumi.Output<Membership[]> {
  return outputOf(getTeamConnectorMemberships, args);
}

export interface GetUserGroupMembershipsArgs {
  /** The user's id. */
  userId: string;
}

/** The roles of a user in groups. */
export async function getUserGroupMemberships(args: GetUserGroupMembershipsArgs): Promise<Membership[]> {
  return (await lookupClient()).users.listGroupMemberships(args.userId).strict().toArray();
}

/** `getUserGroupMemberships` for arguments that are Outputs. */
export function getUserGroupMembershipsOutput(
  args: Inputs<GetUserGroupMembershipsArgs>,
): pulumi.Output<Membership[]> {
  return outputOf(getUserGroupMemberships, args);
}

export interface GetUserConnectorMembershipsArgs {
  /** The user's id. */
  userId: string;
}

/** The roles of a user in connectors. */
export async function getUserConnectorMemberships(
  args: GetUserConnectorMembershipsArgs,
): Promise<Membership[]> {
  return (await lookupClient()).users.listConnectionMemberships(args.userId).strict().toArray();
}

/** `getUserConnectorMemberships` for arguments that are Outputs. */
export function getUserConnectorMembershipsOutput(
  args: Inputs<GetUserConnectorMembershipsArgs>,
): pulumi.Output<Membership[]> {
  return outputOf(getUserConnectorMemberships, args);
}

export interface GetTeamUserMembershipsArgs {
  /** The team's id. */
  teamId: string;
}

/** The users of a team. */
export async function getTeamUserMemberships(
  args: GetTeamUserMembershipsArgs,
): Promise<TeamUserMembership[]> {
  return (await lookupClient()).teams.listUserMemberships(args.teamId).strict().toArray();
}

/** `getTeamUserMemberships` for arguments that are Outputs. */
export function getTeamUserMembershipsOutput(
  args: Inputs<GetTeamUserMembershipsArgs>,
): pulumi.Output<TeamUserMembership[]> {
  return outputOf(getTeamUserMemberships, args);
}
