import type { FivetranClient, Group, GroupPublicKey, GroupServiceAccount, User } from "@pulumi-fivetran/sdk";
import { exactlyOne, onlyOne } from "./lookup";

export interface GetGroupArgs {
  /** The group's id. */
  id?: string | undefined;
  /** Give this or `id`. */
  name?: string | undefined;
}

export async function getGroup(client: FivetranClient, args: GetGroupArgs): Promise<Group> {
  exactlyOne("getGroup", { id: args.id, name: args.name });
  if (args.id !== undefined) return client.groups.retrieve(args.id);
  return onlyOne(client.groups.list().strict({ required: ["name"] }), {
    lookup: "getGroup",
    thing: "group",
    asked: `the name '${args.name ?? ""}'`,
    matches: (item) => item.name === args.name,
    nameOf: (item) => item.name,
    idOf: (item) => item.id,
    ...(args.name === undefined ? {} : { name: args.name }),
  });
}

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
