import type { FivetranClient } from "@pulumi-fivetran/sdk";
import type { EventHandler } from "@pulumi-fivetran/sdk/webhooks";
import type { Logger } from "pino";
import { allHandlers, type BuiltIn, loadHandlers } from "../events/builtIn";
import { Deliveries } from "../events/deliveries";
import { Dispatcher } from "../events/dispatcher";
import { type EventHandlers, SCHEMA_LOOK } from "../events/handlers";
import { lookAtSchema } from "../events/schemaChanges";
import type { Database } from "../store/database";
import type { Metrics } from "./metrics";

/** What is done about events. */
export interface EventOptions extends BuiltIn {
  /** A module that exports `onSyncStart`, `onSyncComplete`, `onSyncError`, `onSchemaChange`, `onPauseOverdue` or `onEvent`. */
  readonly handlersFile?: string | undefined;
  readonly handlers?: EventHandlers | undefined;

  /** How long a first failed sync is held back from `onSyncError`. @unit milliseconds @default 0 */
  readonly holdBackMs?: number | undefined;

  /** Whether schema configs are compared after successful syncs though there is no `onSchemaChange`: `onEvent` is told. @default false */
  readonly watchSchemas?: boolean | undefined;
}

/** Events, and what they are handed to. */
export interface EventService {
  readonly deliveries: Deliveries;
  readonly dispatcher: Dispatcher;
}

interface Parts {
  readonly database: Database;
  readonly now: () => number;
  readonly metrics: Metrics;
  readonly logger: Logger;

  /** Of the account whose events they are. @throws {CredentialsError} */
  readonly client: () => FivetranClient;
}

/** @throws Error for a module without handlers @throws {CredentialsError} where schemas are to be watched without credentials */
export async function startEvents(options: EventOptions, parts: Parts): Promise<EventService> {
  const { database, now, metrics, logger } = parts;
  const { handlersFile, watchSchemas = false, holdBackMs } = options;
  const own = handlersFile === undefined ? (options.handlers ?? {}) : await loadHandlers(handlersFile);
  const handlers: Record<string, EventHandler> = { ...allHandlers(own, options) };
  const isWatching = watchSchemas || own.onSchemaChange !== undefined;
  const names = [...Object.keys(handlers), ...(isWatching ? [SCHEMA_LOOK] : [])];
  const deliveries = new Deliveries(database, now, { handlers: names, holdBackMs });
  if (isWatching) {
    const client = parts.client();
    handlers[SCHEMA_LOOK] = (event) => lookAtSchema({ database, deliveries, client, now }, event);
  }
  const dispatcher = new Dispatcher({
    database,
    deliveries,
    handlers,
    onError: (error) => logger.error({ err: error }, "events could not be handed on"),
    onVerdict: (handler, verdict, problem) => {
      metrics.onDelivery(handler, verdict);
      if (verdict !== "done") logger.warn({ handler, problem }, `a handler failed: ${verdict}`);
    },
  });
  dispatcher.start();
  return { deliveries, dispatcher };
}
