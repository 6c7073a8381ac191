import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { FivetranClient } from "@pulumi-fivetran/sdk";
import type { Context } from "../../core/src/contract";
import { ConnectionReader } from "../../core/src/run/connectionReader";
import type { Workbench } from "./context";

/** An answer on its way from the server to the client. */
export interface PassingAnswer {
  readonly method: string;

  /** With the query. */
  readonly path: string;
  readonly status: number;

  /** What is in the envelope. */
  readonly data: unknown;

  /** `Success` where a change gives a status of success to an answer that was none. */
  readonly code?: string | undefined;
}

/** A server between a client and the local one, which changes answers. Requests reach the local one as they are. */
export interface Tampering {
  /** A context whose client goes through it, and remembers nothing. */
  readonly context: (changes?: Partial<Context>) => Context;

  /** What passed since this was last asked. */
  readonly passed: () => PassingAnswer[];

  /** What is to become of each answer: the same, other data, or another status. */
  readonly tamper: (change: (answer: PassingAnswer) => Partial<PassingAnswer>) => void;
  readonly stop: () => Promise<void>;
}

export async function startTampering(bench: Workbench): Promise<Tampering> {
  let change: (answer: PassingAnswer) => Partial<PassingAnswer> = () => ({});
  let passed: PassingAnswer[] = [];
  const between = createServer((request, response) => {
    void (async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const { method = "GET", url = "/", headers } = request;
      const forwarded = await fetch(bench.server.url + url, {
        method,
        headers: {
          authorization: headers.authorization ?? "",
          accept: headers.accept ?? "",
          "content-type": "application/json",
        },
        ...(method === "GET" ? {} : { body: Buffer.concat(chunks) }),
      });
      const text = await forwarded.text();
      const envelope = (text === "" ? {} : JSON.parse(text)) as { data?: unknown };
      const answer = { method, path: url, status: forwarded.status, data: envelope.data };
      passed.push(answer);
      const { status, data, code = undefined } = { ...answer, ...change(answer) };
      const date = forwarded.headers.get("date") ?? "";
      response.writeHead(status, { "content-type": "application/json", date });
      response.end(JSON.stringify({ ...envelope, ...(code === undefined ? {} : { code }), data }));
    })();
  });
  await new Promise<void>((resolve) => between.listen(0, "127.0.0.1", resolve));
  const { port } = between.address() as AddressInfo;
  const client = new FivetranClient({
    apiKey: bench.server.apiKey,
    apiSecret: bench.server.apiSecret,
    baseUrl: `http://127.0.0.1:${port}`,
    clock: { now: () => Date.now(), sleep: () => Promise.resolve() },
  });
  return {
    context: (changes = {}) =>
      bench.freshContext({ client, connections: new ConnectionReader(client, () => Date.now()), ...changes }),
    passed: () => {
      const before = passed;
      passed = [];
      return before;
    },
    tamper: (next) => {
      change = next;
    },
    stop: () =>
      new Promise((resolve) => {
        between.closeAllConnections();
        between.close(() => resolve());
      }),
  };
}
