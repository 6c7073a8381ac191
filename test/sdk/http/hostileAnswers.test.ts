/** What a server may answer that is not Fivetran's API, or is not well: over real connections. */
import { inspect } from "node:util";
import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import { isTimeout, isUnexpectedAnswer } from "@pulumi-fivetran/sdk";
import { describe, expect, it } from "vitest";
import { failureOf, GROUP, makeClient, success } from "../support/api.ts";
import { FakeClock } from "../support/fakeClock.ts";
import { useHostileServers } from "../support/hostileServer.ts";

const servers = useHostileServers();

const NEW_SECRET = "the-only-copy-of-a-new-secret";

describe("an answer larger than maxAnswerBytes", () => {
  const MANY = Buffer.alloc(40 * 1024 * 1024, " ");
  const encodings = [
    ["as it is", MANY, undefined],
    ["of gzip", gzipSync(MANY), "gzip"],
    ["of deflate", deflateSync(MANY), "deflate"],
    ["of brotli", brotliCompressSync(MANY), "br"],
  ] as const;

  it.each(encodings)("%s is not read to its end and not asked for again", async (_, body, encoding) => {
    const server = await servers.http((_request, response) => {
      if (encoding !== undefined) response.setHeader("Content-Encoding", encoding);
      response.end(body);
    });
    const { client, events } = makeClient({ baseUrl: server.url, maxAnswerBytes: 1024 * 1024 });
    const error = await failureOf(client.groups.retrieve("g"));
    expect(isUnexpectedAnswer(error)).toBe(true);
    expect(error).toMatchObject({ status: 200, fieldPath: "" });
    expect(error.message).toContain("the body is larger than 1048576 bytes, and was not read to its end.");
    expect(error.message).toContain("Raise maxAnswerBytes if");
    expect(server.count()).toBe(1);
    expect(events.map(({ type }) => type)).toEqual(["request", "response"]);
  });

  it.each([400, 429, 500])("with the status %i is that refusal, not asked for again", async (status) => {
    const server = await servers.http((_, response) => void response.writeHead(status).end(MANY));
    const { client } = makeClient({ baseUrl: server.url, maxAnswerBytes: 1000 });
    expect(await failureOf(client.groups.retrieve("g"))).toMatchObject({ status });
    expect(server.count()).toBe(1);
  });

  it("that refuses a download is bounded too", async () => {
    const server = await servers.http((_, response) => void response.writeHead(404).end(MANY));
    const { client } = makeClient({ baseUrl: server.url, maxAnswerBytes: 1000 });
    const error = await failureOf(client.connectorSdkPackages.download("p"));
    expect(error.message).toContain("larger than 1000 bytes");
  });

  it("is only one that is larger", async () => {
    const body = JSON.stringify(success(GROUP));
    const encoded = await servers.http((_, response) => {
      response.setHeader("Content-Encoding", "gzip");
      response.end(gzipSync(body));
    });
    const exact = makeClient({ baseUrl: encoded.url, maxAnswerBytes: Buffer.byteLength(body) });
    expect(await exact.client.groups.retrieve("g")).toMatchObject({ id: GROUP.id });
    const less = makeClient({ baseUrl: encoded.url, maxAnswerBytes: Buffer.byteLength(body) - 1 });
    expect(isUnexpectedAnswer(await failureOf(less.client.groups.retrieve("g")))).toBe(true);
  });

  it("that never ends is left after the bound, and a small one that never ends at the deadline", async () => {
    const endless = await servers.http((_, response) => {
      const more = (): void => {
        while (!response.destroyed && response.write(MANY.subarray(0, 65_536)));
        response.once("drain", more);
      };
      more();
    });
    const bounded = makeClient({ baseUrl: endless.url, maxAnswerBytes: 1024 * 1024 });
    expect(isUnexpectedAnswer(await failureOf(bounded.client.groups.retrieve("g")))).toBe(true);
    const slow = await servers.http((_, response) => void response.write("{"));
    const { client } = makeClient({ baseUrl: slow.url });
    const error = await failureOf(client.groups.retrieve("g", { deadlineMs: 200 }));
    expect(isTimeout(error)).toBe(true);
    expect(error.message).toContain("No result within the deadline of 200 ms.");
    expect(slow.count()).toBe(1);
  });
});

