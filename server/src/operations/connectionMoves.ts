import { z } from "zod";
import type { Account } from "../domain/account";
import { isMoving } from "../domain/connections/moveJobs";
import { beginMove, moveNow, needsForce } from "../domain/connections/moves";
import { errors } from "../errors";
import { messages } from "../messages";
import type { ConnectionRecord } from "../records/account";
import type { MoveJobRecord, SyncBehavior } from "../records/moves";
import { connectionOf, groupOf } from "./find";
import { type Operation, operation } from "./operation";

const said = messages.moves;

const moveBody = z.looseObject({
  destination_group_id: z.string().min(1),
  sync_behavior: z.enum(["CONTINUE", "BACKFILL", "CONTINUE_WITH_DATA"]).nullish(),
  force_move: z.boolean().nullish(),
});

/** What a move does that does not say it (UNPROVEN). */
const DEFAULT_BEHAVIOR: SyncBehavior = "CONTINUE";

/** Moving a connection to another group, and so to another destination. */
export const connectionMoves: readonly Operation[] = [
  operation({
    method: "POST",
    path: "/v1/connections/{connectionId}/move",
    body: moveBody,
    run: (account, { params, body }) => {
      const connection = connectionOf(account, params.connectionId);
      const behavior = body.sync_behavior ?? DEFAULT_BEHAVIOR;
      checkMove(account, connection, { ...body, behavior });
      const { groupId: source } = connection;
      const destination = body.destination_group_id;
      const done =
        behavior === "CONTINUE_WITH_DATA" || account.settings.movesAreJobs === true
          ? { moved_at: null, job_id: beginMove(account, connection, destination, behavior).id }
          : { moved_at: moveNow(account, connection, destination, behavior) };
      return {
        message: said.moved,
        data: {
          connection_id: connection.id,
          source_group_id: source,
          destination_group_id: destination,
          sync_behavior: behavior,
          ...done,
        },
      };
    },
  }),
  operation({
    method: "GET",
    path: "/v1/connections/{connectionId}/move/{jobId}",
    run: (account, { params }) => {
      const { id } = connectionOf(account, params.connectionId);
      const job = account.state.get("moveJobs", params.jobId);
      if (job?.connectionId !== id) throw errors.notFound(messages.notFound("Move job", params.jobId));
      return { message: said.job, data: jobView(job) };
    },
  }),
];

interface Asked {
  readonly destination_group_id: string;
  readonly force_move?: boolean | null | undefined;
  readonly behavior: SyncBehavior;
}

/** That it must be paused, and what needs `force_move`, is documented; the other refusals are chosen, UNPROVEN. */
function checkMove(account: Account, connection: ConnectionRecord, asked: Asked): void {
  const { id: target } = groupOf(account, asked.destination_group_id);
  if (!connection.paused) throw errors.invalidInput(said.notPaused);
  if (target === connection.groupId) throw errors.invalidInput(said.sameGroup);
  if (isMoving(account, connection.id)) throw errors.invalidInput(said.moving);
  if (account.connectionNamed(target, connection.schema) !== undefined)
    throw errors.invalidInput(messages.connections.schemaTaken(connection.schema));
  if (needsForce(connection) && asked.force_move !== true) throw errors.invalidInput(said.needsForce);
  if (asked.behavior !== "CONTINUE_WITH_DATA") return;
  const services = [connection.groupId, target].map((id) => account.state.get("destinations", id)?.service);
  if (services[0] !== "snowflake" || services[1] !== LAKEHOUSE) throw errors.invalidInput(said.noData);
}

/** The destination of a lakehouse that Snowflake reads. */
const LAKEHOUSE = "managed_data_lake";

function jobView(job: MoveJobRecord): unknown {
  return {
    id: job.id,
    status: job.status,
    connection_id: job.connectionId,
    source_group_id: job.sourceGroupId,
    destination_group_id: job.destinationGroupId,
    created_at: job.createdAt,
    started_at: job.startedAt,
    completed_at: job.completedAt,
    error_message: job.errorMessage,
  };
}
