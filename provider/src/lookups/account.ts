import type * as core from "@pulumi-fivetran/core/lookups";
import type { AccountInfo, Role } from "@pulumi-fivetran/sdk";
import { look, outputOf } from "./lookup";

export type { GetRoleArgs } from "@pulumi-fivetran/core/lookups";

/** The account of the credentials, and whose they are. */
export async function getAccount(): Promise<AccountInfo> {
  return look((lookups, client) => lookups.getAccount(client));
}

/** `getAccount` as an Output. */
export const getAccountOutput = outputOf(getAccount);

/** All roles that can be given, Fivetran's own and the account's. */
export async function getRoles(): Promise<Role[]> {
  return look((lookups, client) => lookups.getRoles(client));
}

/** `getRoles` as an Output. */
export const getRolesOutput = outputOf(getRoles);

/** One role, by its name. @throws Error when there is none, with near names */
export async function getRole(args: core.GetRoleArgs): Promise<Role> {
  return look((lookups, client) => lookups.getRole(client, args));
}

/** `getRole` for arguments that are Outputs. */
export const getRoleOutput = outputOf(getRole);
