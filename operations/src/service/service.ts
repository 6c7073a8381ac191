import { mkdirSync } from "node:fs";
import type { FivetranClient } from "@pulumi-fivetran/sdk";
import pino, { type Logger } from "pino";
import type { Deliveries } from "../events/deliveries";
import { createApp } from "../http/app";
import { isLoopback } from "../http/origin";
import type { Route } from "../http/route";
import { changeRoutes } from "../routes/changes";
import { eventRoutes } from "../routes/events";
import { holdRoutes } from "../routes/holds";
import { operationRoutes } from "../routes/operations";
import { pageRoutes } from "../routes/page";
import { serviceRoutes } from "../routes/service";
import { stateRoutes } from "../routes/states";
import { type OperationsOptions, openOperations } from "../runtime/open";
import type { Runtime } from "../runtime/runtime";
import { type EventOptions, type EventService, startEvents } from "./eventService";
import { listen } from "./listen";
import { Metrics } from "./metrics";
import { overdueTeller } from "./overdue";
import { startReactivation } from "./reactivation";
import { type Token, tokenOfFolder } from "./token";
import { startWatch } from "./watch";
import { startWebhooks, type WebhookOptions, type WebhookService } from "./webhooks";

const DEFAULT_MAX_BODY_BYTES = 10 * 1024 * 1024;
const DEFAULT_HOLD_ALARM_MS = 3 * 60 * 60 * 1000;
const DEFAULT_KEEP_DAYS = 30;
const DAY_MS = 24 * 60 * 60 * 1000;

/** How the service runs. */
export interface ServiceOptions
  extends Omit<OperationsOptions, "onProblem" | "onClientEvent" | "client" | "dbosLogger"> {
  /** @default 8000; 0 is any free one */
  readonly port?: number;

  /** @default "127.0.0.1" */
  readonly host?: string;

  /** By which it is called on loopback, beside 127.0.0.1 and localhost. */
  readonly allowedHosts?: readonly string[];

  /** What shows and does everything. @default the file `token` in the data folder, made at the first start */
  readonly token?: string;

  /** @unit bytes @default 10 MiB */
  readonly maxBodyBytes?: number;

  /** How long a connection may be paused by operations before that is an alarm. @unit milliseconds @default 3 hours */
  readonly holdAlarmMs?: number;

  /** How many days a state is kept after its operation, to be restored. @default 30 */
  readonly keepDays?: number;

  /** Where webhooks are received. @default none are received */
  readonly webhooks?: WebhookOptions;

  /** What is done about events: those of webhooks, and the service's own. @default nothing */
  readonly events?: EventOptions;

  /** Ids of webhooks that are activated again, at most once a day, when they are found inactive. @default none */
  readonly reactivate?: readonly string[];

  /** Name of the credentials with which schemas and webhooks are looked at. @default those of the environment */
  readonly account?: string;

  /** @default pino on standard error */
  readonly logger?: Logger;
}

/** A service that listens. */
export interface Service {
  readonly url: string;
  readonly token: Token;
  readonly runtime: Runtime;

  readonly events: EventService;

  /** What it answers. */
  readonly routes: readonly Route[];

  /** What receives webhooks, when something does. */
  readonly webhooks: WebhookService | undefined;

  /** Ends nothing that has begun: it goes on at the next start. */
  stop(): Promise<void>;
}

