import { z } from "zod";
import type { Account } from "../domain/account";
import { changeSettings } from "../domain/changeSettings";
import { given } from "../domain/given";
import { sealLogConfig } from "../domain/infrastructure/logServices";
import { spanMs } from "../domain/inputModels";
import { sealConfig } from "../domain/seal";
import type { SettingType } from "../facts/connectorTypes";
import { isKnownService, servicesOf } from "../facts/services";
import type { ConnectorTypeRecord } from "../records/infrastructure";
import { groups, seedId, seedTime } from "./core";
import { seedArea, seedCheck, uniqueIds } from "./seedArea";

const config = z.record(z.string(), z.unknown()).default({});
const region = z.string().default("GCP_US_EAST4");

const privateLinks = z
  .array(
    z.strictObject({
      id: seedId.optional(),
      name: z.string().min(1),
      region,
      service: z.string().refine((service) => isKnownService("privateLink", service), {
        error: () => `must be one of ${servicesOf("privateLink").join(", ")}`,
      }),
      state: z.enum(["OK", "FAIL"]).default("OK"),
      config,
      createdAt: seedTime.optional(),
    }),
  )
  .default([]);

const proxyAgents = z
  .array(
    z.strictObject({
      id: seedId.optional(),
      displayName: z.string().min(1),
      region,
      registeredAt: seedTime.optional(),
    }),
  )
  .default([]);

const hybridDeploymentAgents = z
  .array(
    z.strictObject({
      id: seedId.optional(),
      displayName: z.string().min(1),
      groupId: seedId,
      deploymentType: z.enum(["DOCKER", "PODMAN", "KUBERNETES", "SNOWPARK"]).default("DOCKER"),
      registeredAt: seedTime.optional(),
    }),
  )
  .default([]);

const externalSecretsManagers = z
  .array(
    z.strictObject({
      id: seedId.optional(),
      type: z.enum(["AWS_SECRET_MANAGER", "AZURE_KEY_VAULT", "HASHICORP_VAULT"]),
      name: z.string().min(1),
      config,
      isHybridDeployment: z.boolean().default(false),
      createdAt: seedTime.optional(),
    }),
  )
  .default([]);

const logServices = z
  .array(
    z.strictObject({
      /** Id of a seeded group; the account's own log service has none. */
      groupId: seedId.optional(),
      service: z.string().refine((service) => isKnownService("log", service), {
        error: () => `must be one of ${servicesOf("log").join(", ")}`,
      }),
      enabled: z.boolean().default(true),
      config,
    }),
  )
  .default([]);

/** Settings in the form in which metadata tells of them. */
const settingType = z.custom<SettingType>(
  (value) => isSettingType(value),
  "must be an object with `type`, and with `properties` or `items` in the same form",
);

function isSettingType(value: unknown): boolean {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const { type, properties = {}, items } = value as Readonly<Record<string, unknown>>;
  if (typeof type !== "string" || typeof properties !== "object" || properties === null) return false;
  return Object.values(properties).every(isSettingType) && (items === undefined || isSettingType(items));
}

/** Kinds of sources that metadata tells of in other words, or that Fivetran's document does not know. */
const connectorTypes = z
  .array(
    z.strictObject({
      id: seedId,
      name: z.string().optional(),
      type: z.string().optional(),
      description: z.string().optional(),
      connectorClass: z.enum(["standard", "lite"]).optional(),
      serviceStatus: z
        .enum(["general_availability", "beta", "private_preview", "sunset", "development"])
        .optional(),
      config: settingType.optional(),
      auth: settingType.optional(),
    }),
  )
  .default([]);