describe("a success that is not a JSON object", () => {
  const cases: readonly [what: string, body: string, type: string, said: string, tries: number][] = [
    [
      "cut off in a text",
      `{"data":{"api_secret":"${NEW_SECRET}`,
      "application/json",
      "JSON that ends in the middle",
      8,
    ],
    [
      "cut off between",
      `{"data":{"api_secret":"${NEW_SECRET}"},`,
      "application/json",
      "JSON that ends in the middle",
      8,
    ],
    ["a list", `["${NEW_SECRET}"]`, "application/json", "but a list and not an object", 1],
    ["a text", `"${NEW_SECRET}"`, "application/json", "but a string and not an object", 1],
    ["null", "null", "application/json", "but null and not an object", 1],
    ["a number", "4711", "application/json", "but a number and not an object", 1],
    [
      "no JSON",
      `api_secret=${NEW_SECRET}`,
      "text/plain; charset=utf-8",
      "is not JSON (40 bytes of text/plain)",
      1,
    ],
    ["JSON and more", `{"a":"${NEW_SECRET}"}${NEW_SECRET}`, "application/json", "the body is not JSON (", 1],
    ["empty", "", "application/json", "the body is empty", 1],
    ["a page", `<html><body>${NEW_SECRET}`, "text/html", "a page of HTML in place of JSON", 1],
    [
      "a page by its look",
      `\n<!DOCTYPE html><title>Sign in</title>${NEW_SECRET}`,
      "",
      'a page of HTML titled "Sign in"',
      1,
    ],
    [
      "XML",
      `<?xml version="1.0"?><Key>${NEW_SECRET}</Key>`,
      "application/xml",
      "a document of XML (application/xml)",
      1,
    ],
  ];

  it.each(cases)("such as %s is described and never quoted", async (_, body, type, said, tries) => {
    const server = await servers.http((_request, response) => {
      response.writeHead(200, { "Content-Type": type, "Content-Length": Buffer.byteLength(body) }).end(body);
    });
    const { client, events } = makeClient({ baseUrl: server.url });
    const calls = [
      () => client.systemKeys.retrieve("k"),
      () => client.systemKeys.create({ name: "k", permissions: [] }),
      () => client.systemKeys.rotate("k"),
      () => client.connections.createConnectCard("c", { redirectUri: "https://acme.com" }),
    ];
    for (const call of calls) {
      const error = await failureOf(call());
      expect(isUnexpectedAnswer(error)).toBe(true);
      expect(error.message).toContain(said);
      const text = [
        error.message,
        error.stack,
        JSON.stringify(error),
        inspect(error, { depth: 9, showHidden: true }),
      ];
      expect(text.join() + JSON.stringify(events)).not.toContain("only-copy");
    }
    // Of the four, the first and the last may be sent again.
    expect(server.count()).toBe(2 * tries + 2);
  });

  it("tells the sign-in page of a network for what it is, and where the address comes from", async () => {
    const page = "<!doctype html><html><head><title>Café Wi-Fi: sign in</title></head><body>…</body></html>";
    const server = await servers.http((_, response) => {
      response.writeHead(200, { "Content-Type": "text/html; charset=utf-8" }).end(page);
    });
    const { client } = makeClient({ baseUrl: server.url, baseUrlSource: "FIVETRAN_API_URL" });
    const error = await failureOf(client.groups.list().all());
    expect(error).toMatchObject({ url: `${server.url}/v1/groups`, path: "/v1/groups" });
    expect(error.message).toBe(
      `GET ${server.url}/v1/groups: Something other than Fivetran returned 200: a page of HTML titled "Café Wi-Fi: sign in" ` +
        "in place of JSON. Check FIVETRAN_API_URL, and whether a proxy or the sign-in page of a network stands between this " +
        "machine and Fivetran.",
    );
  });
});

