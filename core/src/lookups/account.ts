import type { AccountInfo, FivetranClient, Role } from "@pulumi-fivetran/sdk";
import { onlyOne } from "./lookup";

export async function getAccount(client: FivetranClient): Promise<AccountInfo> {
  return client.account.retrieve();
}

export async function getRoles(client: FivetranClient): Promise<Role[]> {
  return client.roles.list().strict().toArray();
}

export interface GetRoleArgs {
  /** Such as `"Account Reviewer"`. */
  name: string;
}

export async function getRole(client: FivetranClient, args: GetRoleArgs): Promise<Role> {
  return onlyOne(client.roles.list().strict({ required: ["name"] }), {
    lookup: "getRole",
    thing: "role",
    asked: `the name '${args.name}'`,
    matches: (item) => item.name === args.name,
    nameOf: (item) => item.name,
    idOf: (item) => item.name,
    name: args.name,
  });
}
