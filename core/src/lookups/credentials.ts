import type { ExternalSecretsManager, FivetranClient, SystemKey } from "@pulumi-fivetran/sdk";
import { lookup } from "./lookup";

export interface GetSystemKeyArgs {
  /** The system key's id. */
  id?: string | undefined;
  /** Give this or `id`. */
  name?: string | undefined;
}

export const getSystemKey = lookup({
  lookup: "getSystemKey",
  thing: "system key",
  by: "name",
  list: (client) => client.systemKeys.list().strict({ required: ["name"] }),
  retrieve: (client, id) => client.systemKeys.retrieve(id),
  whole: (key) => key,
});

export async function getSystemKeys(client: FivetranClient): Promise<SystemKey[]> {
  return client.systemKeys.list().strict().toArray();
}

export interface GetExternalSecretsManagerArgs {
  /** The external secrets manager's id. */
  id?: string | undefined;
  /** Give this or `id`. */
  name?: string | undefined;
}

export const getExternalSecretsManager = lookup({
  lookup: "getExternalSecretsManager",
  thing: "external secrets manager",
  by: "name",
  list: (client) => client.externalSecretsManagers.list().strict({ required: ["name"] }),
  retrieve: (client, id) => client.externalSecretsManagers.retrieve(id),
  whole: (manager) => manager,
});

export async function getExternalSecretsManagers(client: FivetranClient): Promise<ExternalSecretsManager[]> {
  return client.externalSecretsManagers.list().strict().toArray();
}