describe("a page in place of a refusal", () => {
  it.each([
    [403, "Something other than Fivetran returned 403: a page of HTML"],
    [502, "Fivetran returned 502: a page of HTML"],
  ])("with %i is told by its title", async (status, said) => {
    const server = await servers.http((_, response) => {
      response
        .writeHead(status, { "Content-Type": "text/html" })
        .end("<html><title>Blocked</title><p>markup");
    });
    const { client } = makeClient({ baseUrl: server.url });
    const { message } = await failureOf(client.groups.create({ name: "g" }));
    expect(message).toContain(`${said} titled "Blocked"`);
    expect(message).not.toContain("markup");
  });

  it("that is a redirect says where it leads, without its query", async () => {
    const server = await servers.http((_, response) => {
      response.writeHead(302, { Location: "https://user:pw@portal.example.com/login?token=t0ken" }).end();
    });
    const error = await failureOf(makeClient({ baseUrl: server.url }).client.groups.retrieve("g"));
    expect(error.message).toContain("Fivetran returned 302: a redirect to https://portal.example.com/login.");
    expect(inspect(error)).not.toMatch(/t0ken|pw@/);
  });
});

describe("a 101", () => {
  it.each([
    ["that says to what", "Connection: Upgrade\r\nUpgrade: websocket\r\n"],
    ["that says nothing", ""],
  ])("%s ends the call at once, and is not asked for again", async (_, headers) => {
    const server = await servers.raw((socket) => {
      socket.write(`HTTP/1.1 101 Switching Protocols\r\n${headers}\r\n`);
    });
    const { client } = makeClient({ baseUrl: server.url });
    const error = await failureOf(client.groups.retrieve("g"));
    expect(error).toMatchObject({ name: "UnexpectedAnswerError", status: 101 });
    expect(error.message).toContain("Fivetran returned 101. Check baseUrl, and the proxy settings");
    expect(server.count()).toBe(1);
  });

  it("to what changes something may have run", async () => {
    const server = await servers.raw((socket) => {
      socket.write("HTTP/1.1 101 Switching Protocols\r\n\r\n");
    });
    const { client } = makeClient({ baseUrl: server.url });
    expect(await failureOf(client.groups.create({ name: "g" }))).toMatchObject({
      status: 101,
      mayHaveRun: true,
    });
  });

  it("is not confused with other interim answers", async () => {
    const server = await servers.http((_, response) => {
      response.writeContinue();
      response.writeProcessing();
      response.end(JSON.stringify(success(GROUP)));
    });
    const { client } = makeClient({ baseUrl: server.url });
    expect(await client.groups.retrieve("g")).toMatchObject({ id: GROUP.id });
  });
});

