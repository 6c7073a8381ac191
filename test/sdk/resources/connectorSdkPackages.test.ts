import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { inspect } from "node:util";
import { isAborted, isInvalidInput, isNetworkFailure, isNotFound, isTimeout } from "@pulumi-fivetran/sdk";
import { afterEach, describe, expect, it } from "vitest";
import { failureOf, makeClient, SECRET, success } from "../support/api.ts";

const PACKAGE = { id: "p", created_at: "2026-01-02T03:04:05Z", updated_at: "2026-01-02T03:04:05Z" };

let server: Server | undefined;

afterEach(async () => {
  server?.closeAllConnections();
  await new Promise((resolve) => (server ? server.close(resolve) : resolve(undefined)));
  server = undefined;
});

/** A client of a real server, since a stand-in for HTTP knows little of streams that break. */
async function serve(listener: RequestListener) {
  const asked: string[] = [];
  server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    listener(request, response);
  });
  await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { ...makeClient({ baseUrl: `http://127.0.0.1:${port}` }), asked };
}

describe("connectorSdkPackages.create", () => {
  it("sends the bytes of the file as they are, with their number", async () => {
    const bytes = Buffer.from(Array.from({ length: 70_000 }, (_, index) => index % 256));
    let seen: { length: string | undefined; file: Buffer } | undefined;
    const { client } = await serve((request, response) => {
      void buffer(request).then(async (body) => {
        const headers = { "content-type": request.headers["content-type"] ?? "" };
        const file = (await new Response(new Uint8Array(body), { headers }).formData()).get("file") as File;
        seen = {
          length: request.headers["content-length"],
          file: Buffer.from(await file.arrayBuffer()),
        };
        expect(seen.length).toBe(String(body.length));
        response.writeHead(201).end(JSON.stringify(success(PACKAGE)));
      });
    });
    await expect(client.connectorSdkPackages.create(bytes)).resolves.toMatchObject({ id: "p" });
    expect(seen?.file.equals(bytes)).toBe(true);
  });

  it("sends nothing of a file that is not there", async () => {
    const { client, asked } = await serve((_, response) => response.end());
    const error = await failureOf(client.connectorSdkPackages.create("/none/code.zip"));
    expect(isInvalidInput(error)).toBe(true);
    expect(error).toMatchObject({ mayHaveRun: false });
    expect(error.message).toBe("POST /v1/connector-sdk/packages: Not sent: there is no file /none/code.zip.");
    expect(asked).toEqual([]);
  });

  it("is not sent again when its answer was lost", async () => {
    const { client, asked } = await serve((request, response) => {
      request.resume().on("end", () => response.writeHead(502).end("{}"));
    });
    const error = await failureOf(client.connectorSdkPackages.create(Buffer.from("PK")));
    expect(error).toMatchObject({ status: 502, mayHaveRun: true });
    expect(asked).toHaveLength(1);
  });

  it("ends with the signal while a stream is read that says nothing", async () => {
    const controller = new AbortController();
    const { client, asked } = await serve((_, response) => response.end());
    const silent = new Readable({ read: () => controller.abort() });
    const call = client.connectorSdkPackages.create(silent, { signal: controller.signal });
    expect(isAborted(await failureOf(call))).toBe(true);
    expect(asked).toEqual([]);
    silent.destroy();
  });
});

describe("connectorSdkPackages.update", () => {
  it("sends the same file again after a failure, though it came as a stream", async () => {
    const bodies: string[] = [];
    const { client } = await serve((request, response) => {
      void buffer(request).then((body) => {
        bodies.push(body.toString());
        response.writeHead(bodies.length === 1 ? 503 : 200).end(JSON.stringify(success(PACKAGE)));
      });
    });
    await client.connectorSdkPackages.update("p", Readable.from([Buffer.from("PK zip")]));
    expect(bodies).toHaveLength(2);
    expect(bodies[0]).toContain("PK zip");
    expect(bodies[1]).toBe(bodies[0]);
  });
});

