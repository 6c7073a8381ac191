import type { WebhookHandlers } from "@pulumi-fivetran/sdk/webhooks";
import type { Logger } from "pino";
import { allHandlers, type BuiltIn, loadHandlers } from "../events/builtIn";
import type { Deliveries } from "../events/deliveries";
import { Dispatcher } from "../events/dispatcher";
import { createListener } from "../events/listener";
import type { Database } from "../store/database";
import { listen } from "./listen";
import type { Metrics } from "./metrics";

/** How webhooks are received, and what is done about them. */
export interface WebhookOptions extends BuiltIn {
  readonly host: string;
  readonly port: number;

  /** The webhook's secret. Without it nothing is received, unless `allowUnsigned`. */
  readonly secret?: string | undefined;
  readonly allowUnsigned?: boolean | undefined;

  /** A module that exports `onSyncStart`, `onSyncComplete`, `onSyncError` or `onEvent`. */
  readonly handlersFile?: string | undefined;
  readonly handlers?: WebhookHandlers | undefined;
}

/** The part of the service that receives webhooks. */
export interface WebhookService {
  readonly url: string;
  readonly dispatcher: Dispatcher;
  stop(): Promise<void>;
}

/** @throws Error without a secret, unless unsigned deliveries are allowed */
export async function startWebhooks(
  options: WebhookOptions,
  parts: { database: Database; deliveries: Deliveries; metrics: Metrics; logger: Logger },
): Promise<WebhookService> {
  const { secret, allowUnsigned = false, handlersFile } = options;
  const { database, deliveries, metrics, logger } = parts;
  if (secret === undefined && !allowUnsigned)
    throw new Error(
      "Webhooks need the secret with which Fivetran signs them: set FIVETRAN_WEBHOOK_SECRET, or take what anybody sends with --allow-unsigned.",
    );
  const own = handlersFile === undefined ? (options.handlers ?? {}) : await loadHandlers(handlersFile);
  const handlers = allHandlers(own, options);
  const onError = (error: unknown): void => logger.error({ err: error }, "webhooks failed");
  const dispatcher = new Dispatcher({
    database,
    deliveries,
    handlers,
    onError,
    onVerdict: (handler, verdict, problem) => {
      metrics.onDelivery(handler, verdict);
      if (verdict !== "done") logger.warn({ handler, problem }, `a handler failed: ${verdict}`);
    },
  });
  const fetch = createListener({
    deliveries,
    secret,
    handlers: Object.keys(handlers),
    onError,
    onDelivery: (event, verdict) => {
      metrics.onDelivery(event, verdict);
      dispatcher.look();
    },
  });
  const { url, close } = await listen(fetch, options);
  dispatcher.start();
  logger.info({ url }, "receiving webhooks");
  return {
    url,
    dispatcher,
    stop: async () => {
      await close();
      await dispatcher.stop();
    },
  };
}
