import { z } from "zod";
import type { Account } from "../domain/account";
import { usersOf } from "../domain/infrastructure/networkUsers";
import { maskSeals, sealConfig } from "../domain/seal";
import { type ApiError, errors } from "../errors";
import { messages } from "../messages";
import type { SecretsManagerRecord } from "../records/infrastructure";
import { serviceConfig } from "./destinationModel";
import { type Operation, operation, pageSource } from "./operation";
import { mergeConfig } from "./serviceSettings";

const said = messages.secretsManagers;

const ENTITY_TYPES = ["source", "destination", "all"];

export const externalSecretsManagers: readonly Operation[] = [
  operation({
    method: "GET",
    path: "/v1/external-secrets-managers",
    run: (account) => ({
      message: said.done,
      pages: pageSource([...account.state.all("secretsManagers")], managerView),
    }),
  }),
  operation({
    method: "POST",
    path: "/v1/external-secrets-managers",
    status: 201,
    body: z.looseObject({
      type: z.enum(["AWS_SECRET_MANAGER", "AZURE_KEY_VAULT", "HASHICORP_VAULT"]),
      name: z.string().min(1),
      config: serviceConfig.nullish(),
      is_hybrid_deployment: z.boolean().nullish(),
    }),
    errorForField,
    run: (account, { body }) => {
      const isTaken = [...account.state.all("secretsManagers")].some(({ name }) => name === body.name);
      if (isTaken) throw errors.badRequest(said.nameTaken(body.name));
      const now = account.clock.timestamp();
      const manager: SecretsManagerRecord = {
        id: account.newId(),
        type: body.type,
        name: body.name,
        config: sealConfig(requireConfig(body.config), account.settings.sealKey),
        isHybridDeployment: body.is_hybrid_deployment ?? false,
        createdAt: now,
        updatedAt: now,
      };
      account.state.put("secretsManagers", manager.id, manager);
      return { message: said.created, data: managerView(manager) };
    },
  }),
  operation({
    method: "GET",
    path: "/v1/external-secrets-managers-entities",
    run: (account, { query }) => {
      const wanted = query["esm_id"];
      if (wanted !== undefined)
        return {
          message: said.done,
          data: { items: entitiesOf(account, [managerOf(account, wanted)], query) },
        };
      return {
        message: said.done,
        data: { items: entitiesOf(account, [...account.state.all("secretsManagers")], query) },
      };
    },
  }),
  operation({
    method: "GET",
    path: "/v1/external-secrets-managers/{esmId}",
    run: (account, { params }) => ({
      message: said.done,
      data: managerView(managerOf(account, params.esmId)),
    }),
  }),
  operation({
    method: "PATCH",
    path: "/v1/external-secrets-managers/{esmId}",
    body: z.looseObject({ config: serviceConfig.nullish() }),
    errorForField,
    run: (account, { params, body }) => {
      const manager = managerOf(account, params.esmId);
      const updated: SecretsManagerRecord = {
        ...manager,
        config: sealConfig(mergeConfig(manager.config, requireConfig(body.config)), account.settings.sealKey),
        updatedAt: account.clock.timestamp(),
      };
      account.state.put("secretsManagers", manager.id, updated);
      return { message: said.updated, data: managerView(updated) };
    },
  }),
  operation({
    method: "DELETE",
    path: "/v1/external-secrets-managers/{esmId}",
    run: (account, { params }) => {
      const { id } = managerOf(account, params.esmId);
      const { connections, destinations } = usersOf(account, "externalSecretsManagerId", id);
      if (connections.length + destinations.length > 0) {
        throw errors.badRequest(said.inUse(id, connections.length, destinations.length));
      }
      account.state.remove("secretsManagers", id);
      return { message: said.deleted(id) };
    },
  }),
  operation({
    method: "GET",
    path: "/v1/external-secrets-managers/{esmId}/entities",
    run: (account, { params, query }) => ({
      message: said.done,
      data: { items: entitiesOf(account, [managerOf(account, params.esmId)], query) },
    }),
  }),
];

/** Here the code of a faulty body is `BadRequest`. */
function errorForField(field: string): ApiError {
  return errors.badRequest(field === "config" ? said.configRequired : messages.fieldInvalid(field));
}

function requireConfig<T>(config: T | null | undefined): T {
  if (config === undefined || config === null) throw errors.badRequest(said.configRequired);
  return config;
}

function managerOf(account: Account, id: string): SecretsManagerRecord {
  const manager = account.state.get("secretsManagers", id);
  if (manager === undefined) throw errors.notFound(said.missing(id));
  return manager;
}

/** All of them at once: these two lists have no pages. */
function entitiesOf(
  account: Account,
  managers: readonly SecretsManagerRecord[],
  query: Readonly<Record<string, string>>,
): unknown[] {
  const { type = "all" } = query;
  if (!ENTITY_TYPES.includes(type)) throw errors.badRequest(said.unknownType(type));
  return managers.flatMap(({ id }) => {
    const { connections, destinations } = usersOf(account, "externalSecretsManagerId", id);
    const sources = connections.map((one) => ({
      id: one.id,
      name: one.schema,
      enabled: one.setupState === "connected" && !one.paused,
      type: "SOURCE",
      secret_manager_id: id,
      created_at: one.createdAt,
    }));
    const targets = destinations.map((one) => ({
      id: one.id,
      name: account.state.get("groups", one.id)?.name,
      enabled: one.setupStatus === "connected",
      type: "DESTINATION",
      secret_manager_id: id,
      // A destination has no time of its own: its group's is the nearest (UNPROVEN).
      created_at: account.state.get("groups", one.id)?.createdAt,
    }));
    return [...(type === "destination" ? [] : sources), ...(type === "source" ? [] : targets)];
  });
}

function managerView(manager: SecretsManagerRecord): unknown {
  return {
    id: manager.id,
    type: manager.type,
    name: manager.name,
    config: maskSeals(manager.config),
    is_hybrid_deployment: manager.isHybridDeployment,
    created_at: manager.createdAt,
    updated_at: manager.updatedAt,
  };
}
