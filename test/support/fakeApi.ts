import { once } from "node:events";
import { createServer, type IncomingHttpHeaders } from "node:http";

/** A request that an API of a test has got. */
export interface ApiRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface ApiReply {
  readonly status?: number;
  readonly headers?: Record<string, string>;
  /** A text as it is, anything else as JSON. */
  readonly body?: unknown;
}

export interface FakeApi extends AsyncDisposable {
  readonly url: string;
  readonly requests: ApiRequest[];
}

/** Starts an API of a test's own. A reply that is undefined breaks the connection. */
export async function startApi(reply: (request: ApiRequest) => ApiReply | undefined): Promise<FakeApi> {
  const requests: ApiRequest[] = [];
  const server = createServer((incoming, outgoing) => {
    let body = "";
    incoming.setEncoding("utf8").on("data", (chunk: string) => (body += chunk));
    incoming.on("end", () => {
      const url = new URL(incoming.url ?? "/", "http://api");
      const { method = "", headers } = incoming;
      const request = { method, path: url.pathname, query: url.searchParams, headers, body };
      requests.push(request);
      const answer = reply(request);
      if (answer === undefined) {
        incoming.socket.destroy();
        return;
      }
      outgoing.writeHead(answer.status ?? 200, { "content-type": "application/json", ...answer.headers });
      outgoing.end(typeof answer.body === "string" ? answer.body : JSON.stringify(answer.body ?? null));
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
