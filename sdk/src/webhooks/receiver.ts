import type { WebhookHandlers } from "./handlers";
import { handlersOf } from "./handlers";
import { InvalidWebhookError, parseWebhookEvent } from "./parse";
import { verifyWebhookSignature, WEBHOOK_SIGNATURE_HEADER } from "./signature";

/** How webhooks are received. */
export interface ReceiverOptions extends WebhookHandlers {
  /** The webhook's secret, with which each delivery is signed. */
  secret?: string;

  /**
   * Whether deliveries are taken without a secret, so that anybody can make them up.
   *
   * @default false
   */
  allowUnsigned?: boolean;

  /** @unit bytes @default 1_048_576 */
  maxBodyBytes?: number;
}

const DEFAULT_MAX_BODY_BYTES = 1024 * 1024;

/**
 * Makes the function that answers Fivetran's deliveries: `export const POST = createWebhookReceiver({ secret, onSyncError })`.
 *
 * The signature is checked on the bytes as they came. Handlers are told before the answer: one that fails makes it 500, and
 * Fivetran delivers again for a day. Fivetran waits 10 seconds.
 *
 * @throws {TypeError} without a secret, unless `allowUnsigned`
 */
export function createWebhookReceiver(options: ReceiverOptions): (request: Request) => Promise<Response> {
  const { secret = "", allowUnsigned = false, maxBodyBytes = DEFAULT_MAX_BODY_BYTES } = options;
  if (secret === "" && !allowUnsigned)
    throw new TypeError(
      "The secret of the webhook is missing or empty. Without one anybody can send events.",
    );
  return async (request) => {
    if (request.method !== "POST") return answer(405, "Webhooks are sent by POST.", { allow: "POST" });
    const body = await bytesOf(request, maxBodyBytes);
    if (body === undefined) return answer(413, "The body is too large.");
    const signature = request.headers.get(WEBHOOK_SIGNATURE_HEADER) ?? undefined;
    if (secret !== "" && !verifyWebhookSignature(body, signature, secret))
      return answer(401, "The signature is missing or wrong.");
    try {
      const event = await parseWebhookEvent(body);
      for (const name of handlersOf(event)) await options[name]?.(event);
      return answer(200, "ok");
    } catch (error) {
      if (error instanceof InvalidWebhookError) return answer(400, error.message);
      return answer(500, "A handler failed.");
    }
  };
}

async function bytesOf(request: Request, most: number): Promise<Uint8Array | undefined> {
  if (Number(request.headers.get("content-length") ?? 0) > most) return undefined;
  const chunks: Uint8Array[] = [];
  let length = 0;
  const body: ReadableStream<Uint8Array> | null = request.body;
  if (body === null) return new Uint8Array();
  const reader = body.getReader();
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    length += read.value.byteLength;
    if (length > most) return undefined;
    chunks.push(read.value);
  }
  return Buffer.concat(chunks);
}

function answer(status: number, text: string, headers: Record<string, string> = {}): Response {
  return new Response(text, { status, headers: { "content-type": "text/plain", ...headers } });
}
