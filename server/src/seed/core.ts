import { z } from "zod";
import type { Account } from "../domain/account";
import { changeSettings } from "../domain/changeSettings";
import { putConnection } from "../domain/connections/connections";
import { makeConnection } from "../domain/connections/makeConnection";
import { putDestination } from "../domain/destinations";
import { given } from "../domain/given";
import { setupTestRuleModel, shapeModel, shapeTargetModel, spanMs } from "../domain/inputModels";
import { addGroup, setGroupRole } from "../domain/people/groups";
import { addUser } from "../domain/people/users";
import { discoverSource } from "../domain/schemas/discovery";
import { addShape } from "../domain/schemas/sourceShape";
import { sealAll, sealConfig } from "../domain/seal";
import { addSetupTestRule } from "../domain/trust/setupTests";
import type { ServiceConfig } from "../records/account";
import { seedArea, seedCheck, uniqueIds } from "./seedArea";

/** Models that other areas refer to as well. */

export const seedId = z.string().min(1);
export const seedTime = z.iso.datetime();
const setupState = z.enum(["incomplete", "connected", "broken"]);
const networking = z.enum(["Directly", "PrivateLink", "SshTunnel", "ProxyAgent"]).default("Directly");
const config = z.record(z.string(), z.unknown());

const user = z.strictObject({
  id: seedId.optional(),
  email: z.string().min(1),
  givenName: z.string().optional(),
  familyName: z.string().optional(),
  role: z.string().optional(),
  verified: z.boolean().optional(),
  invited: z.boolean().optional(),
  active: z.boolean().optional(),
  picture: z.string().nullable().optional(),
  phone: z.string().nullable().optional(),
  loggedInAt: seedTime.nullable().optional(),
  createdAt: seedTime.optional(),
});

/** The user of the account's key; Olive Owner when it is not given. */
export const owner = user.optional();

export const users = z.array(user).default([]);

export const groups = z
  .array(
    z.strictObject({
      id: seedId.optional(),
      name: z.string().min(1),
      createdAt: seedTime.optional(),
      /** Further members beside the owner: role by e-mail of a seeded user. */
      users: z.record(z.string(), z.string()).optional(),
    }),
  )
  .default([]);

export const destinations = z
  .array(
    z.strictObject({
      /** Id of a seeded group. */
      groupId: seedId,
      service: z.string().min(1),
      region: z.string().default("GCP_US_EAST4"),
      timeZoneOffset: z.string().default("0"),
      daylightSavingTimeEnabled: z.boolean().default(false),
      setupStatus: setupState.default("connected"),
      networkingMethod: networking,
      privateLinkId: z.string().optional(),
      proxyAgentId: z.string().optional(),
      hybridDeploymentAgentId: z.string().optional(),
      externalSecretsManagerId: z.string().optional(),
      config: config.default({}),
    }),
  )
  .default([]);

export const connections = z
  .array(
    z.strictObject({
      id: seedId.optional(),
      groupId: seedId,
      service: z.string().min(1),
      /** The connection's whole name, `schema`, `schema.table` or a prefix. */
      schema: z.string().min(1),
      paused: z.boolean().default(false),
      syncFrequency: z.int().default(360),
      dailySyncTime: z.string().optional(),
      scheduleType: z.enum(["auto", "manual"]).default("auto"),
      setupState: setupState.default("connected"),
      networkingMethod: networking,
      destinationSchemaNames: z.enum(["FIVETRAN_NAMING", "SOURCE_NAMING"]).optional(),
      createdAt: seedTime.optional(),
      succeededAt: seedTime.nullable().default(null),
      failedAt: seedTime.nullable().default(null),
      config: config.default({}),
      auth: config.default({}),
    }),
  )
  .default([]);

const fields = {
  owner,
  users,
  groups,
  destinations,
  connections,
  sourceShapes: z.array(z.strictObject({ target: shapeTargetModel, shape: shapeModel })).default([]),
  setupTestRules: z.array(setupTestRuleModel).default([]),
  /** Services for which the API returns `Unsupported service`. */
  unsupportedServices: z.array(z.string()).optional(),
  /** Services that a person must authorize first; replaces the built-in list. */
  personAuthorizedServices: z.array(z.string()).optional(),
  /** Gives each new destination Fivetran's own `fivetran_metadata` connection. */
  addMetadataConnections: z.boolean().optional(),
  /** How long a triggered sync runs; 0 when not given. */
  syncDurationMs: spanMs.optional(),
};