/** What connects, logs and keeps secrets, and what metadata says. */
export const infrastructure = seedArea({
  fields: {
    privateLinks,
    proxyAgents,
    hybridDeploymentAgents,
    externalSecretsManagers,
    logServices,
    connectorTypes,
    /** How long a private link takes to be made, changed or deleted; 10 seconds when not given. */
    privateLinkChangeMs: spanMs.optional(),
    /** In the names of groups' service accounts; `fivetran-local` when not given. */
    serviceAccountProject: z.string().min(1).optional(),
  },
  checks: [
    uniqueIds("privateLinks", privateLinks),
    uniqueIds("proxyAgents", proxyAgents),
    uniqueIds("hybridDeploymentAgents", hybridDeploymentAgents),
    uniqueIds("externalSecretsManagers", externalSecretsManagers),
    uniqueIds("connectorTypes", connectorTypes),
    seedCheck({ groups, hybridDeploymentAgents }, (seed, complain) => {
      const groupIds = new Set(seed.groups.map(({ id }) => id));
      for (const [index, { groupId }] of seed.hybridDeploymentAgents.entries()) {
        if (groupIds.has(groupId)) continue;
        complain(["hybridDeploymentAgents", index, "groupId"], `no seeded group has the id '${groupId}'`);
      }
    }),
    seedCheck({ groups, logServices }, (seed, complain) => {
      const known = new Set<string | undefined>([undefined, ...seed.groups.map(({ id }) => id)]);
      const taken = new Set<string | undefined>();
      for (const [index, { groupId }] of seed.logServices.entries()) {
        const place = ["logServices", index, "groupId"];
        if (!known.has(groupId)) complain(place, `no seeded group has the id '${groupId}'`);
        else if (taken.has(groupId)) complain(place, "a group, and the account, has one log service");
        taken.add(groupId);
      }
    }),
  ],
  plant: (account, seed) => {
    changeSettings(
      account,
      given({
        privateLinkChangeMs: seed.privateLinkChangeMs,
        serviceAccountProject: seed.serviceAccountProject,
      }),
    );
    plantLinks(account, seed.privateLinks);
    plantAgents(account, seed.proxyAgents, seed.hybridDeploymentAgents);
    plantManagers(account, seed.externalSecretsManagers);
    for (const { groupId: id = account.id, service, enabled, ...item } of seed.logServices) {
      const sealed = sealLogConfig(account, service, item.config);
      account.state.put("logServices", id, { id, service, enabled, config: sealed });
    }
    for (const { connectorClass, serviceStatus, ...item } of seed.connectorTypes) {
      const record: ConnectorTypeRecord = {
        id: item.id,
        ...given({ ...item, connector_class: connectorClass, service_status: serviceStatus }),
      };
      account.state.put("connectorTypes", item.id, record);
    }
  },
});

function plantLinks(account: Account, items: z.output<typeof privateLinks>): void {
  for (const item of items) {
    const id = item.id ?? account.newId();
    const createdAt = item.createdAt ?? account.clock.timestamp();
    account.state.put("privateLinks", id, { ...item, id, createdAt, createdBy: account.settings.ownerId });
  }
}

function plantAgents(
  account: Account,
  proxies: z.output<typeof proxyAgents>,
  hybrids: z.output<typeof hybridDeploymentAgents>,
): void {
  const createdBy = account.settings.ownerId;
  for (const item of proxies) {
    const id = item.id ?? account.newId();
    const registeredAt = item.registeredAt ?? account.clock.timestamp();
    account.state.put("proxyAgents", id, { ...item, id, registeredAt, createdBy });
  }
  for (const item of hybrids) {
    const id = item.id ?? account.newId();
    const registeredAt = item.registeredAt ?? account.clock.timestamp();
    const times = { registeredAt, updatedAt: registeredAt, lastUsedAt: null };
    account.state.put("hybridAgents", id, { ...item, id, ...times, createdBy });
  }
}

function plantManagers(account: Account, items: z.output<typeof externalSecretsManagers>): void {
  for (const item of items) {
    const id = item.id ?? account.newId();
    const createdAt = item.createdAt ?? account.clock.timestamp();
    const sealed = sealConfig(item.config, account.settings.sealKey);
    account.state.put("secretsManagers", id, {
      ...item,
      id,
      config: sealed,
      createdAt,
      updatedAt: createdAt,
    });
  }
}
