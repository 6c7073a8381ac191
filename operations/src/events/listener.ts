import {
  InvalidWebhookError,
  verifyWebhookSignature,
  WEBHOOK_SIGNATURE_HEADER,
} from "@pulumi-fivetran/sdk/webhooks";
import { ProblemError } from "../http/problem";
import { readBytes } from "../http/requestBody";
import type { Deliveries } from "./deliveries";

const MAX_BODY_BYTES = 1024 * 1024;

/** What the listener of webhooks needs. */
export interface ListenerOptions {
  readonly deliveries: Deliveries;

  /** Of the webhook; undefined where unsigned deliveries are allowed. */
  readonly secret: string | undefined;

  readonly onDelivery: (event: string, verdict: "new" | "known" | "refused") => void;
  readonly onError: (error: unknown) => void;
}

/** Answers deliveries, and nothing else: an event is on disk before it is acknowledged. */
export function createListener(options: ListenerOptions): (request: Request) => Promise<Response> {
  const { deliveries, secret, onDelivery, onError } = options;
  return async (request) => {
    if (request.method !== "POST") return answer(405);
    try {
      const body = await readBytes(request, MAX_BODY_BYTES);
      const signature = request.headers.get(WEBHOOK_SIGNATURE_HEADER) ?? undefined;
      if (secret !== undefined && !verifyWebhookSignature(body, signature, secret)) {
        onDelivery("", "refused");
        return answer(401);
      }
      const { isNew, event } = await deliveries.receive(body);
      onDelivery(event.event, isNew ? "new" : "known");
      return answer(200);
    } catch (error) {
      if (error instanceof InvalidWebhookError) return answer(400);
      if (error instanceof ProblemError) return answer(error.status);
      onError(error);
      return answer(500);
    }
  };
}

function answer(status: number): Response {
  return new Response(null, { status });
}