/** What every account is made of: its people, groups, destinations, connections, and the sources behind these. */
export const core = seedArea({
  fields,
  checks: [
    uniqueIds("groups", groups),
    uniqueIds("connections", connections),
    seedCheck({ owner, users }, (seed, complain) => {
      const ids = new Set([seed.owner?.id]);
      const emails = new Set([seed.owner?.email]);
      for (const [index, { id, email }] of seed.users.entries()) {
        if (id !== undefined && ids.has(id))
          complain(["users", index, "id"], `the id '${id}' is given twice`);
        if (emails.has(email)) complain(["users", index, "email"], `the e-mail '${email}' is given twice`);
        ids.add(id);
        emails.add(email);
      }
    }),
    seedCheck({ groups, destinations }, (seed, complain) => {
      const groupIds = new Set(seed.groups.map(({ id }) => id));
      const taken = new Set<string>();
      for (const [index, { groupId }] of seed.destinations.entries()) {
        const place = ["destinations", index, "groupId"];
        if (!groupIds.has(groupId)) complain(place, `no seeded group has the id '${groupId}'`);
        else if (taken.has(groupId)) complain(place, `the group '${groupId}' has another seeded destination`);
        taken.add(groupId);
      }
    }),
    seedCheck({ groups, destinations, connections }, (seed, complain) => {
      const groupIds = new Set(seed.groups.map(({ id }) => id));
      const withDestination = new Set(seed.destinations.map(({ groupId }) => groupId));
      for (const [index, { groupId }] of seed.connections.entries()) {
        const place = ["connections", index, "groupId"];
        if (!groupIds.has(groupId)) complain(place, `no seeded group has the id '${groupId}'`);
        else if (!withDestination.has(groupId))
          complain(place, `the group '${groupId}' has no seeded destination`);
      }
    }),
    seedCheck({ owner, users, groups }, (seed, complain) => {
      const emails = new Set([seed.owner?.email, ...seed.users.map(({ email }) => email)]);
      for (const [index, item] of seed.groups.entries()) {
        for (const email of Object.keys(item.users ?? {})) {
          if (!emails.has(email))
            complain(["groups", index, "users", email], "no seeded user has this e-mail");
        }
      }
    }),
  ],
  plant: (account, seed) => {
    changeSettings(
      account,
      given({
        unsupportedServices: seed.unsupportedServices,
        personAuthorizedServices: seed.personAuthorizedServices,
        addMetadataConnections: seed.addMetadataConnections,
        syncDurationMs: seed.syncDurationMs,
      }),
    );
    for (const item of seed.users) addUser(account, { ...given(item), email: item.email });
    for (const { users: members, ...item } of seed.groups) {
      const { id: groupId } = addGroup(account, item);
      for (const [email, role] of Object.entries(members ?? {})) {
        setGroupRole(account, groupId, seededUserId(account, email), role);
      }
    }
    plantDestinations(account, seed.destinations);
    plantConnections(account, seed.connections);
    for (const { target, shape } of seed.sourceShapes) addShape(account, target, shape);
    // A sync that succeeded has looked at its source.
    for (const connection of account.state.all("connections")) {
      if (connection.succeededAt !== null) discoverSource(account, connection);
    }
    for (const rule of seed.setupTestRules) addSetupTestRule(account, rule);
  },
});

/** The id of a user who is in the account, by e-mail or id. The seed's checks have found that there is one. */
export function seededUserId(account: Account, emailOrId: string): string {
  for (const { id, email } of account.state.all("users")) {
    if (email === emailOrId || id === emailOrId) return id;
  }
  throw new Error(`No user '${emailOrId}' was seeded.`);
}

function plantDestinations(account: Account, items: z.output<typeof destinations>): void {
  const { sealKey } = account.settings;
  for (const { groupId, ...item } of items) {
    putDestination(account, {
      ...item,
      id: groupId,
      config: sealConfig(item.config, sealKey, { family: "destination", service: item.service }),
    });
  }
}

function plantConnections(account: Account, items: z.output<typeof connections>): void {
  const { sealKey } = account.settings;
  for (const item of items) {
    const made = makeConnection(account, {
      ...given(item),
      groupId: item.groupId,
      service: item.service,
      schema: item.schema,
      naming: { schema: item.schema },
      config: sealConfig(item.config, sealKey, { family: "connection", service: item.service }),
      // Sealing keeps the keys.
      auth: sealAll(item.auth, sealKey) as ServiceConfig,
    });
    putConnection(account, made);
  }
}
