import type { ClientEvent } from "@pulumi-fivetran/sdk";
import { customService } from "@pulumi-fivetran/sdk";
import nock from "nock";
import { describe, expect, it } from "vitest";
import { CONNECTION, DESTINATION, failureOf, HOST, makeClient, success, useNock } from "./support/api.ts";

useNock();

const LOG = { id: "g", service: "splunkLog", enabled: true };
const LINK = {
  id: "l",
  name: "n",
  region: "r",
  service: "SOURCE_GCP",
  state: "OK",
  created_at: "2026-01-02T03:04:05Z",
};

const unknownIn = (events: readonly ClientEvent[]) => events.filter(({ type }) => type === "unknownSetting");

describe("a setting that this version does not know", () => {
  it("is told before the request, with where it is and what was most likely meant", async () => {
    const { client, events } = makeClient();
    nock(HOST).post("/v1/connections").reply(201, success(CONNECTION));
    await client.connections.create({
      groupId: "g",
      service: "postgres",
      config: { schema_prefix: "s", update_method: "WAL_PGOUTPU" },
      extraConfig: { hots: "db.acme.com" },
    });
    const facts = { method: "POST", path: "/v1/connections", pathTemplate: "/v1/connections", attempt: 1 };
    const unknown = { type: "unknownSetting", ...facts, service: "postgres" };
    expect(events.slice(0, 2)).toEqual([
      { ...unknown, kind: "value", setting: "config.update_method", nearest: "WAL_PGOUTPUT" },
      { ...unknown, kind: "key", setting: "config.hots", nearest: "host" },
    ]);
    expect(events.slice(2).map(({ type }) => type)).toEqual(["request", "response"]);
  });

  it("is sent as it is, and told once, however often the call is repeated", async () => {
    const { client, events } = makeClient();
    nock(HOST)
      .patch("/v1/connections/c", { config: { hots: 1 } })
      .reply(500);
    nock(HOST)
      .patch("/v1/connections/c", { config: { hots: 1 } })
      .reply(200, success(CONNECTION));
    await client.connections.update("c", { service: "postgres", extraConfig: { hots: 1 } });
    expect(unknownIn(events)).toHaveLength(1);
  });

  it("is told of each family, in what is created and in changes that say the service", async () => {
    const { client, events } = makeClient();
    const extraConfig = { an_unknown_one: 1 };
    const api = () => nock(HOST);
    api().post("/v1/destinations").reply(201, success(DESTINATION));
    await client.destinations.create({
      groupId: "g",
      service: "snowflake",
      timeZoneOffset: "0",
      extraConfig,
    });
    api().patch("/v1/destinations/d").reply(200, success(DESTINATION));
    await client.destinations.update("d", { service: "snowflake", extraConfig });
    api().post("/v1/external-logging").reply(201, success(LOG));
    await client.externalLogging.create({ groupId: "g", service: "splunkLog", extraConfig });
    api().patch("/v1/external-logging/g").reply(200, success(LOG));
    await client.externalLogging.update("g", { service: "splunkLog", extraConfig });
    api().post("/v1/external-logging/account").reply(201, success(LOG));
    await client.externalLogging.createForAccount({ service: "splunkLog", extraConfig });
    api().patch("/v1/external-logging/account").reply(200, success(LOG));
    await client.externalLogging.updateForAccount({ service: "splunkLog", extraConfig });
    const config = { private_connection_service_id: "p" };
    api().post("/v1/private-links").reply(201, success(LINK));
    await client.privateLinks.create({ name: "n", region: "r", service: "SOURCE_GCP", config, extraConfig });
    api().patch("/v1/private-links/l").reply(200, success(LINK));
    await client.privateLinks.update("l", { service: "SOURCE_GCP", config, extraConfig });
    api().patch("/v1/connections/c").reply(200, success(CONNECTION));
    await client.connections.update("c", {
      service: "google_ads",
      auth: { client_access: { extra: 1 } as object },
    });
    expect(
      unknownIn(events).map((event) => {
        const { method, service, setting } = event as Extract<ClientEvent, { type: "unknownSetting" }>;
        return `${method} ${service} ${setting}`;
      }),
    ).toEqual([
      "POST snowflake config.an_unknown_one",
      "PATCH snowflake config.an_unknown_one",
      "POST splunkLog config.an_unknown_one",
      "PATCH splunkLog config.an_unknown_one",
      "POST splunkLog config.an_unknown_one",
      "PATCH splunkLog config.an_unknown_one",
      "POST SOURCE_GCP config.an_unknown_one",
      "PATCH SOURCE_GCP config.an_unknown_one",
      "PATCH google_ads auth.client_access.extra",
    ]);
  });

  it("may be the service itself", async () => {
    const { client, events } = makeClient();
    nock(HOST).post("/v1/connections").reply(201, success(CONNECTION));
    await client.connections.create({ groupId: "g", service: customService("postgress"), config: { a: 1 } });
    expect(unknownIn(events)).toMatchObject([
      { kind: "service", service: "postgress", setting: "service", nearest: "postgres" },
    ]);
  });

  it("is not looked for in changes that do not say the service, nor in what is not sent", async () => {
    const { client, events } = makeClient();
    nock(HOST).patch("/v1/connections/c").reply(200, success(CONNECTION));
    await client.connections.update("c", { config: { hots: 1 } });
    await failureOf(client.connections.update("../c", { service: "postgres", extraConfig: { hots: 1 } }));
    expect(unknownIn(events)).toEqual([]);
  });

  it("is told without any value, and without a secret that stands where a name should", async () => {
    const { client, events } = makeClient();
    const secret = "hunter2-of-the-database";
    nock(HOST).post("/v1/connections").reply(201, success(CONNECTION));
    await client.connections.create({
      groupId: "g",
      service: "postgres",
      config: { schema_prefix: "s", password: secret, update_method: secret },
      extraConfig: { [secret]: true, hots: { secret } },
    });
    expect(unknownIn(events).map((event) => event.type)).toHaveLength(3);
    expect(JSON.stringify(events)).not.toContain(secret);
    expect(events[1]).toMatchObject({ setting: "config.[redacted]" });
    const config = { password: secret, host: 1 };
    nock(HOST).patch(`/v1/connections/${secret}`).reply(200, success(CONNECTION));
    await client.connections.update(secret, { service: customService(secret), config });
    expect(unknownIn(events).at(-1)).toMatchObject({
      kind: "service",
      service: "[redacted]",
      path: "/v1/connections/[redacted]",
    });
    expect(JSON.stringify(events)).not.toContain(secret);
  });
});
