import type { Logger } from "pino";
import { createListener } from "../events/listener";
import type { EventService } from "./eventService";
import { listen } from "./listen";
import type { Metrics } from "./metrics";

/** Where webhooks are received. */
export interface WebhookOptions {
  readonly host: string;
  readonly port: number;

  /** The webhook's secret. Without it nothing is received, unless `allowUnsigned`. */
  readonly secret?: string | undefined;
  readonly allowUnsigned?: boolean | undefined;
}

/** The part of the service that receives webhooks. */
export interface WebhookService {
  readonly url: string;
  stop(): Promise<void>;
}

/** @throws Error without a secret, unless unsigned deliveries are allowed */
export async function startWebhooks(
  options: WebhookOptions,
  { events, metrics, logger }: { events: EventService; metrics: Metrics; logger: Logger },
): Promise<WebhookService> {
  const { secret, allowUnsigned = false } = options;
  const { deliveries, dispatcher } = events;
  if (secret === undefined && !allowUnsigned)
    throw new Error(
      "Webhooks need the secret with which Fivetran signs them: set FIVETRAN_WEBHOOK_SECRET, or take what anybody sends with --allow-unsigned.",
    );
  const fetch = createListener({
    deliveries,
    secret,
    onError: (error) => logger.error({ err: error }, "webhooks failed"),
    onDelivery: (event, verdict) => {
      metrics.onDelivery(event, verdict);
      dispatcher.look();
    },
  });
  const { url, close } = await listen(fetch, options);
  logger.info({ url }, "receiving webhooks");
  return { url, stop: close };
}
