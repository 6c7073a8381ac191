import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { inspect } from "node:util";
import { afterEach, describe, expect, it } from "vitest";
import { type HttpRequest, send } from "../../../sdk/src/http/transport.ts";

let server: Server | undefined;

afterEach(async () => {
  server?.closeAllConnections();
  await new Promise((resolve) => (server ? server.close(resolve) : resolve(undefined)));
  server = undefined;
});

/** A real server on a free port of the loopback, and the connections that were made to it. */
async function serve(listener: RequestListener): Promise<{ url: string; sockets: Socket[] }> {
  const sockets: Socket[] = [];
  server = createServer(listener);
  server.on("connection", (socket) => sockets.push(socket));
  await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, sockets };
}

const request = (url: string, more: Partial<HttpRequest> = {}): HttpRequest => ({
  method: "GET",
  url,
  headers: { authorization: "Basic c2VjcmV0" },
  maxBytes: 1_000,
  signal: new AbortController().signal,
  ...more,
});

describe("send", () => {
  it("gives the status, the headers in lower case and the body as text, whatever they are", async () => {
    const { url } = await serve((_, response) => {
      response.writeHead(418, { "X-Request-Id": "r", "Content-Type": "application/json" }).end("not json");
    });
    const result = await send(request(url));
    expect(result).toMatchObject({ kind: "answer", status: 418, body: "not json" });
    expect(result).toMatchObject({ headers: { "x-request-id": "r" } });
    expect(result).toHaveProperty("headers.date");
  });

  it("keeps the connection for the next request", async () => {
    const { url, sockets } = await serve((_, response) => response.end("{}"));
    for (let count = 0; count < 3; count += 1) await send(request(url));
    expect(sockets).toHaveLength(1);
  });

  it("sends the body as it is", async () => {
    const { url } = await serve((incoming, response) => incoming.pipe(response));
    const body = '{"a":"ü","b":null}';
    const headers = { "content-type": "application/json" };
    expect(await send(request(url, { method: "POST", body, headers }))).toMatchObject({ body });
  });

  it("ignores a proxy for the loopback", async () => {
    const { url } = await serve((_, response) => response.end("{}"));
    const before = process.env["http_proxy"];
    process.env["http_proxy"] = "http://proxy.invalid:1";
    try {
      expect(await send(request(url))).toMatchObject({ kind: "answer", status: 200 });
    } finally {
      if (before === undefined) delete process.env["http_proxy"];
      else process.env["http_proxy"] = before;
    }
  });

  it("tells a connection that was refused from one that broke", async () => {
    const { url } = await serve((_, response) => response.end());
    await new Promise((resolve) => server?.close(resolve));
    expect(await send(request(url))).toMatchObject({
      kind: "broken",
      reason: "refused",
      ran: "no",
      code: "ECONNREFUSED",
    });
  });

  it.each([
    ["before the answer", (socket: Socket) => socket.destroy()],
    [
      "in the middle of the answer",
      (socket: Socket) =>
        socket.write("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{", () => socket.destroy()),
    ],
  ])("says that a request may have run when the connection breaks %s", async (_, breakIt) => {
    const { url } = await serve((incoming) => breakIt(incoming.socket));
    expect(await send(request(url))).toMatchObject({ kind: "broken", reason: "reset", ran: "maybe" });
  });

  it("ends with the signal", async () => {
    const controller = new AbortController();
    const { url } = await serve(() => controller.abort());
    expect(await send(request(url, { signal: controller.signal }))).toEqual({ kind: "aborted" });
  });

  it("lets nothing of the request out in what it answers", async () => {
    const { url } = await serve((incoming) => incoming.socket.destroy());
    const body = '{"password":"hunter2"}';
    const result = await send(request(url, { method: "POST", body }));
    expect(inspect(result, { depth: 20, showHidden: true })).not.toMatch(/c2VjcmV0|hunter2/);
  });
});
