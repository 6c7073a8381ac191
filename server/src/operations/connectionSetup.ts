import type { Account } from "../domain/account";
import { putConnection } from "../domain/connections/connections";
import { CONNECTION_DEFAULTS, makeConnection } from "../domain/connections/makeConnection";
import { type TestedConnection, testAndKeep } from "../domain/connections/tests";
import { sealAll, sealConfig } from "../domain/seal";
import { lockSecret } from "../domain/secretBox";
import { CODE_SERVICE, configDefaults } from "../domain/services";
import { resync } from "../domain/syncs/resyncs";
import { stopSync } from "../domain/syncs/syncs";
import { announce } from "../domain/webhooks/announce";
import { errors } from "../errors";
import { messages } from "../messages";
import type { ConnectionRecord, ServiceConfig } from "../records/account";
import type { SetupTest } from "../records/setupTests";
import type { ConnectionSettings, ConnectionUpdate, NewConnection } from "./connectionModel";
import { checkNameUnchanged, readName, withoutNaming } from "./connectionNaming";
import { mergeSchedule } from "./connectionSchedule";
import { groupOf } from "./find";
import { checkService, mergeConfig, mergeNetworking, trustedKinds } from "./serviceSettings";

/** What creating and updating do to a connection. */

/** Parameters that steer the tests of one request and are never kept. */
const TEST_CONTROLS = new Set(["run_setup_tests", "trust_certificates", "trust_fingerprints"]);

/** Tests of what really stands behind a connection that is created or updated; undefined where nothing does, or nobody asks. */
export async function testsOfNew(
  account: Account,
  body: NewConnection,
): Promise<readonly SetupTest[] | undefined> {
  // What is wrong with the body is told when the connection is made.
  if (body.run_setup_tests === false || !account.state.has("groups", body.group_id)) return undefined;
  const name = nameIn(body);
  if (name === undefined) return undefined;
  const { service, group_id: groupId } = body;
  const config = { ...configDefaults(service), ...body.config };
  const planned = makeConnection(account, {
    id: "",
    service,
    groupId,
    ...name,
    config: sealed(account, service, config),
    lockedSecrets: lockedSecrets(account, service, undefined, config),
  });
  return await account.ports.syncs.test(planned);
}

function nameIn({ service, config }: NewConnection): ReturnType<typeof readName> | undefined {
  try {
    return readName(service, config ?? {});
  } catch {
    return undefined;
  }
}

/** The same for one that is changed. */
export async function testsOfChanged(
  account: Account,
  id: string,
  body: ConnectionUpdate,
): Promise<readonly SetupTest[] | undefined> {
  const before = account.state.get("connections", id);
  if (before === undefined || body.run_setup_tests === false) return undefined;
  const { service } = before;
  return await account.ports.syncs.test({
    ...before,
    config: sealed(account, service, mergeConfig(before.config, body.config)),
    lockedSecrets: lockedSecrets(account, service, before.lockedSecrets, body.config),
  });
}

export function createConnection(
  account: Account,
  body: NewConnection,
  found?: readonly SetupTest[],
): TestedConnection {
  checkService(account, "connection", body.service);
  const group = groupOf(account, body.group_id);
  const config = body.config ?? {};
  const name = readName(body.service, config);
  // A group need not have a destination yet: go-fivetran's end-to-end tests make connections without one. The refusal is UNPROVEN.
  if (account.connectionNamed(group.id, name.schema) !== undefined) {
    throw errors.conflict(messages.connections.schemaTaken(name.schema));
  }
  const connection = makeConnection(account, {
    groupId: group.id,
    service: body.service,
    ...name,
    ...mergeSettings(
      account,
      body.service,
      { ...CONNECTION_DEFAULTS, paused: beginsPaused(account, body) },
      {
        ...body,
        config: { ...configDefaults(body.service), ...config },
      },
    ),
    destinationSchemaNames: body.destination_schema_names ?? undefined,
  });
  putConnection(account, connection);
  announce(account, { event: "create_connector", connectionId: connection.id, groupId: group.id });
  return keep(account, connection, body, found);
}

/**
 * Whether a new connection is paused when the request says nothing. A guess that fits what the service has been seen to do: go-fivetran
 * 1.3.8's tests read `true` of an untested connection beside a destination that is not set up, and `false` without a destination.
 */
