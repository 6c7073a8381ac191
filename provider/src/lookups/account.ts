import type * as pulumi from "@pulumi/pulumi";
import type { AccountInfo, Role } from "@pulumi-fivetran/sdk";
import { lookupClient, outputOf } from "./lookup";

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
  return (await lookupClient()).roles.list().all();
}

/** `getRoles` as an Output. */
export function getRolesOutput(): pulumi.Output<Role[]> {
  return outputOf(getRoles, {});
}
