import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { errors } from "../errors";
import type { Operation } from "../operations/operation";
import type { Surface } from "../surface";
import { type Reply, refusal } from "./envelope";
import { type Call, exchange, type Serving } from "./exchange";
import { Router } from "./router";

/** Routes of the control API and of the page, kept apart from those of the API. */
export interface ControlRoute {
  readonly method: string;
  readonly path: string;
  serve(call: Call): Promise<Reply>;
}

/** What every control route's path begins with, but the page's own. */
const CONTROL_PREFIX = "/_local/";

/** A reader so far behind is let go; it asks again from where it was. */
const LONGEST_BACKLOG_BYTES = 16 * 1024 * 1024;

/** The whole HTTP surface: the API's operations, and the control routes beside them, as a listener of Node's own server. */
export function createApp(
  serving: Serving,
  surface: () => Promise<Surface>,
): (incoming: IncomingMessage, outgoing: ServerResponse) => void {
  let routed: Promise<ReplyTo> | undefined;

  const answer = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    try {
      const target = targetOf(incoming);
      const call = await receive(incoming, target);
      // HEAD is GET without its body, which Node leaves out.
      routed ??= surface().then((loaded) => replierFor(serving, loaded));
      const replyTo = await routed;
      const reply = await replyTo(call.method === "HEAD" ? "GET" : call.method, target.path, call);
      if (reply === undefined) incoming.socket.destroy();
      else send(reply, outgoing);
    } catch (error) {
      // Who has gone while sending needs no answer.
      if (incoming.destroyed && !incoming.complete) return;
      console.error(error);
      if (!outgoing.headersSent) send(refusal(errors.internal()), outgoing);
    }
  };
  return (incoming, outgoing) => void answer(incoming, outgoing);
}

type ReplyTo = (method: string, path: string, call: Omit<Call, "params">) => Promise<Reply | undefined>;

function replierFor(serving: Serving, { operations, control, noSuchCall }: Surface): ReplyTo {
  const controls = new Router<ControlRoute>();
  for (const route of control) controls.add(route.method, route.path, route);
  const api = new Router<Operation>();
  for (const operation of operations) api.add(operation.method, operation.path, operation);
  return (method, path, call) => {
    const found = controls.find(method, path);
    if (typeof found === "object") return found.value.serve({ ...call, params: found.params });
    if (path.startsWith(CONTROL_PREFIX)) return Promise.resolve(noSuchCall);
    const operation = api.find(method, path);
    if (typeof operation === "string") return exchange(serving, operation, { ...call, params: {} });
    return exchange(serving, operation.value, { ...call, params: operation.params });
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

async function receive(incoming: IncomingMessage, { whole, query }: Target): Promise<Omit<Call, "params">> {
  const { method = "GET", headers } = incoming;
  const isForm = /^multipart\/form-data\b/i.test(headers["content-type"] ?? "");
  const bytes = method === "GET" || method === "HEAD" || isForm ? undefined : await bodyOf(incoming);
  return {
    method,
    path: whole,
    query,
    header: (name) => {
      const value = headers[name];
      return Array.isArray(value) ? value.join(", ") : value;
    },
    text: bytes === undefined ? "" : new TextDecoder().decode(bytes),
    form: isForm ? incoming : undefined,
  };
}

async function bodyOf(incoming: IncomingMessage): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Buffer[] = [];
  // Without an encoding, a stream of bytes gives bytes.
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return new Uint8Array(Buffer.concat(chunks));
}

function send({ status, body, headers }: Reply, outgoing: ServerResponse): void {
  if (body instanceof Readable) {
    outgoing.writeHead(status, headers);
    // Who has gone while it was sent needs no more; bytes that cannot be read any more end the answer before its length.
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
    if (outgoing.writableLength > LONGEST_BACKLOG_BYTES) outgoing.destroy();
  });
  outgoing.once("close", end);
}
