/** What cannot be read in a list may be what a lookup asks for: it fails with the place, and is never an answer without it. */
import type { FivetranClient } from "@pulumi-fivetran/sdk";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as lookups from "../../../core/src/lookups/index";
import { startWorkbench, type Workbench } from "../../support/context";
import { arrangePeople, type People } from "../../support/people";
import { startTampering, type Tampering } from "../../support/tampering";

type Lookup = (client: FivetranClient, args: object) => Promise<unknown>;
type Name = keyof typeof lookups;

/** One thing among many, by what it alone has: the arguments, and the field that is compared. */
const BY_NAME: readonly (readonly [Name, object, string])[] = [
  ["getConnector", { groupId: "g", schema: "orders" }, "schema"],
  ["getExternalSecretsManager", { name: "vault" }, "name"],
  ["getGroup", { name: "analytics" }, "name"],
  ["getHybridDeploymentAgent", { displayName: "cellar" }, "display_name"],
  ["getPrivateLink", { name: "link" }, "name"],
  ["getProxyAgent", { displayName: "office" }, "display_name"],
  ["getRole", { name: "Account Reviewer" }, "name"],
  ["getSystemKey", { name: "ci" }, "name"],
  ["getTeam", { name: "analysts" }, "name"],
  ["getUser", { email: "ann@acme.com" }, "email"],
];

const LISTS: readonly (readonly [Name, object])[] = [
  ["getConnectorCertificates", { connectorId: "c" }],
  ["getConnectorFingerprints", { connectorId: "c" }],
  ["getConnectorSdkPackages", {}],
  ["getConnectorSyncHistory", { connectorId: "c" }],
  ["getConnectorTypes", {}],
  ["getConnectors", {}],
  ["getDestinationCertificates", { destinationId: "d" }],
  ["getDestinationFingerprints", { destinationId: "d" }],
  ["getDestinations", {}],
  ["getExternalLoggings", {}],
  ["getExternalSecretsManagers", {}],
  ["getGroupUsers", { groupId: "g" }],
  ["getGroups", {}],
  ["getHybridDeploymentAgents", {}],
  ["getPrivateLinks", {}],
  ["getProxyAgents", {}],
  ["getQuickstartPackages", {}],
  ["getRoles", {}],
  ["getSystemKeys", {}],
  ["getTeamConnectorMemberships", { teamId: "t" }],
  ["getTeamGroupMemberships", { teamId: "t" }],
  ["getTeamUserMemberships", { teamId: "t" }],
  ["getTeams", {}],
  ["getTransformationProjects", {}],
  ["getTransformations", {}],
  ["getUserConnectorMemberships", { userId: "u" }],
  ["getUserGroupMemberships", { userId: "u" }],
  ["getUsers", {}],
  ["getWebhooks", {}],
];

/** Of a list only some: the arguments, and the field that decides which. */
const SOME: readonly (readonly [Name, object, string])[] = [
  ["getConnectors", { service: "postgres" }, "service"],
  ["getConnectors", { setupState: "connected" }, "status"],
  ["getConnectors", { syncState: "paused" }, "status"],
  ["getDestinations", { service: "snowflake" }, "service"],
  ["getTransformationProjects", { groupId: "g" }, "group_id"],
  ["getWebhooks", { groupId: "g" }, "group_id"],
];

/** By id, without a list. */
const BY_ID: readonly Name[] = [
  "getAccount",
  "getAccountExternalLogging",
  "getConnectorSdkPackage",
  "getConnectorType",
  "getConnectorWarnings",
  "getDestination",
  "getExternalLogging",
  "getGroupPublicKey",
  "getGroupServiceAccount",
  "getQuickstartPackage",
  "getSchemaConfig",
  "getTableColumns",
  "getTransformation",
  "getTransformationProject",
  "getWebhook",
];

const FUNCTIONS = new Map<string, unknown>(Object.entries(lookups));

let bench: Workbench;
let people: People;
let odd: Tampering;

beforeAll(async () => {
  bench = await startWorkbench();
  people = await arrangePeople(bench);
  odd = await startTampering(bench);
});
afterAll(async () => {
  await odd.stop();
  await bench.stop();
});

/** What a lookup makes of a list of these elements. */
function lookUp(name: Name, args: object, items: readonly unknown[]): Promise<unknown> {
  odd.tamper(() => ({ status: 200, data: { items } }));
  const { groupId, connectorId, teamId, userId } = people;
  const there = Object.entries({ groupId, connectorId, teamId, userId, destinationId: groupId });
  const whose = Object.fromEntries(there.filter(([key]) => key in args));
  return (FUNCTIONS.get(name) as Lookup)(odd.context().client, { ...args, ...whose });
}