describe("connectorSdkPackages.download", () => {
  it("answers before the file is there, and gives its bytes as they are", async () => {
    const bytes = Buffer.from(Array.from({ length: 300_000 }, (_, index) => (index * 7) % 256));
    bytes.write("PK");
    let finish: (() => void) | undefined;
    const { client } = await serve((_, response) => {
      response.writeHead(200, { "content-type": "application/octet-stream" }).write(bytes.subarray(0, 1000));
      finish = () => response.end(bytes.subarray(1000));
    });
    const stream = await client.connectorSdkPackages.download("p");
    finish?.();
    expect((await buffer(stream)).equals(bytes)).toBe(true);
  });

  it("reads a refusal like every other", async () => {
    const { client } = await serve((_, response) => {
      response
        .writeHead(404)
        .end(JSON.stringify({ code: "NotFound_ConnectorSdkPackage", message: "No such" }));
    });
    const error = await failureOf(client.connectorSdkPackages.download("p"));
    expect(isNotFound(error)).toBe(true);
    expect(error).toMatchObject({ code: "NotFound_ConnectorSdkPackage" });
    expect(error.message).toContain("No such");
  });

  it.each([
    ["a page of HTML", "<!doctype html><p>Sign in", "text/html"],
    ["an envelope of JSON", '{"code":"Failure","message":"no"}', "application/json"],
    ["nothing", "", "application/zip"],
    ["a single byte", "P", "application/zip"],
  ])(
    "refuses %s before there is a stream, so that nothing of it is written anywhere",
    async (_, body, type) => {
      const { client, asked } = await serve((_request, response) => {
        response.writeHead(200, { "content-type": type }).end(body);
      });
      const error = await failureOf(client.connectorSdkPackages.download("p"));
      expect(error).toMatchObject({ name: "UnexpectedAnswerError", status: 200, mayHaveRun: false });
      expect(error.message).toContain("a ZIP file");
      if (body.length > 1) expect(error.message).not.toContain(body);
      expect(asked).toHaveLength(1);
    },
  );

  it("takes a file whose first bytes come one by one", async () => {
    const { client } = await serve((_, response) => {
      response.writeHead(200);
      response.write("P", () => response.write("K", () => response.end(" zip")));
    });
    expect((await buffer(await client.connectorSdkPackages.download("p"))).toString()).toBe("PK zip");
  });

  it("is asked for again until the answer begins", async () => {
    const { client, asked } = await serve((_, response) => {
      response.writeHead(asked.length === 1 ? 503 : 200).end("PK");
    });
    expect((await buffer(await client.connectorSdkPackages.download("p"))).toString()).toBe("PK");
    expect(asked).toHaveLength(2);
  });

  it("fails with an error of this package when it breaks off, which shows no credentials", async () => {
    const { client } = await serve((_, response) => {
      response.writeHead(200, { "content-length": "99" });
      response.write("PK", () => response.destroy());
    });
    const error = await failureOf(buffer(await client.connectorSdkPackages.download("p")));
    expect(isNetworkFailure(error)).toBe(true);
    expect(error.message).toMatch(
      /^GET http:\/\/127\.0\.0\.1:\d+\/v1\/connector-sdk\/packages\/p\/download: connection broken/,
    );
    expect(inspect(error, { depth: 20, showHidden: true })).not.toContain(SECRET);
  });

  it("ends with the signal after it has begun", async () => {
    const controller = new AbortController();
    const { client } = await serve((_, response) => response.writeHead(200).write("PK"));
    const stream = await client.connectorSdkPackages.download("p", { signal: controller.signal });
    const reading = failureOf(buffer(stream));
    controller.abort();
    expect(isAborted(await reading)).toBe(true);
    expect(stream.destroyed).toBe(true);
  });

  it("ends with the deadline after it has begun", async () => {
    const { client } = await serve((_, response) => response.writeHead(200).write("PK"));
    const download = client.connectorSdkPackages.download("p", { deadlineMs: 200 });
    // One promise: on a machine that is slow enough, the deadline comes before the stream.
    expect(isTimeout(await failureOf(download.then((stream) => buffer(stream))))).toBe(true);
  });

  it("closes the connection when the stream is destroyed before it is read", async () => {
    let closed: (() => void) | undefined;
    const done = new Promise<void>((resolve) => {
      closed = resolve;
    });
    const { client } = await serve((_, response) => {
      response.on("close", () => closed?.());
      response.writeHead(200).write("PK");
    });
    (await client.connectorSdkPackages.download("p")).destroy();
    await done;
  });
});
