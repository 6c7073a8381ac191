import { inspect } from "node:util";
import { customService } from "@pulumi-fivetran/sdk";
import nock from "nock";
import { describe, expect, it } from "vitest";
import { failureOf, HOST, makeClient, SECRET, useNock } from "../support/api.ts";

useNock();

const KEY = "key-that-must-not-show";
const BASIC = Buffer.from(`${KEY}:${SECRET}`).toString("base64");
const PASSWORD = 'p"ss/wörd\\1';
const TOKEN = "oauth-token-1";
const PRIVATE_KEY = "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0\n-----END PRIVATE KEY-----\n";
const SECRETS = [
  KEY,
  SECRET,
  BASIC,
  PASSWORD,
  TOKEN,
  PRIVATE_KEY,
  "MIIEvQIBADANBgkqhkiG9w0",
  JSON.stringify(PASSWORD).slice(1, -1),
];

const NEW_CONNECTION = {
  groupId: "g",
  service: customService("postgres"),
  config: { host: "db.example.com", password: PASSWORD, nested: [{ private_key: PRIVATE_KEY }] },
  auth: { client_access: { anything_at_all: TOKEN } },
};

/** Everything that a log, a test runner or a careless program would print of an error. */
function printed(error: Error): string {
  const texts: string[] = [];
  for (let one: unknown = error; one instanceof Error; one = one.cause) {
    texts.push(
      String(one),
      one.stack ?? "",
      JSON.stringify(one),
      inspect(one, { depth: 20, showHidden: true, getters: true }),
    );
    for (const name of Reflect.ownKeys(one))
      texts.push(inspect(Reflect.get(one, name), { depth: 20, showHidden: true }));
  }
  return texts.join("\n");
}

describe("an error holds no credential and no secret of the request, although the server repeats them", () => {
  const echo = `Bad: ${SECRETS.join(" | ")} | ${PRIVATE_KEY.replaceAll("\n", "\\n")}`;
  const post = () => nock(HOST).post("/v1/connections");

  it.each([
    ["in its message", () => post().reply(400, { code: "InvalidInput", message: echo })],
    ["in its code", () => post().reply(400, { code: echo, message: "no" })],
    ["in the first line of a page", () => post().reply(401, `<html> ${echo}`)],
    [
      "in the id of the request",
      () => post().reply(403, {}, { "X-Request-Id": encodeURIComponent(PASSWORD) + SECRET }),
    ],
    ["in a success that cannot be read", () => post().reply(200, `${echo} {`)],
    ["beyond the place where a message is cut", () => post().reply(500, `${"x".repeat(295)}${SECRET}`)],
    [
      "as names in an answer that is not as documented",
      () =>
        post().reply(201, {
          code: "Success",
          data: { id: 1, service: SECRET, config: { [PASSWORD]: TOKEN } },
        }),
    ],
    [
      "when the connection breaks",
      () => post().replyWithError(Object.assign(new Error(echo), { code: "ECONNRESET", config: echo })),
    ],
  ])("%s", async (_, prepare) => {
    const { client, events } = makeClient({ apiKey: KEY });
    prepare();
    const error = await failureOf(client.connections.create(NEW_CONNECTION));
    const text = printed(error) + JSON.stringify(events);
    for (const secret of [...SECRETS, SECRET.slice(0, 5)]) expect(text).not.toContain(secret);
    expect(error.cause).toBeUndefined();
    // What is no secret is still there to read.
    expect(error.message).toContain(`POST ${HOST}/v1/connections: `);
  });

  it("nor what a retry is told", async () => {
    const { client, retries } = makeClient({ apiKey: KEY });
    nock(HOST)
      .patch("/v1/connections/c")
      .reply(503, { code: `Down-${TOKEN}` })
      .patch("/v1/connections/c")
      .reply(400, {});
    await failureOf(client.connections.update("c", { auth: { t: TOKEN } }));
    expect(retries.map(({ reason }) => reason)).toEqual(["503 Down-[redacted]"]);
  });

  it("nor a path into which one was put by mistake", async () => {
    nock(HOST).get(`/v1/groups/${SECRET}`).reply(404, {});
    const error = await failureOf(makeClient().client.groups.retrieve(SECRET));
    expect(error).toMatchObject({ path: "/v1/groups/[redacted]" });
    expect(printed(error)).not.toContain(SECRET);
  });

  it("and shows what is no secret", async () => {
    const { client } = makeClient();
    nock(HOST)
      .post("/v1/connections")
      .reply(400, { code: "InvalidInput", message: "Cannot reach db.example.com" });
    const { message } = await failureOf(client.connections.create(NEW_CONNECTION));
    expect(message).toContain("Cannot reach db.example.com");
  });
});
