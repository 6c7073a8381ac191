import nock from "nock";
import { describe, expect, it } from "vitest";
import { failureOf, HOST, makeClient, success, useNock } from "../support/api.ts";
import { teams } from "../support/operations/teams.ts";
import { transformationProjects } from "../support/operations/transformationProjects.ts";
import { transformations } from "../support/operations/transformations.ts";
import { users } from "../support/operations/users.ts";
import { webhooks } from "../support/operations/webhooks.ts";

useNock();

/** The POSTs of these areas that do the same twice as once. The README says why. */
const MAY_RUN_TWICE = new Set([
  "teams.createGroupMembership",
  "teams.createConnectionMembership",
  "teams.createUserMembership",
  "users.createGroupMembership",
  "users.createConnectionMembership",
  "transformations.cancel",
  "transformations.upgrade",
  "transformationProjects.runSetupTests",
  "webhooks.test",
]);

const posts = [...teams, ...users, ...transformations, ...transformationProjects, ...webhooks].filter(
  ({ operation }) => operation.startsWith("POST "),
);

describe("a POST whose answer was lost", () => {
  it.each(posts.filter(({ method }) => MAY_RUN_TWICE.has(method)))(
    "is repeated for $method",
    async ({ call, sent, data, result }) => {
      const { client, retries } = makeClient();
      nock(HOST).post(sent).reply(502).post(sent).reply(200, success(data));
      expect(await call(client)).toEqual(result);
      expect(retries).toHaveLength(1);
    },
  );

  it.each(posts.filter(({ method }) => !MAY_RUN_TWICE.has(method)))(
    "is not repeated for $method",
    async ({ call, sent }) => {
      const { client, retries } = makeClient();
      nock(HOST).post(sent).reply(502);
      expect(await failureOf(call(client))).toMatchObject({ status: 502, mayHaveRun: true });
      expect(retries).toEqual([]);
    },
  );

  it("covers every name above", () => {
    expect(posts.map(({ method }) => method)).toEqual(expect.arrayContaining([...MAY_RUN_TWICE]));
  });
});

describe("a creation whose answer was lost", () => {
  it("is looked for where findCreated is given: a user by the address", async () => {
    const { client } = makeClient();
    nock(HOST).post("/v1/users").reply(502, {}, { Date: "Fri, 20 Nov 2026 10:00:00 GMT" });
    const found = { id: "u", email: "ada@example.com", verified: false, createdAt: "2026-11-20T10:00:00Z" };
    const user = { email: "ada@example.com", givenName: "Ada", familyName: "King" };
    expect(await client.users.create(user, { findCreated: async () => found })).toBe(found);
  });

  it("is sent again when it is not found: a team", async () => {
    const { client } = makeClient();
    nock(HOST)
      .post("/v1/teams")
      .reply(502, {}, { Date: "Fri, 20 Nov 2026 10:00:00 GMT" })
      .post("/v1/teams")
      .reply(201, success({ id: "t", name: "Finance" }));
    const made = await client.teams.create({ name: "Finance" }, { findCreated: async () => undefined });
    expect(made).toEqual({ id: "t", name: "Finance" });
  });
});
