import type * as pulumi from "@pulumi/pulumi";
import type { Group, GroupPublicKey, GroupServiceAccount, User } from "@pulumi-fivetran/sdk";
import { exactlyOne, type Inputs, lookupClient, onlyOne, outputOf } from "./lookup";

export interface GetGroupArgs {
  /** The group's id. */
  id?: string | undefined;
  /** Give this or `id`. */
  name?: string | undefined;
}

/** One group, by its id or by its name. @throws Error when there is none, or more than one of the name */
export async function getGroup(args: GetGroupArgs): Promise<Group> {
  exactlyOne("getGroup", { id: args.id, name: args.name });
  if (args.id !== undefined) return (await lookupClient()).groups.retrieve(args.id);
  return onlyOne((await lookupClient()).groups.list().strict({ required: ["name"] }), {
    lookup: "getGroup",
    thing: "group",
    asked: `the name '${args.name ?? ""}'`,
    matches: (item) => item.name === args.name,
    nameOf: (item) => item.name,
    idOf: (item) => item.id,
    ...(args.name === undefined ? {} : { name: args.name }),
  });
}

/** `getGroup` for arguments that are Outputs. */
export function getGroupOutput(args: Inputs<GetGroupArgs>): pulumi.Output<Group> {
  return outputOf(getGroup, args);
}

/** All groups. */
export async function getGroups(): Promise<Group[]> {
  return (await lookupClient()).groups.list().strict().toArray();
}

/** `getGroups` as an Output. */
export function getGroupsOutput(): pulumi.Output<Group[]> {
  return outputOf(getGroups, {});
}

export interface GetGroupPublicKeyArgs {
  /** The group's id. */
  groupId: string;
}

/** A group's SSH public key, which sources behind a tunnel must let in. */
export async function getGroupPublicKey(args: GetGroupPublicKeyArgs): Promise<GroupPublicKey> {
  return (await lookupClient()).groups.retrievePublicKey(args.groupId);
}

/** `getGroupPublicKey` for arguments that are Outputs. */
export function getGroupPublicKeyOutput(args: Inputs<GetGroupPublicKeyArgs>): pulumi.Output<GroupPublicKey> {
  return outputOf(getGroupPublicKey, args);
}

export interface GetGroupServiceAccountArgs {
  /** The group's id. */
  groupId: string;
}

/** A group's service account, which Google's sources and destinations must let in. */
export async function getGroupServiceAccount(args: GetGroupServiceAccountArgs): Promise<GroupServiceAccount> {
  return (await lookupClient()).groups.retrieveServiceAccount(args.groupId);
}

/** `getGroupServiceAccount` for arguments that are Outputs. */
export function getGroupServiceAccountOutput(
  args: Inputs<GetGroupServiceAccountArgs>,
): pulumi.Output<GroupServiceAccount> {
  return outputOf(getGroupServiceAccount, args);
}

export interface GetGroupUsersArgs {
  /** The group's id. */
  groupId: string;
  /** Only those who are, or are not, active. */
  active?: boolean | undefined;
}

/** The users of a group; those who have a role in the account are among them, with an empty one. */
export async function getGroupUsers(args: GetGroupUsersArgs): Promise<User[]> {
  return (await lookupClient()).groups
    .listUsers(args.groupId, args.active === undefined ? {} : { active: args.active })
    .strict()
    .toArray();
}

/** `getGroupUsers` for arguments that are Outputs. */
export function getGroupUsersOutput(args: Inputs<GetGroupUsersArgs>): pulumi.Output<User[]> {
  return outputOf(getGroupUsers, args);
}
