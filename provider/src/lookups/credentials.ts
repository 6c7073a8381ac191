import type * as pulumi from "@pulumi/pulumi";
import type { ExternalSecretsManager, SystemKey } from "@pulumi-fivetran/sdk";
import { exactlyOne, type Inputs, lookupClient, onlyOne, outputOf } from "./lookup";

export interface GetSystemKeyArgs {
  id?: string | undefined;
  /** Give this or `id`. */
  name?: string | undefined;
}

/** One system key, by its id or by its name, without its secret. @throws Error when there is none, or more than one of the name */
export async function getSystemKey(args: GetSystemKeyArgs): Promise<SystemKey> {
  exactlyOne("getSystemKey", { id: args.id, name: args.name });
  if (args.id !== undefined) return (await lookupClient()).systemKeys.retrieve(args.id);
  return onlyOne((await lookupClient()).systemKeys.list().strict({ required: ["name"] }), {
    lookup: "getSystemKey",
    thing: "system key",
    asked: `the name '${args.name ?? ""}'`,
    matches: (item) => item.name === args.name,
    nameOf: (item) => item.name,
    idOf: (item) => item.id,
    ...(args.name === undefined ? {} : { name: args.name }),
  });
}

/** `getSystemKey` for arguments that are Outputs. */
export function getSystemKeyOutput(args: Inputs<GetSystemKeyArgs>): pulumi.Output<SystemKey> {
  return outputOf(getSystemKey, args);
}

/** All system keys, without their secrets. */
export async function getSystemKeys(): Promise<SystemKey[]> {
  return (await lookupClient()).systemKeys.list().strict().toArray();
}

/** `getSystemKeys` as an Output. */
export function getSystemKeysOutput(): pulumi.Output<SystemKey[]> {
  return outputOf(getSystemKeys, {});
}

export interface GetExternalSecretsManagerArgs {
  id?: string | undefined;
  /** Give this or `id`. */
  name?: string | undefined;
}

/** One external secrets manager, by its id or by its name. @throws Error when there is none, or more than one of the name */
export async function getExternalSecretsManager(
  args: GetExternalSecretsManagerArgs,
): Promise<ExternalSecretsManager> {
  exactlyOne("getExternalSecretsManager", { id: args.id, name: args.name });
  if (args.id !== undefined) return (await lookupClient()).externalSecretsManagers.retrieve(args.id);
  return onlyOne((await lookupClient()).externalSecretsManagers.list().strict({ required: ["name"] }), {
    lookup: "getExternalSecretsManager",
    thing: "external secrets manager",
    asked: `the name '${args.name ?? ""}'`,
    matches: (item) => item.name === args.name,
    nameOf: (item) => item.name,
    idOf: (item) => item.id,
    ...(args.name === undefined ? {} : { name: args.name }),
  });
}

/** `getExternalSecretsManager` for arguments that are Outputs. */
export function getExternalSecretsManagerOutput(
  args: Inputs<GetExternalSecretsManagerArgs>,
): pulumi.Output<ExternalSecretsManager> {
  return outputOf(getExternalSecretsManager, args);
}

/** All external secrets managers. */
export async function getExternalSecretsManagers(): Promise<ExternalSecretsManager[]> {
  return (await lookupClient()).externalSecretsManagers.list().strict().toArray();
}

/** `getExternalSecretsManagers` as an Output. */
export function getExternalSecretsManagersOutput(): pulumi.Output<ExternalSecretsManager[]> {
  return outputOf(getExternalSecretsManagers, {});
}
