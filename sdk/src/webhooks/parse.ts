import { parseJson } from "../wire/json";
import type { AnswerSchema } from "../wire/schema";
import type { WebhookEvent } from "./events";

/** A body that is no event of Fivetran's. The message names the field and repeats no value. */
export class InvalidWebhookError extends Error {
  override readonly name = "InvalidWebhookError";

  /** @param fieldPath which field is wrong, such as `data.status`; empty when the body is not a JSON object at all */
  constructor(
    readonly fieldPath: string,
    said: string,
  ) {
    super(`This is not a webhook event of Fivetran's: ${fieldPath === "" ? "" : `${fieldPath}: `}${said}.`);
  }
}

/**
 * Reads the body of a webhook's request. Verify the signature first.
 *
 * An event that this version does not know passes, and so do fields; only what contradicts the types is refused. Names
 * of fields become camelCase, but for those in `data`, which come as they are.
 *
 * @throws {InvalidWebhookError}
 */
export async function parseWebhookEvent(rawBody: string | Uint8Array): Promise<WebhookEvent> {
  const json = jsonOf(rawBody);
  // Loaded with the first event: it loads zod.
  const { otherEvent, syncEndEvent } = await import("./events.answers.js");
  const schema: AnswerSchema<WebhookEvent> = isSyncEnd(json) ? syncEndEvent : otherEvent;
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new InvalidWebhookError(issue?.path.join(".") ?? "", issue?.message ?? "not valid");
}

function jsonOf(rawBody: string | Uint8Array): unknown {
  try {
    const text =
      typeof rawBody === "string" ? rawBody : new TextDecoder("utf-8", { fatal: true }).decode(rawBody);
    return parseJson(text);
  } catch {
    // What the parser says repeats a part of the body.
    throw new InvalidWebhookError("", "the body is not JSON");
  }
}

function isSyncEnd(json: unknown): boolean {
  return typeof json === "object" && json !== null && "event" in json && json.event === "sync_end";
}
