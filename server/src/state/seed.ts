import { z } from "zod";
import { setupTestRuleModel, shapeModel, shapeTargetModel } from "./inputModels";

const id = z.string().min(1);
const setupState = z.enum(["incomplete", "connected", "broken"]);
const config = z.record(z.string(), z.unknown());

const user = z.strictObject({
  id: id.optional(),
  email: z.string().min(1),
  givenName: z.string().optional(),
  familyName: z.string().optional(),
  role: z.string().optional(),
  verified: z.boolean().optional(),
  invited: z.boolean().optional(),
  active: z.boolean().optional(),
});

const group = z.strictObject({
  id: id.optional(),
  name: z.string().min(1),
  createdAt: z.iso.datetime().optional(),
  /** Further members beside the owner: role by e-mail of a seeded user. */
  users: z.record(z.string(), z.string()).optional(),
});

const destination = z.strictObject({
  /** Id of a seeded group. */
  groupId: id,
  service: z.string().min(1),
  region: z.string().default("GCP_US_EAST4"),
  timeZoneOffset: z.string().default("0"),
  daylightSavingTimeEnabled: z.boolean().default(false),
  setupStatus: setupState.default("connected"),
  networkingMethod: z.enum(["Directly", "PrivateLink", "SshTunnel", "ProxyAgent"]).default("Directly"),
  privateLinkId: z.string().optional(),
  proxyAgentId: z.string().optional(),
  hybridDeploymentAgentId: z.string().optional(),
  externalSecretsManagerId: z.string().optional(),
  config: config.default({}),
});

const connection = z.strictObject({
  id: id.optional(),
  groupId: id,
  service: z.string().min(1),
  /** The connection's whole name, `schema`, `schema.table` or a prefix. */
  schema: z.string().min(1),
  paused: z.boolean().default(false),
  syncFrequency: z.int().default(360),
  dailySyncTime: z.string().optional(),
  scheduleType: z.enum(["auto", "manual"]).default("auto"),
  setupState: setupState.default("connected"),
  networkingMethod: z.enum(["Directly", "PrivateLink", "SshTunnel", "ProxyAgent"]).default("Directly"),
  destinationSchemaNames: z.enum(["FIVETRAN_NAMING", "SOURCE_NAMING"]).optional(),
  createdAt: z.iso.datetime().optional(),
  succeededAt: z.iso.datetime().nullable().default(null),
  failedAt: z.iso.datetime().nullable().default(null),
  config: config.default({}),
  auth: config.default({}),
});

const seedFields = z.strictObject({
  users: z.array(user).default([]),
  groups: z.array(group).default([]),
  destinations: z.array(destination).default([]),
  connections: z.array(connection).default([]),
  sourceShapes: z.array(z.strictObject({ target: shapeTargetModel, shape: shapeModel })).default([]),
  setupTestRules: z.array(setupTestRuleModel).default([]),
  /** Services that are answered `Unsupported service`. */
  unsupportedServices: z.array(z.string()).optional(),
  /** Services that a person must authorize first; replaces the built-in list. */
  personAuthorizedServices: z.array(z.string()).optional(),
  /** Gives each new destination Fivetran's own `fivetran_metadata` connection. */
  addMetadataConnections: z.boolean().optional(),
  /** How long a triggered sync runs; 0 when not given. */
  syncDurationMs: z.number().nonnegative().optional(),
});

type Complain = (path: PropertyKey[], message: string) => void;

/** What an account holds at its start. Every part may be left out; ids that are left out are given. */
const seedModel = seedFields.superRefine((seed, context) => {
  const complain: Complain = (path, message) => context.addIssue({ code: "custom", path, message });
  checkGroups(seed, complain);
  checkMembers(seed, complain);
  for (const list of ["users", "groups", "connections"] as const) checkIds(list, seed[list], complain);
});

function checkGroups(
  { groups, destinations, connections }: z.output<typeof seedFields>,
  complain: Complain,
): void {
  const groupIds = new Set(groups.map((item) => item.id));
  for (const [list, items] of Object.entries({ destinations, connections })) {
    for (const [index, item] of items.entries()) {
      if (!groupIds.has(item.groupId))
        complain([list, index, "groupId"], `no seeded group has the id '${item.groupId}'`);
    }
  }
  const withDestination = new Set(destinations.map((item) => item.groupId));
  for (const [index, { groupId }] of connections.entries()) {
    if (groupIds.has(groupId) && !withDestination.has(groupId)) {
      complain(["connections", index, "groupId"], `the group '${groupId}' has no seeded destination`);
    }
  }
}

function checkMembers({ users, groups }: z.output<typeof seedFields>, complain: Complain): void {
  const emails = new Set(users.map((item) => item.email));
  for (const [index, item] of groups.entries()) {
    for (const email of Object.keys(item.users ?? {})) {
      if (!emails.has(email)) complain(["groups", index, "users", email], "no seeded user has this e-mail");
    }
  }
}

function checkIds(
  list: string,
  items: readonly { readonly id?: string | undefined }[],
  complain: Complain,
): void {
  const seen = new Set<string>();
  for (const [index, item] of items.entries()) {
    if (item.id === undefined) continue;
    if (seen.has(item.id)) complain([list, index, "id"], `the id '${item.id}' is given twice`);
    seen.add(item.id);
  }
}

/** The JSON form of a seed, before defaults. */
export type Seed = z.input<typeof seedModel>;

/** A checked seed. */
export type ParsedSeed = z.output<typeof seedModel>;

/** @throws Error that lists every fault of the seed, each with its path */
export function parseSeed(seed: unknown): ParsedSeed {
  const parsed = seedModel.safeParse(seed);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(
    (issue) => `  ${issue.path.map(String).join(".") || "(the whole seed)"}: ${issue.message}`,
  );
  throw new Error(
    `The seed has ${faults.length} fault${faults.length === 1 ? "" : "s"}:\n${faults.join("\n")}`,
  );
}