function beginsPaused(account: Account, body: NewConnection): boolean {
  const destination = account.state.get("destinations", body.group_id);
  return (
    body.run_setup_tests === false && destination !== undefined && destination.setupStatus !== "connected"
  );
}

/**
 * Tests run unless the body says not to, whatever else it changes: the document gives the default and no condition (UNPROVEN for a
 * body that touches neither config nor auth).
 */
export function updateConnection(
  account: Account,
  before: ConnectionRecord,
  body: ConnectionUpdate,
  found?: readonly SetupTest[],
): TestedConnection {
  const sent = Object.keys(body);
  if (sent.length === 0) throw errors.invalidInput(messages.connections.nothingSent);
  if (sent.every((key) => TEST_CONTROLS.has(key))) {
    throw errors.invalidInput(messages.connections.nothingToUpdate);
  }
  checkNameUnchanged(before.naming, body.config ?? {});
  const updated: ConnectionRecord = {
    ...before,
    ...mergeSettings(account, before.service, before, body),
    schemaStatus: body.schema_status ?? before.schemaStatus,
    isHistoricalSync: body.is_historical_sync ?? before.isHistoricalSync,
  };
  announceUpdate(account, before, updated, body);
  const tested = keep(account, updated.paused ? stopSync(account, updated) : updated, body, found);
  const { connection } = tested;
  const isResync = body.is_historical_sync === true && connection.runningSync === undefined;
  return isResync ? { ...tested, connection: resync(account, connection, undefined) } : tested;
}

function announceUpdate(
  account: Account,
  before: ConnectionRecord,
  updated: ConnectionRecord,
  body: ConnectionUpdate,
): void {
  const subject = { connectionId: before.id, groupId: before.groupId };
  if (before.paused !== updated.paused) {
    announce(account, { ...subject, event: updated.paused ? "pause_connector" : "resume_connector" });
  }
  const edited = Object.keys(body).filter((key) => key !== "paused" && !TEST_CONTROLS.has(key));
  if (edited.length > 0) announce(account, { ...subject, event: "edit_connector", data: { edited } });
}

function keep(
  account: Account,
  connection: ConnectionRecord,
  body: ConnectionSettings,
  found: readonly SetupTest[] | undefined,
): TestedConnection {
  return body.run_setup_tests === false
    ? { connection: putConnection(account, connection) }
    : testAndKeep(account, connection, trustedKinds(body), found);
}

type Settings = Pick<
  ConnectionRecord,
  | "paused"
  | "pauseAfterTrial"
  | "syncFrequency"
  | "dailySyncTime"
  | "scheduleType"
  | "schedule"
  | "dataChecks"
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
  | "lockedSecrets"
>;

function mergeSettings(
  account: Account,
  service: string,
  before: Settings,
  body: ConnectionSettings,
): Settings {
  const { sealKey } = account.settings;
  return {
    paused: body.paused ?? before.paused,
    pauseAfterTrial: body.pause_after_trial ?? before.pauseAfterTrial,
    ...mergeSchedule(before, body),
    dataChecks: body.data_checks ?? before.dataChecks,
    dataDelaySensitivity: body.data_delay_sensitivity ?? before.dataDelaySensitivity,
    dataDelayThreshold: body.data_delay_threshold ?? before.dataDelayThreshold,
    destinationConfiguration: body.destination_configuration ?? before.destinationConfiguration,
    ...mergeNetworking(before, body),
    config: sealed(account, service, withoutNaming(mergeConfig(before.config, body.config))),
    // Sealing keeps the shape: a map of the service's own keys.
    auth: sealAll(mergeConfig(before.auth, body.auth), sealKey) as ServiceConfig,
    lockedSecrets: lockedSecrets(account, service, before.lockedSecrets, body.config),
  };
}

function sealed(account: Account, service: string, config: ServiceConfig): ServiceConfig {
  return sealConfig(config, account.settings.sealKey, { family: "connection", service });
}

/** What a connection's own code is configured with, in a form that this server can read again. */
function lockedSecrets(
  account: Account,
  service: string,
  held: string | undefined,
  sent: ServiceConfig | null | undefined,
): string | undefined {
  if (service !== CODE_SERVICE) return undefined;
  const list = sent?.["secrets_list"];
  if (list === undefined) return held;
  // Sent while no code runs: the older ones would be the wrong ones from now on.
  if (!account.ports.syncs.runsCode || list === null) return undefined;
  return lockSecret(JSON.stringify(list), account.settings.sealKey, "connector secrets");
}