describe("the cause of a failure", () => {
  it("is that what came is not HTTP", async () => {
    const server = await servers.raw((socket) => void socket.end("SSH-2.0-OpenSSH_9.6\r\n"));
    const error = await failureOf(makeClient({ baseUrl: server.url }).client.groups.retrieve("g"));
    expect(error.message).toContain(
      `what came from ${new URL(server.url).host} is not HTTP (HPE_INVALID_CONSTANT).`,
    );
    expect(error.message).toContain("Check baseUrl: its host, its port");
    expect(server.count()).toBe(1);
  });

  it("is that the server does not speak TLS", async () => {
    const server = await servers.raw((socket) => void socket.end("HTTP/1.1 400 Bad Request\r\n\r\n"));
    const url = server.url.replace("http:", "https:");
    const error = await failureOf(makeClient({ baseUrl: url }).client.groups.retrieve("g"));
    expect(error.message).toMatch(/no connection to 127\.0\.0\.1:\d+: TLS failed \(\w+\)\. Check baseUrl/);
    expect(server.count()).toBe(1);
  });

  it("is that the answer is damaged", async () => {
    const server = await servers.http((_, response) => {
      response.setHeader("Content-Encoding", "gzip");
      response.end(`no gzip: ${NEW_SECRET}`);
    });
    const error = await failureOf(makeClient({ baseUrl: server.url }).client.groups.retrieve("g"));
    expect(error.message).toContain("cannot be decompressed (Z_DATA_ERROR)");
    expect(inspect(error)).not.toContain(NEW_SECRET);
    expect(server.count()).toBe(1);
  });

  it("is the machine that refuses, with its address, and where the address came from", async () => {
    const { client } = makeClient({
      baseUrl: "http://127.0.0.1:1",
      baseUrlSource: "fivetran:baseUrl of the stack",
    });
    const error = await failureOf(client.groups.retrieve("g"));
    expect(error.message).toContain(
      "GET http://127.0.0.1:1/v1/groups/g: no connection to 127.0.0.1:1: connection refused (ECONNREFUSED at 127.0.0.1:1). " +
        "Check fivetran:baseUrl of the stack, and that the server runs.",
    );
  });

  it("is the time of an attempt, and that time is named", async () => {
    const server = await servers.http(() => undefined);
    const { client } = makeClient({ baseUrl: server.url, clock: new FakeClock() });
    const error = await failureOf(client.groups.create({ name: "g" }, { timeoutMs: 100 }));
    expect(error.message).toContain(`no answer from ${new URL(server.url).host} within 100 ms. Try again`);
    expect(error).toMatchObject({ mayHaveRun: true });
  });
});

const valuesOf = (holder: object): unknown[] => Object.values(holder) as unknown[];

describe("what Fivetran writes", () => {
  const HOSTILE = "\u001b[31mred\u001b[0m\r\nfivetran: forged\u202egnp\u2028\u0007\u009b2J";
  const UNSAFE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

  it("is escaped in every text of an error and of an event", async () => {
    const server = await servers.raw((socket) => {
      const body = JSON.stringify({ code: `C${HOSTILE}`, message: HOSTILE });
      const size = Buffer.byteLength(body);
      socket.write(
        `HTTP/1.1 503 No\r\nX-Request-Id: id\u0085\u009b\r\nConnection: close\r\nContent-Length: ${size}\r\n\r\n`,
        "latin1",
      );
      socket.write(body);
    });
    const { client, events } = makeClient({ baseUrl: server.url });
    const error = await failureOf(client.groups.retrieve("g"));
    const texts: unknown[] = [error.message, ...valuesOf(error), ...events.flatMap(valuesOf)];
    for (const text of texts) if (typeof text === "string") expect(text).not.toMatch(UNSAFE);
    expect(error.message).toContain(
      "\\u001b[31mred\\u001b[0m\\r\\nfivetran: forged\\u202egnp\\u2028\\u0007\\u009b2J",
    );
  });

  it("is escaped where it is a title, a name of a field, or a name that was sent", async () => {
    const title = await servers.http((_, response) => {
      response.writeHead(200, { "Content-Type": "text/html" }).end(`<title>${HOSTILE}</title>`);
    });
    const field = await servers.http((_, response) => {
      const schemas = { [HOSTILE]: { enabled: "maybe" } };
      response.end(JSON.stringify(success({ schema_change_handling: "ALLOW_ALL", schemas })));
    });
    const gone = await servers.http((_, response) => void response.writeHead(404).end("{}"));
    const calls = [
      makeClient({ baseUrl: title.url }).client.groups.retrieve("g"),
      makeClient({ baseUrl: gone.url }).client.connectionSchemas.updateSchema("c", HOSTILE, {
        enabled: true,
      }),
    ];
    for (const call of calls) {
      const error = await failureOf(call);
      expect([error.message, ...valuesOf(error)].join(" ")).not.toMatch(UNSAFE);
    }
    const { client, events } = makeClient({ baseUrl: field.url });
    await client.connectionSchemas.retrieve("c");
    const places = events.flatMap((event) => (event.type === "unreadable" ? [event.place] : []));
    expect(places).toHaveLength(1);
    expect(places.join(" ")).not.toMatch(UNSAFE);
  });
});
