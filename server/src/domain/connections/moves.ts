import { messages } from "../../messages";
import type { ConnectionRecord } from "../../records/account";
import type { MoveJobRecord, SyncBehavior } from "../../records/moves";
import type { Account } from "../account";
import { resync } from "../syncs/resyncs";
import { announce } from "../webhooks/announce";
import { putConnection } from "./connections";

/** Where an account does not say how long a move with data takes. */
export const DEFAULT_MOVE_JOB_MS = 10_000;

/** Settings that hold what a cloud grants to the group: the external id of its AWS role. */
const GRANTED_SETTINGS = ["role_arn", "external_id"];
/** Sources that are read with the group's Google service account, where no key of their own is given (UNPROVEN which they are). */
const BY_SERVICE_ACCOUNT = ["bigquery_db", "gcs", "google_cloud_function"];
const OWN_KEYS = ["secret_key", "service_account_key", "auth_type"];

/** Whether the credentials of a connection belong to its group, so that they must be given anew in another. */
export function needsForce({ service, config }: ConnectionRecord): boolean {
  const has = (key: string): boolean => (config[key] ?? "") !== "";
  return GRANTED_SETTINGS.some(has) || (BY_SERVICE_ACCOUNT.includes(service) && !OWN_KEYS.some(has));
}

/**
 * Moves a paused connection at once. With `BACKFILL` its history is read again as soon as it can sync.
 *
 * @returns when
 */
export function moveNow(
  account: Account,
  connection: ConnectionRecord,
  groupId: string,
  behavior: "CONTINUE" | "BACKFILL",
): string {
  finishMove(account, connection, groupId, behavior);
  return account.clock.timestamp();
}

/** Begins a job that moves a paused connection. */
export function beginMove(
  account: Account,
  connection: ConnectionRecord,
  groupId: string,
  behavior: SyncBehavior,
): MoveJobRecord {
  const job: MoveJobRecord = {
    id: account.newId(),
    connectionId: connection.id,
    sourceGroupId: connection.groupId,
    destinationGroupId: groupId,
    behavior,
    status: "PENDING",
    createdAt: account.clock.timestamp(),
    startedAt: null,
    completedAt: null,
    errorMessage: null,
  };
  account.state.put("moveJobs", job.id, job);
  const durationMs = account.settings.moveJobMs ?? DEFAULT_MOVE_JOB_MS;
  account.agenda.plan("moveJobStart", job.id, account.clock.now() + durationMs / 2);
  return job;
}

export function startMoveJob(account: Account, id: string): void {
  const job = account.state.get("moveJobs", id);
  if (job === undefined) return;
  account.state.put("moveJobs", id, {
    ...job,
    status: "IN_PROGRESS",
    startedAt: account.clock.timestamp(),
  });
  const durationMs = account.settings.moveJobMs ?? DEFAULT_MOVE_JOB_MS;
  account.agenda.plan("moveJobEnd", id, account.clock.now() + durationMs / 2);
}

/** The connection is moved, unless something stands in the way by now: then it is where it was. */
export function endMoveJob(account: Account, id: string): void {
  const job = account.state.get("moveJobs", id);
  const connection = job && account.state.get("connections", job.connectionId);
  if (job === undefined || connection === undefined) return;
  const problem = problemWith(account, connection, job.destinationGroupId);
  if (problem === undefined) finishMove(account, connection, job.destinationGroupId, job.behavior);
  account.state.put("moveJobs", id, {
    ...job,
    status: problem === undefined ? "SUCCESS" : "FAILED",
    completedAt: account.clock.timestamp(),
    errorMessage: problem ?? null,
  });
}

function problemWith(account: Account, connection: ConnectionRecord, groupId: string): string | undefined {
  if (!account.state.has("groups", groupId)) return messages.notFound("Group", groupId);
  if (!connection.paused) return messages.moves.notPaused;
  return account.connectionNamed(groupId, connection.schema) === undefined
    ? undefined
    : messages.connections.schemaTaken(connection.schema);
}

function finishMove(
  account: Account,
  connection: ConnectionRecord,
  groupId: string,
  behavior: SyncBehavior | undefined,
): void {
  const moved = put(account, connection, groupId);
  if (behavior === "BACKFILL") resync(account, moved, undefined);
}

/** An agent belongs to a group: that of the old one is not taken along (UNPROVEN). */
function put(account: Account, connection: ConnectionRecord, groupId: string): ConnectionRecord {
  const { hybridDeploymentAgentId: agentId } = connection;
  const agent = agentId === undefined ? undefined : account.state.get("hybridAgents", agentId);
  announce(account, {
    event: "edit_connector",
    connectionId: connection.id,
    groupId: connection.groupId,
    data: { edited: ["group_id"] },
  });
  return putConnection(account, {
    ...connection,
    groupId,
    ...(agent !== undefined && agent.groupId !== groupId && { hybridDeploymentAgentId: undefined }),
  });
}
