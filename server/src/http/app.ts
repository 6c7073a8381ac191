import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { errors } from "../errors";
import type { Operation } from "../operations/operation";
import type { Call } from "./call";
import { errorReply, type Reply } from "./envelope";
import { exchange } from "./exchange";
import { Router } from "./router";
import type { ControlRoute, Routes } from "./routes";
import type { ServerContext } from "./serverContext";

/** What every control route's path begins with, but the page's own. */
const CONTROL_PREFIX = "/_local/";

/**
 * A reader so far behind is let go; it asks again from where it was. It may be behind by all that the journal holds, which is sent at
 * once, and which is a little longer as it is sent.
 */
const LONGEST_BACKLOG_BYTES = 16 * 1024 * 1024;
const BACKLOG_PER_JOURNAL_BYTE = 2;

/** All routes, the API's operations and the control routes beside them, as a listener of Node's own server. */
export function createApp(
  context: ServerContext,
  routes: () => Promise<Routes>,
): (incoming: IncomingMessage, outgoing: ServerResponse) => void {
  let routed: Promise<ReplyTo> | undefined;
  const longestBacklogBytes = LONGEST_BACKLOG_BYTES + BACKLOG_PER_JOURNAL_BYTE * context.journal.maxBytes;

  const answer = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    try {
      const target = targetOf(incoming);
      const call = readCall(incoming, target);
      // HEAD is GET without its body, which Node leaves out.
      routed ??= routes().then((loaded) => replierFor(context, loaded));
      const replyTo = await routed;
      const reply = await replyTo(call.method === "HEAD" ? "GET" : call.method, target.path, call);
      if (reply === undefined) incoming.socket.destroy();
      else send(reply, outgoing, longestBacklogBytes);
    } catch (error) {
      // A client that has gone while it sent needs no answer.
      if (incoming.destroyed && !incoming.complete) return;
      console.error(error);
      if (!outgoing.headersSent) send(errorReply(errors.internal()), outgoing, longestBacklogBytes);
    }
  };
  return (incoming, outgoing) => void answer(incoming, outgoing);
}

type ReplyTo = (method: string, path: string, call: Omit<Call, "params">) => Promise<Reply | undefined>;

function replierFor(context: ServerContext, { operations, control, noSuchCall }: Routes): ReplyTo {
  const controls = new Router<ControlRoute>();
  for (const route of control) controls.add(route.method, route.path, route);
  const api = new Router<Operation>();
  for (const operation of operations) api.add(operation.method, operation.path, operation);
  return (method, path, call) => {
    const found = controls.find(method, path);
    if (typeof found === "object") return found.value.serve({ ...call, params: found.params });
    if (path.startsWith(CONTROL_PREFIX)) return Promise.resolve(noSuchCall);
    const operation = api.find(method, path);
    if (typeof operation === "string") return exchange(context, operation, { ...call, params: {} });
    return exchange(context, operation.value, { ...call, params: operation.params });
  };
}

interface Target {
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** Path and query as they were sent. */
  readonly whole: string;
}

function targetOf({ url = "/" }: IncomingMessage): Target {
  // A proxy's form of a request names the whole address.
  const whole = url.startsWith("/") ? url : url.replace(/^\w+:\/\/[^/]*/, "") || "/";
  const mark = whole.indexOf("?");
  if (mark < 0) return { path: whole, query: {}, whole };
  // Of a key that is given twice, the first counts.
  const pairs = [...new URLSearchParams(whole.slice(mark + 1))].reverse();
  return { path: whole.slice(0, mark), query: Object.fromEntries(pairs), whole };
}

function readCall(incoming: IncomingMessage, { whole, query }: Target): Omit<Call, "params"> {
  const { method = "GET", headers } = incoming;
  const isForm = /^multipart\/form-data\b/i.test(headers["content-type"] ?? "");
  const hasText = method !== "GET" && method !== "HEAD" && !isForm;
  return {
    method,
    path: whole,
    query,
    header: (name) => {
      const value = headers[name];
      return Array.isArray(value) ? value.join(", ") : value;
    },
    text: async (maxBytes) => (hasText ? textOf(incoming, maxBytes) : ""),
    form: isForm ? incoming : undefined,
  };
}

/** Node passes over the unread rest of a body once the answer is sent, a piece at a time. */
async function textOf(incoming: IncomingMessage, maxBytes: number): Promise<string> {
  if (Number(incoming.headers["content-length"] ?? 0) > maxBytes) throw errors.bodyTooLarge(maxBytes);
  const chunks: Buffer[] = [];
  let size = 0;
  // A body that is given up must not end the connection, over which the answer goes.
  for await (const chunk of incoming.iterator({ destroyOnReturn: false })) {
    // Without an encoding, a stream of bytes gives bytes.
    const bytes = chunk as Buffer;
    size += bytes.length;
    if (size > maxBytes) throw errors.bodyTooLarge(maxBytes);
    chunks.push(bytes);
  }
  return new TextDecoder().decode(Buffer.concat(chunks));
}

function send({ status, body, headers }: Reply, outgoing: ServerResponse, longestBacklogBytes: number): void {
  if (body instanceof Readable) {
    outgoing.writeHead(status, headers);
    // A client that has gone needs no more; bytes that cannot be read any more end the answer before its length.
    pipeline(body, outgoing).catch(() => outgoing.destroy());
    return;
  }
  if (typeof body !== "function") {
    const length = typeof body === "string" ? Buffer.byteLength(body) : body.byteLength;
    outgoing.writeHead(status, { ...headers, "content-length": length });
    outgoing.end(body);
    return;
  }
  outgoing.writeHead(status, headers);
  // So that the client knows at once that it is connected.
  outgoing.flushHeaders();
  const end = body((text) => {
    outgoing.write(text);
    if (outgoing.writableLength > longestBacklogBytes) outgoing.destroy();
  });
  outgoing.once("close", end);
}
