import { createHmac } from "node:crypto";
import { type IncomingMessage, request as plainRequest } from "node:http";
import { request as tlsRequest } from "node:https";
import type { PostOutcome, WebhookMessage } from "../domain/ports";

/** The time within which a receiver has to answer, in real time. */
export const TIME_LIMIT_MS = 10_000;

/**
 * Sends a webhook's body once. Any 2xx answer is a success; a redirection is not followed, and no proxy is used. It never rejects.
 *
 * @param signal ends the attempt at once
 */
export function post({ url, body, secret }: WebhookMessage, signal: AbortSignal): Promise<PostOutcome> {
  return new Promise((resolve) => {
    const target = new URL(url);
    const send = target.protocol === "https:" ? tlsRequest : plainRequest;
    const bytes = Buffer.from(body, "utf8");
    const headers = {
      "content-type": "application/json",
      "content-length": bytes.length,
      ...signatureOf(bytes, secret),
    };
    // An agent of its own: the global one may have been told to use a proxy.
    const request = send(target, { method: "POST", agent: false, headers, signal });
    const timer = setTimeout(() => request.destroy(new Error(LATE)), TIME_LIMIT_MS);
    request.on("close", () => clearTimeout(timer));
    request.on("error", (error) => resolve({ succeeded: false, status: 0, message: reasonOf(error) }));
    request.on("response", (response) => {
      response.on("error", () => undefined).resume();
      resolve(outcomeOf(response));
    });
    request.end(bytes);
  });
}

const LATE = `no answer within ${TIME_LIMIT_MS / 1000} s`;

/** Upper and lower case are both in use among receivers; a capture of the service shows lower case. */
function signatureOf(body: Uint8Array, secret: string | undefined): Record<string, string> {
  if (secret === undefined) return {};
  return { "X-Fivetran-Signature-256": createHmac("sha256", secret).update(body).digest("hex") };
}

function outcomeOf({ statusCode = 0, statusMessage = "" }: IncomingMessage): PostOutcome {
  const succeeded = statusCode >= 200 && statusCode < 300;
  return {
    succeeded,
    status: statusCode,
    message: succeeded ? "Success" : `status ${statusCode} ${statusMessage}`.trim(),
  };
}

/** A host with several addresses fails with one error an address, and no message of its own. */
function reasonOf(error: Error & { readonly code?: string }): string {
  return error.message === "" ? (error.code ?? "the connection failed") : error.message;
}
