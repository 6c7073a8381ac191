import { errors } from "../errors";
import { messages } from "../messages";
import type { Account } from "../state/account";
import type { ConnectionRecord, ServiceConfig } from "../state/records";
import { sealAll, sealConfig } from "../state/seal";
import { configDefaults } from "../state/services";
import { type SetupTest, setupStateAfter } from "../state/setupTests";
import { startSync } from "../state/syncs";
import type { ConnectionSettings, ConnectionUpdate, NewConnection } from "./connectionModel";
import { checkNameUnchanged, readName, withoutNaming } from "./connectionNaming";
import { groupOf } from "./find";
import { checkService, mergeConfig, mergeNetworking, mergeTrust } from "./serviceSettings";

/** What creating, updating and testing do to a connection. */

export interface TestedConnection {
  readonly connection: ConnectionRecord;
  /** Undefined when no tests ran. */
  readonly tests?: readonly SetupTest[] | undefined;
}

/** Parameters that steer the tests of one request and are never kept. */
const TEST_CONTROLS = new Set(["run_setup_tests", "trust_certificates", "trust_fingerprints"]);

export function createConnection(account: Account, body: NewConnection): TestedConnection {
  checkService(account, body.service);
  const group = groupOf(account, body.group_id);
  const config = body.config ?? {};
  const name = readName(body.service, config);
  // Which refusal the service has for these two is chosen, UNPROVEN.
  if (!account.state.has("destinations", group.id)) throw errors.noDestination(group.id);
  if (account.connectionsOf(group.id).some(({ schema }) => schema === name.schema)) {
    throw errors.conflict(messages.connections.schemaTaken(name.schema));
  }
  const connection = account.newConnection({
    groupId: group.id,
    service: body.service,
    ...name,
    ...mergeSettings(account, EMPTY, { ...body, config: { ...configDefaults(body.service), ...config } }),
    destinationSchemaNames: body.destination_schema_names ?? undefined,
  });
  return keep(account, connection, body.run_setup_tests !== false);
}

/**
 * Tests run unless the body says not to, whatever else it changes: the document gives the default and no condition (UNPROVEN for a
 * body that touches neither config nor auth).
 */
export function updateConnection(
  account: Account,
  before: ConnectionRecord,
  body: ConnectionUpdate,
): TestedConnection {
  if (Object.keys(body).every((key) => TEST_CONTROLS.has(key))) {
    throw errors.invalidInput(messages.connections.nothingToUpdate);
  }
  checkNameUnchanged(before.naming, body.config ?? {});
  const connection: ConnectionRecord = {
    ...before,
    ...mergeSettings(account, before, body),
    schemaStatus: body.schema_status ?? before.schemaStatus,
    isHistoricalSync: body.is_historical_sync ?? before.isHistoricalSync,
    // Pausing stops what runs.
    syncEndsAtMs: body.paused === true ? undefined : before.syncEndsAtMs,
  };
  const tested = keep(account, connection, body.run_setup_tests !== false);
  if (body.is_historical_sync !== true || !canSync(tested.connection)) return tested;
  startSync(account, tested.connection);
  return { ...tested, connection: account.state.get("connections", before.id) ?? tested.connection };
}

export function testAndKeep(account: Account, subject: ConnectionRecord): TestedConnection {
  const tests = account.test(subject);
  const connection = { ...subject, setupState: setupStateAfter(tests) };
  account.state.put("connections", connection.id, connection);
  return { connection, tests };
}

export function canSync(connection: ConnectionRecord): boolean {
  return connection.setupState === "connected" && !connection.paused;
}

function keep(account: Account, connection: ConnectionRecord, withTests: boolean): TestedConnection {
  if (withTests) return testAndKeep(account, connection);
  account.state.put("connections", connection.id, connection);
  return { connection };
}

type Settings = Pick<
  ConnectionRecord,
  | "paused"
  | "pauseAfterTrial"
  | "syncFrequency"
  | "dailySyncTime"
  | "scheduleType"
  | "dataDelaySensitivity"
  | "dataDelayThreshold"
  | "destinationConfiguration"
  | "networkingMethod"
  | "privateLinkId"
  | "proxyAgentId"
  | "hybridDeploymentAgentId"
  | "externalSecretsManagerId"
  | "config"
  | "auth"
  | "trusted"
>;

/** The API's defaults. */
const EMPTY: Settings = {
  paused: false,
  pauseAfterTrial: false,
  syncFrequency: 360,
  scheduleType: "auto",
  dataDelaySensitivity: "NORMAL",
  dataDelayThreshold: 0,
  networkingMethod: "Directly",
  config: {},
  auth: {},
  trusted: [],
};

function mergeSettings(account: Account, before: Settings, body: ConnectionSettings): Settings {
  const { sealKey } = account.settings;
  return {
    paused: body.paused ?? before.paused,
    pauseAfterTrial: body.pause_after_trial ?? before.pauseAfterTrial,
    syncFrequency: body.sync_frequency ?? before.syncFrequency,
    dailySyncTime: body.daily_sync_time ?? before.dailySyncTime,
    scheduleType: body.schedule_type ?? before.scheduleType,
    dataDelaySensitivity: body.data_delay_sensitivity ?? before.dataDelaySensitivity,
    dataDelayThreshold: body.data_delay_threshold ?? before.dataDelayThreshold,
    destinationConfiguration: body.destination_configuration ?? before.destinationConfiguration,
    ...mergeNetworking(before, body),
    config: sealConfig(withoutNaming(mergeConfig(before.config, body.config)), sealKey),
    // Sealing keeps the shape: a map of the service's own keys.
    auth: sealAll(mergeConfig(before.auth, body.auth), sealKey) as ServiceConfig,
    trusted: mergeTrust(before.trusted, body),
  };
}
