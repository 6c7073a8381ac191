import { z } from "zod";
import type { Collections } from "../records/collections";

type Kind = "text" | "number" | "positive" | "flag" | "object" | "list";

const KINDS: Readonly<Record<Kind, z.ZodType>> = {
  text: z.string(),
  number: z.number(),
  positive: z.number().positive(),
  flag: z.boolean(),
  object: z.record(z.string(), z.unknown()),
  list: z.array(z.unknown()),
};

/**
 * What each record of a snapshot must have, so that the account can be opened and looked at: what other records are found by, what is
 * counted and sorted by, and what the API's views are made of. Snapshots may be edited; fields that are not named here may be anything.
 */
const NEEDED = {
  account: {
    sealKey: "text",
    ownerId: "text",
    unsupportedServices: "list",
    personAuthorizedServices: "list",
    addMetadataConnections: "flag",
    syncDurationMs: "number",
    schedules: "flag",
    firstSyncDelayMs: "number",
  },
  counters: { next: "number" },
  users: {
    id: "text",
    givenName: "text",
    familyName: "text",
    role: "text",
    createdAt: "text",
  },
  groups: { id: "text", name: "text", createdAt: "text" },
  memberships: { member: "text", memberId: "text", place: "text", placeId: "text", role: "text" },
  roles: { name: "text", scope: "list" },
  teams: { id: "text", name: "text", role: "text" },
  systemKeys: { id: "text", name: "text", key: "text", permissions: "list" },
  apiKeys: { userId: "text", keyValue: "text", createdAt: "text", expiresAt: "text" },
  privateLinks: { id: "text", name: "text", service: "text", config: "object" },
  proxyAgents: { id: "text", displayName: "text" },
  hybridAgents: { id: "text", displayName: "text", groupId: "text" },
  secretsManagers: { id: "text", name: "text", type: "text", config: "object" },
  logServices: { id: "text", service: "text", config: "object" },
  hvrHubs: { id: "text" },
  connectorTypes: { id: "text" },
  destinations: { id: "text", service: "text", timeZoneOffset: "text", config: "object" },
  connections: {
    id: "text",
    service: "text",
    groupId: "text",
    schema: "text",
    naming: "object",
    paused: "flag",
    syncFrequency: "positive",
    config: "object",
    auth: "object",
    setupState: "text",
    tasks: "list",
    warnings: "list",
    createdAt: "text",
  },
  moveJobs: { id: "text", connectionId: "text", destinationGroupId: "text", status: "text" },
  schemaConfigs: { schemaChangeHandling: "text", discovered: "flag", schemas: "object" },
  discoveries: { schemas: "object" },
  sourceShapes: { id: "text", target: "object", shape: "object" },
  setupTestRules: { id: "text", tests: "list" },
  syncRules: { id: "text", outcome: "text" },
  syncs: { connectionId: "text", number: "number", startedAt: "text", status: "text" },
  trust: { certificates: "list", fingerprints: "list" },
  agenda: { kind: "text", subject: "text", dueAtMs: "number" },
  connectorSdkPackages: { id: "text", sha256: "text", size: "number" },
  transformationProjects: { id: "text", groupId: "text", type: "text", config: "object", errors: "list" },
  transformations: {
    id: "text",
    groupId: "text",
    type: "text",
    schedule: "object",
    config: "object",
    arrived: "list",
  },
  transformationRules: { id: "text" },
  projectRules: { id: "text" },
  quickstartPackages: {
    id: "text",
    name: "text",
    version: "text",
    connectorTypes: "list",
    outputModelNames: "list",
  },
  webhooks: { id: "text", type: "text", url: "text", events: "list", active: "flag" },
  deliveries: { id: "text", webhookId: "text", body: "text", attempts: "number" },
} as const satisfies {
  readonly [C in keyof Collections]: { readonly [Field in keyof Collections[C]]?: Kind };
};

const models = new Map<string, z.ZodType>(
  Object.entries(NEEDED).map(([collection, fields]) => [
    collection,
    z.looseObject(
      Object.fromEntries(Object.entries<Kind>(fields).map(([name, kind]) => [name, KINDS[kind]])),
    ),
  ]),
);

const entry = z
  .strictObject({
    account: z.string().optional(),
    collection: z.string(),
    id: z.string(),
    value: z.unknown(),
  })
  .superRefine(({ collection, value }, context) => {
    const model = models.get(collection);
    if (model === undefined) {
      context.addIssue({
        code: "custom",
        path: ["collection"],
        message: `there is no collection '${collection}'`,
      });
      return;
    }
    for (const issue of model.safeParse(value).error?.issues ?? []) {
      context.addIssue({ code: "custom", path: ["value", ...issue.path], message: issue.message });
    }
  });

/** A snapshot as a control call takes it, edited or not. */
export const snapshotModel = z.array(entry);