describe("the lookups here", () => {
  it("are all that there are", () => {
    const named = [...[...BY_NAME, ...LISTS].map(([name]) => name), ...BY_ID];
    expect(named.sort()).toEqual([...FUNCTIONS.keys()].sort());
  });
});

/** A lookup's arguments with the ids that are there. */
function ask(name: Name, args: object, data: unknown): Promise<unknown> {
  odd.tamper(() => ({ status: 200, data }));
  return (FUNCTIONS.get(name) as Lookup)(odd.context().client, args);
}

describe("a good answer is passed on as it is", () => {
  it("by getConnectorSyncHistory, with every page and every field", async () => {
    const { connectorId } = people;
    // The server holds the window to its own clock: a day ago is within the last 7 days.
    const daysAgo = (days: number): string => new Date(bench.context.now() - days * 86_400_000).toISOString();
    const window = { startTime: daysAgo(1), endTime: daysAgo(0) };
    const syncs = ["COMPLETED", "FAILURE", "CANCELED", "INCOMPLETE", "RESCHEDULED", "PAUSED", "NEWER"].map(
      (status, index) => ({
        sync_id: `s${index}`,
        start: "2026-11-01T01:00:00Z",
        end: index === 0 ? null : "2026-11-01T02:00:00Z",
        status,
        reason: "why",
        stages: { extract: { volume: 1.5 }, process: { volume: null }, load: { volume: 3 } },
      }),
    );
    const paths: string[] = [];
    odd.tamper(({ path }) => {
      paths.push(path);
      const isFirst = !path.includes("cursor=");
      return {
        status: 200,
        // The local server knows no such cursor.
        code: "Success",
        data: isFirst ? { items: syncs.slice(0, 3), next_cursor: "next" } : { items: syncs.slice(3) },
      };
    });
    const found = await lookups.getConnectorSyncHistory(odd.context().client, { connectorId, ...window });
    expect(found).toEqual(syncs.map(({ sync_id: syncId, ...others }) => ({ syncId, ...others })));
    expect(paths).toHaveLength(2);
    expect(decodeURIComponent(paths[0] ?? "")).toContain(`start_time=${window.startTime}`);
    expect(decodeURIComponent(paths[0] ?? "")).toContain(`end_time=${window.endTime}`);
  });

  it("by getConnectorWarnings, with those of tables and of the connection", async () => {
    const { connectorId } = people;
    const warning = { code: "resync_table_warning", message: "m", created_at: "2026-11-01T01:00:00Z" };
    const items = [
      { schema: "public", table: "orders", warnings: [{ ...warning, error_message: "e" }] },
      { warnings: [warning] },
    ];
    const told = { code: warning.code, message: "m", createdAt: warning.created_at };
    expect(await ask("getConnectorWarnings", { connectorId }, { items })).toEqual([
      { schema: "public", table: "orders", warnings: [{ ...told, errorMessage: "e" }] },
      { warnings: [told] },
    ]);
    expect(await ask("getConnectorWarnings", { connectorId }, { items: [] })).toEqual([]);
  });
});

describe("a lookup of one thing by its name", () => {
  it.each(BY_NAME)("fails where an element of its list cannot be read: %s", async (name, args) => {
    await expect(lookUp(name, args, [7, { id: "x" }])).rejects.toMatchObject({
      name: "UnexpectedAnswerError",
      fieldPath: "data.items[0]",
    });
  });

  it.each(BY_NAME)("fails where what it compares is of another type: %s %o", async (name, args, field) => {
    await expect(lookUp(name, args, [{ id: "x", [field]: { odd: 1 } }])).rejects.toMatchObject({
      name: "UnexpectedAnswerError",
      fieldPath: `data.items[0].${field}`,
    });
  });
});

describe("a lookup of a list", () => {
  it.each([...LISTS, ...SOME.map(([name, args]) => [name, args] as const)])(
    "fails where an element cannot be read: %s %o",
    async (name, args) => {
      await expect(lookUp(name, args, [7])).rejects.toMatchObject({
        name: "UnexpectedAnswerError",
        fieldPath: "data.items[0]",
      });
    },
  );

  it.each(SOME)("fails where what it chooses by is of another type: %s %o", async (name, args, field) => {
    await expect(lookUp(name, args, [{ id: "x", [field]: 7 }])).rejects.toMatchObject({
      name: "UnexpectedAnswerError",
      fieldPath: `data.items[0].${field}`,
    });
  });
});
