import type * as pulumi from "@pulumi/pulumi";
import type { AccountInfo, Role } from "@pulumi-fivetran/sdk";
import { type Inputs, lookupClient, onlyOne, outputOf } from "./lookup";

/** The account of the credentials, and whose they are. */
export async function getAccount(): Promise<AccountInfo> {
  return (await lookupClient()).account.retrieve();
}

/** `getAccount` as an Output. */
export function getAccountOutput(): pulumi.Output<AccountInfo> {
  return outputOf(getAccount, {});
}

/** All roles that can be given, Fivetran's own and the account's. */
export async function getRoles(): Promise<Role[]> {
  return (await lookupClient()).roles.list().strict().toArray();
}

/** `getRoles` as an Output. */
export function getRolesOutput(): pulumi.Output<Role[]> {
  return outputOf(getRoles, {});
}

export interface GetRoleArgs {
  /** Such as `"Account Reviewer"`. */
  name: string;
}

/** One role, by its name. @throws Error when there is none, with near names */
export async function getRole(args: GetRoleArgs): Promise<Role> {
  return onlyOne((await lookupClient()).roles.list().strict({ required: ["name"] }), {
    lookup: "getRole",
    thing: "role",
    asked: `the name '${args.name}'`,
    matches: (item) => item.name === args.name,
    nameOf: (item) => item.name,
    idOf: (item) => item.name,
    name: args.name,
  });
}

/** `getRole` for arguments that are Outputs. */
export function getRoleOutput(args: Inputs<GetRoleArgs>): pulumi.Output<Role> {
  return outputOf(getRole, args);
}
