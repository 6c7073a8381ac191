import type * as core from "@pulumi-fivetran/core/lookups";
import type { Group, GroupPublicKey, GroupServiceAccount, User } from "@pulumi-fivetran/sdk";
import { look, outputOf } from "./lookup";

export type {
  GetGroupArgs,
  GetGroupPublicKeyArgs,
  GetGroupServiceAccountArgs,
  GetGroupUsersArgs,
} from "@pulumi-fivetran/core/lookups";

/** One group, by its id or by its name. @throws Error when there is none, or more than one of the name */
export async function getGroup(args: core.GetGroupArgs): Promise<Group> {
  return look((lookups, client) => lookups.getGroup(client, args));
}

/** `getGroup` for arguments that are Outputs. */
export const getGroupOutput = outputOf(getGroup);

/** All groups. */
export async function getGroups(): Promise<Group[]> {
  return look((lookups, client) => lookups.getGroups(client));
}

/** `getGroups` as an Output. */
export const getGroupsOutput = outputOf(getGroups);

/** A group's SSH public key, which sources behind a tunnel must let in. */
export async function getGroupPublicKey(args: core.GetGroupPublicKeyArgs): Promise<GroupPublicKey> {
  return look((lookups, client) => lookups.getGroupPublicKey(client, args));
}

/** `getGroupPublicKey` for arguments that are Outputs. */
export const getGroupPublicKeyOutput = outputOf(getGroupPublicKey);

/** A group's service account, which Google's sources and destinations must let in. */
export async function getGroupServiceAccount(
  args: core.GetGroupServiceAccountArgs,
): Promise<GroupServiceAccount> {
  return look((lookups, client) => lookups.getGroupServiceAccount(client, args));
}

/** `getGroupServiceAccount` for arguments that are Outputs. */
export const getGroupServiceAccountOutput = outputOf(getGroupServiceAccount);

/** The users of a group; those who have a role in the account are among them, with an empty one. */
export async function getGroupUsers(args: core.GetGroupUsersArgs): Promise<User[]> {
  return look((lookups, client) => lookups.getGroupUsers(client, args));
}

/** `getGroupUsers` for arguments that are Outputs. */
export const getGroupUsersOutput = outputOf(getGroupUsers);
