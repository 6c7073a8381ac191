import type { ClientRequest, IncomingMessage, RequestOptions } from "node:http";
import http, { Agent as HttpAgent } from "node:http";
import https, { Agent as HttpsAgent } from "node:https";
import type { Readable } from "node:stream";
import axios from "axios";
import type { BrokenReason } from "../failures/failure";
import { BodyTooLarge, readText } from "./bodyReader";
import { isLoopback } from "./endpoint";

/** One request, complete. */
export interface HttpRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;

  /** JSON as text, or a form as bytes. */
  readonly body?: string | Buffer;

  /** Whether the body of a 2xx is wanted as it comes. */
  readonly streamed?: boolean;

  /** The largest body of an answer that is read, decompressed; one that is handed on as a stream has no limit. */
  readonly maxBytes: number;

  /** Ends the request. The caller that aborts it gives the reason. */
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

      /** To be read or destroyed. Its error may hold anything, and must not be let out. */
      readonly stream: Readable;
    }
  | {
      /** An answer with a body of more than `maxBytes`. */
      readonly kind: "tooLarge";
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
    }
  | {
      readonly kind: "broken";
      readonly reason: BrokenReason;
      readonly code?: string;

      /** Address and port of the machine to which no connection was made. */
      readonly peer?: string;

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
    const {
      status,
      headers: received,
      data,
    } = await axios.request<Readable>({
      method: request.method,
      url: request.url,
      headers: { ...request.headers },
      data: request.body,
      signal: request.signal,
      httpAgent,
      httpsAgent,
      transport,
      // Loopback is never behind a proxy, whatever the environment says; elsewhere axios reads HTTPS_PROXY and NO_PROXY.
      ...(isLoopback(new URL(request.url)) ? { proxy: false as const } : {}),
      // A redirect would carry the credentials to another host.
      maxRedirects: 0,
      responseType: "stream",
      transformRequest: [(body: unknown) => body],
      validateStatus: () => true,
      // None: the size is counted as the body is read. Any number would make axios wrap the stream in one that cannot be
      // destroyed while it waits.
      maxContentLength: -1,
      maxBodyLength: Number.POSITIVE_INFINITY,
    });
    const headers = plainHeaders(received);
    if (request.streamed && status >= 200 && status < 300)
      return { kind: "stream", status, headers, stream: data };
    return await read(data, { status, headers }, request);
  } catch (error) {
    if (request.signal.aborted) return { kind: "aborted" };
    const cause = fieldOf(error, "cause") ?? error; // axios wraps what a request fails with.
    return cause instanceof ProtocolChange ? cause.answer : classifyFailure(error);
  }
}

async function read(
  stream: Readable,
  head: Pick<Extract<HttpResult, { kind: "answer" }>, "status" | "headers">,
  { maxBytes, signal }: HttpRequest,
): Promise<HttpResult> {
  try {
    return { kind: "answer", ...head, body: await readText(stream, maxBytes, signal) };
  } catch (error) {
    if (error instanceof BodyTooLarge) return { kind: "tooLarge", ...head };
    throw error;
  }
}

/** An answer of 101, after which the connection speaks something else, if anything. */
class ProtocolChange extends Error {
  readonly answer: Extract<HttpResult, { kind: "answer" }>;

  constructor(headers: object) {
    super("protocol change");
    this.answer = { kind: "answer", status: 101, headers: plainHeaders(headers), body: "" };
  }
}

/** Node's own, except that a 101 ends the request: Node would wait for what never comes, or say that the connection broke. */
const transport = {
  request(options: RequestOptions, onAnswer: (answer: IncomingMessage) => void): ClientRequest {
    const request = (options.protocol === "https:" ? https : http).request(options, onAnswer);
    request.on("information", ({ statusCode, headers }) => {
      if (statusCode === 101) request.destroy(new ProtocolChange(headers));
    });
    request.on("upgrade", ({ headers }, socket) => {
      socket.destroy();
      request.emit("error", new ProtocolChange(headers)); // Node takes it for destroyed already.
    });
    return request;
  },
};

function plainHeaders(headers: object): Record<string, string> {
  const plain: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (typeof value === "string") plain[name.toLowerCase()] = value;
  }
  return plain;
}

function classifyFailure(error: unknown): HttpResult {
  const cause = fieldOf(error, "cause");
  const code = textOf(error, "code");
  const syscall = textOf(error, "syscall") ?? textOf(cause, "syscall");
  const result = classify(code, syscall);
  const peer = result.ran === "no" ? peerOf(error, cause) : undefined;
  return {
    kind: "broken",
    ...result,
    ...(code === undefined ? {} : { code }),
    ...(peer === undefined ? {} : { peer }),
  };
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
  if (code !== undefined && NOT_HTTP.test(code)) return { reason: "notHttp", ran: "maybe" };
  if (code !== undefined && DAMAGED.test(code)) return { reason: "damaged", ran: "maybe" };
  return { reason: "reset", ran: "maybe" };
}

/** Codes of a TLS handshake that ended in distrust, or in something that does not speak TLS: repeating it does not help. */
const TLS_FAILURE =
  /^(CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|ERR_TLS_CERT|ERR_SSL_|EPROTO$|HOSTNAME_MISMATCH|INVALID_CA)/;

/** Codes of Node's parser. A connection that ends early is broken, whatever was to come. */
const NOT_HTTP = /^HPE_(?!INVALID_EOF_STATE)/;

/** Codes of decompression. One that ends early (`Z_BUF_ERROR`) is a broken connection. */
const DAMAGED = /^(Z_(?!BUF_ERROR)|ERR_+BROTLI|ERR__ERROR_FORMAT)/;

/** Which machine was tried, such as a proxy: of several addresses of a host, the first. */
function peerOf(...holders: readonly unknown[]): string | undefined {
  for (const holder of holders) {
    const tried = fieldOf(holder, "errors");
    const one: unknown = Array.isArray(tried) ? tried[0] : holder;
    const address = textOf(one, "address");
    const port = fieldOf(one, "port");
    if (address === undefined) continue;
    const host = address.includes(":") ? `[${address}]` : address;
    return typeof port === "number" ? `${host}:${port}` : host;
  }
  return undefined;
}

function textOf(holder: unknown, name: string): string | undefined {
  const value = fieldOf(holder, name);
  return typeof value === "string" ? value : undefined;
}

function fieldOf(holder: unknown, name: string): unknown {
  if (typeof holder !== "object" || holder === null || !(name in holder)) return undefined;
  return (holder as Record<string, unknown>)[name];
}
