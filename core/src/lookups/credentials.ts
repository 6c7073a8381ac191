import type { ExternalSecretsManager, FivetranClient, SystemKey } from "@pulumi-fivetran/sdk";
import { exactlyOne, onlyOne } from "./lookup";

export interface GetSystemKeyArgs {
  id?: string | undefined;
  /** Give this or `id`. */
  name?: string | undefined;
}

export async function getSystemKey(client: FivetranClient, args: GetSystemKeyArgs): Promise<SystemKey> {
  exactlyOne("getSystemKey", { id: args.id, name: args.name });
  if (args.id !== undefined) return client.systemKeys.retrieve(args.id);
  return onlyOne(client.systemKeys.list().strict({ required: ["name"] }), {
    lookup: "getSystemKey",
    thing: "system key",
    asked: `the name '${args.name ?? ""}'`,
    matches: (item) => item.name === args.name,
    nameOf: (item) => item.name,
    idOf: (item) => item.id,
    ...(args.name === undefined ? {} : { name: args.name }),
  });
}

export async function getSystemKeys(client: FivetranClient): Promise<SystemKey[]> {
  return client.systemKeys.list().strict().toArray();
}

export interface GetExternalSecretsManagerArgs {
  id?: string | undefined;
  /** Give this or `id`. */
  name?: string | undefined;
}

export async function getExternalSecretsManager(
  client: FivetranClient,
  args: GetExternalSecretsManagerArgs,
): Promise<ExternalSecretsManager> {
  exactlyOne("getExternalSecretsManager", { id: args.id, name: args.name });
  if (args.id !== undefined) return client.externalSecretsManagers.retrieve(args.id);
  return onlyOne(client.externalSecretsManagers.list().strict({ required: ["name"] }), {
    lookup: "getExternalSecretsManager",
    thing: "external secrets manager",
    asked: `the name '${args.name ?? ""}'`,
    matches: (item) => item.name === args.name,
    nameOf: (item) => item.name,
    idOf: (item) => item.id,
    ...(args.name === undefined ? {} : { name: args.name }),
  });
}

export async function getExternalSecretsManagers(client: FivetranClient): Promise<ExternalSecretsManager[]> {
  return client.externalSecretsManagers.list().strict().toArray();
}