/** Starts the HTTP service, and goes on with what an earlier one left unfinished. */
export async function startService(options: ServiceOptions): Promise<Service> {
  const { host = "127.0.0.1", port = 8000, holdAlarmMs = DEFAULT_HOLD_ALARM_MS } = options;
  const logger =
    options.logger ?? pino({ name: "fivetran-operations" }, pino.destination({ dest: 2, sync: true }));
  const metrics = new Metrics();
  mkdirSync(options.data, { recursive: true, mode: 0o700 });
  const runtime = await openOperations({
    ...options,
    dbosLogger: dbosLoggerOn(logger),
    onProblem: (operation, problem) => logger.warn({ operation, problem }, "an operation cannot go on"),
    onClientEvent: (event) => metrics.onClientEvent(event),
  });
  // What was started last ends first.
  const ends: (() => Promise<void>)[] = [() => runtime.stop()];
  const stop = async (): Promise<void> => {
    for (const end of ends.splice(0).reverse()) await end();
  };
  try {
    const token =
      options.token === undefined ? tokenOfFolder(options.data) : { text: options.token, madeIn: undefined };
    logOperations(runtime, metrics, logger);
    const parts = { runtime, metrics, logger, ends };
    const { events, webhooks } = await startEventParts(options, parts);
    const routes = allRoutes(metrics, holdAlarmMs, events.deliveries);
    const onError = (error: unknown): void => logger.error({ err: error }, "the service failed at a request");
    const app = createApp({
      runtime,
      routes,
      token: token.text,
      names: isLoopback(host) ? (options.allowedHosts ?? []).map((name) => name.toLowerCase()) : undefined,
      maxBodyBytes: options.maxBodyBytes ?? DEFAULT_MAX_BODY_BYTES,
      onError,
    });
    const { url, close } = await listen((request) => app.fetch(request), { host, port });
    ends.push(close);
    const endWatch = startWatch({
      runtime,
      holdAlarmMs,
      keepMs: (options.keepDays ?? DEFAULT_KEEP_DAYS) * DAY_MS,
      deliveries: events.deliveries,
      onOverdue: overdueTeller(events, holdAlarmMs, logger),
      onError,
    });
    ends.push(() => Promise.resolve(endWatch()));
    logger.info({ url }, "listening");
    return { url, token, runtime, events, routes, webhooks, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

interface Parts {
  readonly runtime: Runtime;
  readonly metrics: Metrics;
  readonly logger: Logger;

  /** Gets what ends each part. */
  readonly ends: (() => Promise<void>)[];
}

/** Starts what has to do with events and webhooks. */
async function startEventParts(
  {
    account,
    events: eventOptions = {},
    webhooks: webhookOptions,
    reactivate: webhookIds = [],
  }: ServiceOptions,
  { runtime, metrics, logger, ends }: Parts,
): Promise<{ events: EventService; webhooks: WebhookService | undefined }> {
  const { database, now } = runtime.store;
  const client = (): FivetranClient =>
    runtime.client(account === undefined ? { environment: true } : { named: account });
  const events = await startEvents(eventOptions, { database, now, metrics, logger, client });
  ends.push(() => events.dispatcher.stop());
  const webhooks = webhookOptions && (await startWebhooks(webhookOptions, { events, metrics, logger }));
  if (webhooks !== undefined) ends.push(() => webhooks.stop());
  if (webhookIds.length > 0) {
    const end = startReactivation({ database, now, client: client(), webhookIds, logger });
    ends.push(() => Promise.resolve(end()));
  }
  return { events, webhooks };
}

/** Every route of the service. */
export function allRoutes(metrics: Metrics, holdAlarmMs: number, deliveries: Deliveries): Route[] {
  const routes = [
    ...stateRoutes,
    ...changeRoutes,
    ...operationRoutes,
    ...holdRoutes(holdAlarmMs),
    ...eventRoutes(deliveries),
  ];
  return [...pageRoutes, ...routes, ...serviceRoutes(metrics, holdAlarmMs, routes)];
}

function dbosLoggerOn(logger: Logger): NonNullable<OperationsOptions["dbosLogger"]> {
  const dbos = logger.child({ from: "dbos" });
  return {
    info: (entry) => dbos.info(String(entry)),
    debug: (entry) => dbos.debug(String(entry)),
    warn: (entry) => dbos.warn(String(entry)),
    error: (entry) => dbos.error(entry instanceof Error ? { err: entry } : {}, String(entry)),
  };
}

function logOperations(runtime: Runtime, metrics: Metrics, logger: Logger): void {
  runtime.onStepEvent(({ operationId, kind, step, point }) =>
    logger.debug({ operation: operationId, kind, step }, `step ${point}`),
  );
  runtime.onEnded((id) => {
    void runtime.operation(id).then(
      ({ kind, status, connectionId, failure }) => {
        metrics.onEnd(kind, status);
        logger.info(
          { operation: id, kind, connection: connectionId, status, failure },
          "an operation has ended",
        );
      },
      () => undefined,
    );
  });
}
