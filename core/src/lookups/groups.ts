import type { FivetranClient, Group, GroupPublicKey, GroupServiceAccount, User } from "@pulumi-fivetran/sdk";
import { lookup } from "./lookup";

export interface GetGroupArgs {
  /** The group's id. */
  id?: string | undefined;
  /** Give this or `id`. */
  name?: string | undefined;
}

export const getGroup = lookup({
  lookup: "getGroup",
  thing: "group",
  by: "name",
  list: (client) => client.groups.list().strict({ required: ["name"] }),
  retrieve: (client, id) => client.groups.retrieve(id),
  whole: (group) => group,
});

export async function getGroups(client: FivetranClient): Promise<Group[]> {
  return client.groups.list().strict().toArray();
}

export interface GetGroupPublicKeyArgs {
  /** The group's id. */
  groupId: string;
}

export async function getGroupPublicKey(
  client: FivetranClient,
  args: GetGroupPublicKeyArgs,
): Promise<GroupPublicKey> {
  return client.groups.retrievePublicKey(args.groupId);
}

export interface GetGroupServiceAccountArgs {
  /** The group's id. */
  groupId: string;
}

export async function getGroupServiceAccount(
  client: FivetranClient,
  args: GetGroupServiceAccountArgs,
): Promise<GroupServiceAccount> {
  return client.groups.retrieveServiceAccount(args.groupId);
}

export interface GetGroupUsersArgs {
  /** The group's id. */
  groupId: string;
  /** Only those who are, or are not, active. */
  active?: boolean | undefined;
}

export async function getGroupUsers(client: FivetranClient, args: GetGroupUsersArgs): Promise<User[]> {
  return client.groups
    .listUsers(args.groupId, args.active === undefined ? {} : { active: args.active })
    .strict()
    .toArray();
}
