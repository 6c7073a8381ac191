import type * as core from "@pulumi-fivetran/core/lookups";
import type { ExternalSecretsManager, SystemKey } from "@pulumi-fivetran/sdk";
import { look, outputOf } from "./lookup";

export type { GetExternalSecretsManagerArgs, GetSystemKeyArgs } from "@pulumi-fivetran/core/lookups";

/** One system key, by its id or by its name, without its secret. @throws Error when there is none, or more than one of the name */
export async function getSystemKey(args: core.GetSystemKeyArgs): Promise<SystemKey> {
  return look((lookups, client) => lookups.getSystemKey(client, args));
}

/** `getSystemKey` for arguments that are Outputs. */
export const getSystemKeyOutput = outputOf(getSystemKey);

/** All system keys, without their secrets. */
export async function getSystemKeys(): Promise<SystemKey[]> {
  return look((lookups, client) => lookups.getSystemKeys(client));
}

/** `getSystemKeys` as an Output. */
export const getSystemKeysOutput = outputOf(getSystemKeys);

/** One external secrets manager, by its id or by its name. @throws Error when there is none, or more than one of the name */
export async function getExternalSecretsManager(
  args: core.GetExternalSecretsManagerArgs,
): Promise<ExternalSecretsManager> {
  return look((lookups, client) => lookups.getExternalSecretsManager(client, args));
}

/** `getExternalSecretsManager` for arguments that are Outputs. */
export const getExternalSecretsManagerOutput = outputOf(getExternalSecretsManager);

/** All external secrets managers. */
export async function getExternalSecretsManagers(): Promise<ExternalSecretsManager[]> {
  return look((lookups, client) => lookups.getExternalSecretsManagers(client));
}

/** `getExternalSecretsManagers` as an Output. */
export const getExternalSecretsManagersOutput = outputOf(getExternalSecretsManagers);
