import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import type { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import axios from "axios";
import type { BrokenReason } from "./failure";

/** One request, complete. */
export interface HttpRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;

  /** JSON as text, or a form as bytes. */
  readonly body?: string | Buffer;

  /** Whether the body of a 2xx is wanted as it comes. */
  readonly streamed?: boolean;

  /** Ends the request. Who aborts it says why. */
  readonly signal: AbortSignal;
}

/** What became of one request. `ran` is `no` only where the request certainly never reached a server. */
export type HttpResult =
  | {
      readonly kind: "answer";
      readonly status: number;
      /** Names in lower case. */
      readonly headers: Readonly<Record<string, string>>;
      readonly body: string;
    }
  | {
      /** A 2xx of which only the head has come, for a request that is `streamed`. */
      readonly kind: "stream";
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;

      /** To be read or destroyed. What it fails with may hold anything, and must not be let out. */
      readonly stream: Readable;
    }
  | {
      readonly kind: "broken";
      readonly reason: BrokenReason;
      readonly code?: string;
      readonly ran: "no" | "maybe";
    }
  | { readonly kind: "aborted" };

/**
 * Connections are kept for the next request and shared by all clients of the process. An idle one does not keep the
 * process alive, and is closed after 15 s here, before servers tend to close theirs: a request sent on a connection
 * that the other side is closing breaks, and for a POST nobody knows whether it ran.
 */
const AGENT = { keepAlive: true, keepAliveMsecs: 15_000, timeout: 15_000, maxFreeSockets: 32 } as const;
const httpAgent = new HttpAgent(AGENT);
const httpsAgent = new HttpsAgent(AGENT);

/** Sends one request, once. Never throws: what axios throws holds the credentials, and ends here. */
export async function send(request: HttpRequest): Promise<HttpResult> {
  try {
    const answer = await axios.request<string | Readable>({
      method: request.method,
      url: request.url,
      headers: { ...request.headers },
      data: request.body,
      signal: request.signal,
      httpAgent,
      httpsAgent,
      // Loopback is never behind a proxy, whatever the environment says; elsewhere axios reads HTTPS_PROXY and NO_PROXY.
      ...(isLoopback(request.url) ? { proxy: false as const } : {}),
      // A redirect would carry the credentials to another host.
      maxRedirects: 0,
      responseType: request.streamed ? "stream" : "text",
      transformRequest: [(body: unknown) => body],
      transformResponse: [(body: unknown) => body],
      validateStatus: () => true,
      // None. Any number, infinity too, would make axios wrap a stream in one that cannot be destroyed while it waits.
      maxContentLength: -1,
      maxBodyLength: Number.POSITIVE_INFINITY,
    });
    const { status, data } = answer;
    const headers = plainHeaders(answer.headers);
    if (!request.streamed)
      return { kind: "answer", status, headers, body: typeof data === "string" ? data : "" };
    const stream = data as Readable; // What axios answers for the response type "stream".
    if (status >= 200 && status < 300) return { kind: "stream", status, headers, stream };
    return { kind: "answer", status, headers, body: await text(stream) };
  } catch (error) {
    if (request.signal.aborted) return { kind: "aborted" };
    return broken(error);
  }
}

function isLoopback(url: string): boolean {
  const { hostname } = new URL(url);
  return hostname === "localhost" || hostname === "[::1]" || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}

function plainHeaders(headers: object): Record<string, string> {
  const plain: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (typeof value === "string") plain[name.toLowerCase()] = value;
  }
  return plain;
}

function broken(error: unknown): HttpResult {
  const code = textOf(error, "code");
  const cause = typeof error === "object" && error !== null && "cause" in error ? error.cause : undefined;
  const syscall = textOf(error, "syscall") ?? textOf(cause, "syscall");
  const result = classify(code, syscall);
  return { kind: "broken", ...result, ...(code === undefined ? {} : { code }) };
}

function classify(
  code: string | undefined,
  syscall: string | undefined,
): { reason: BrokenReason; ran: "no" | "maybe" } {
  if (code === "ECONNREFUSED") return { reason: "refused", ran: "no" };
  if (code === "ENOTFOUND" || code === "EAI_AGAIN" || syscall === "getaddrinfo")
    return { reason: "dns", ran: "no" };
  if (syscall === "connect") return { reason: "unreachable", ran: "no" };
  if (code !== undefined && TLS_FAILURE.test(code)) return { reason: "tls", ran: "no" };
  return { reason: "reset", ran: "maybe" };
}

/** Codes of a TLS handshake that ended in distrust: repeating it does not help. */
const TLS_FAILURE = /^(CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|ERR_TLS_CERT|HOSTNAME_MISMATCH|INVALID_CA)/;

function textOf(holder: unknown, name: "code" | "syscall"): string | undefined {
  if (typeof holder !== "object" || holder === null || !(name in holder)) return undefined;
  const value: unknown = (holder as Record<string, unknown>)[name];
  return typeof value === "string" ? value : undefined;
}
