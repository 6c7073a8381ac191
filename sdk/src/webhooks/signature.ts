import { createHmac, timingSafeEqual } from "node:crypto";

/**
 * Header in which Fivetran signs an event, in the lower case in which Node.js names headers: the HMAC-SHA256 of the
 * body in hexadecimal digits, without a prefix. It is absent when the webhook has no secret.
 */
export const WEBHOOK_SIGNATURE_HEADER = "x-fivetran-signature-256";

/** Of either case: Fivetran's own examples disagree. */
const SIGNATURE = /^[0-9a-f]{64}$/i;

/**
 * Whether Fivetran sent this body. Compares in constant time.
 *
 * No signed part says when: anybody who has seen an event can send it again. Remember what has been handled, by
 * `event`, `connectorId`, `syncId` and `created`.
 *
 * @param rawBody the bytes as they came; JSON that was parsed and written again is another text
 * @param header the value of {@link WEBHOOK_SIGNATURE_HEADER}; false when it is not there, not one, or not 64
 *   hexadecimal digits
 * @param secret the webhook's secret
 * @throws {TypeError} when the body has been parsed already, or the secret is empty, with which anybody could sign
 */
export function verifyWebhookSignature(
  rawBody: string | Uint8Array,
  header: string | readonly string[] | undefined,
  secret: string,
): boolean {
  checkSecret(secret);
  checkRaw(rawBody);
  if (typeof header !== "string" || !SIGNATURE.test(header)) return false;
  const expected = createHmac("sha256", secret).update(rawBody).digest();
  return timingSafeEqual(expected, Buffer.from(header, "hex"));
}

/** An unset environment variable must not turn the check off: with an empty secret anybody can sign. */
function checkSecret(secret: unknown): void {
  if (typeof secret === "string" && secret !== "") return;
  throw new TypeError("The secret of the webhook is missing or empty. Without one nothing can be verified.");
}

/** For callers whom TypeScript does not check: frameworks like to parse bodies unasked. */
function checkRaw(body: unknown): void {
  if (typeof body === "string" || body instanceof Uint8Array) return;
  throw new TypeError(
    "rawBody must be the body as it came, a string or bytes, and not what was parsed from it.",
  );
}
