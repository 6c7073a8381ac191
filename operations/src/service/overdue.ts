import type { Logger } from "pino";
import { OWN_EVENTS } from "../events/handlers";
import type { Hold } from "../holds/holds";
import type { EventService } from "./eventService";

/** Makes what tells the log and the handlers of a pause that lasts too long. @param holdAlarmMs how long one may last */
export function overdueTeller(
  { deliveries, dispatcher }: EventService,
  holdAlarmMs: number,
  logger: Logger,
): (hold: Hold) => Promise<void> {
  return async ({ connectionId, operationId, since }) => {
    const shown = { operation: operationId, since: new Date(since).toISOString() };
    logger.error(
      { connection: connectionId, ...shown },
      "a connection is paused by an operation for longer than it should be",
    );
    await deliveries.tell({
      event: OWN_EVENTS.pauseOverdue,
      // The same for every process that sees it: it is told of once.
      created: new Date(since + holdAlarmMs).toISOString(),
      connectorId: connectionId,
      data: { operation_id: operationId, since: shown.since },
    });
    dispatcher.look();
  };
}
