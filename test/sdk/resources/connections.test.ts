import type { ConnectCardConfig } from "@pulumi-fivetran/sdk";
import { customService, isInvalidInput, isNotOffered } from "@pulumi-fivetran/sdk";
import nock from "nock";
import { describe, expect, it } from "vitest";
import { CONNECTION, failureOf, HOST, makeClient, success, useNock } from "../support/api.ts";

useNock();

const NEW = { groupId: "g", service: customService("postgres") };
const CARD = { redirectUri: "https://example.com" };
const NOWHERE = {} as ConnectCardConfig;

describe("what cannot work is refused, and nothing is sent:", () => {
  const { client } = makeClient();
  it.each([
    [
      "a card with tests",
      () => client.connections.create({ ...NEW, connectCardConfig: CARD }),
      "runSetupTests: false",
    ],
    [
      "a card that leads nowhere",
      () => client.connections.create({ ...NEW, runSetupTests: false, connectCardConfig: NOWHERE }),
      "redirectUri",
    ],
    [
      "a later one",
      () => client.connections.createConnectCard("c", { redirectUri: "ftp://example.com" }),
      "redirectUri",
    ],
    ["half a minute", () => client.connections.setSyncFrequency("c", 0.5), "whole number of minutes"],
    [
      "an interval without a length",
      () => client.connections.setSchedule("c", { scheduleType: "INTERVAL" }),
      "needs interval",
    ],
    [
      "a cron schedule without an expression",
      () => client.connections.setSchedule("c", { scheduleType: "CRON", cron: "" }),
      "needs cron",
    ],
    [
      "a schedule without a type",
      () => client.connections.setSchedule("c", { scheduleType: "" }),
      "INTERVAL, TIME_OF_DAY, CRON or MANUAL",
    ],
    [
      "a time of day for an hour",
      () => client.connections.setSyncFrequency("c", 60, { dailySyncTime: "14:00" }),
      "1440",
    ],
  ])("%s", async (_, call, why) => {
    const error = await failureOf(call());
    expect(isInvalidInput(error)).toBe(true);
    expect(error.message).toContain(why);
  });
});

describe("connections", () => {
  it("are made without config where nothing in it is required", async () => {
    nock(HOST)
      .post("/v1/connections", {
        group_id: "g",
        service: "postgres",
        destination_schema_names: "FIVETRAN_NAMING",
      })
      .reply(201, success(CONNECTION));
    await makeClient().client.connections.create(NEW);
  });

  it("take fields of the body that this version does not know, and these win", async () => {
    nock(HOST)
      .patch("/v1/connections/c", { paused: false, new_field: { someKey: 1 } })
      .reply(200, success(CONNECTION));
    const { client } = makeClient();
    await client.connections.update("c", {
      paused: true,
      extraFields: { paused: false, new_field: { someKey: 1 } },
    });
  });

  it("say that the account may not have an operation, which is no word about the connection", async () => {
    nock(HOST)
      .get("/v1/connections/c/warnings")
      .reply(404, { code: "NotFound", message: "HTTP 404 Not Found" });
    nock(HOST)
      .get("/v1/connections/c/warnings")
      .reply(404, { code: "NotFound_Connection", message: "Connection with id 'c' not found" });
    const { client } = makeClient();
    const notOffered = await failureOf(client.connectionHistory.listWarnings("c"));
    expect(isNotOffered(notOffered)).toBe(true);
    expect(notOffered.message).toContain("may not offer it to this account");
    expect(isNotOffered(await failureOf(client.connectionHistory.listWarnings("c")))).toBe(false);
  });

  it("with a cron schedule have a frequency of null, and are listed with the others", async () => {
    const cron = {
      ...CONNECTION,
      id: "b",
      sync_frequency: null,
      schedule: { schedule_type: "CRON", cron: "0 6 * * 1" },
    };
    nock(HOST)
      .get("/v1/connections?limit=1000")
      .reply(200, success({ items: [CONNECTION, cron] }));
    const { client, events } = makeClient();
    const connections = await client.connections.list().toArray();
    expect(connections.map(({ syncFrequency }) => syncFrequency)).toEqual([360, null]);
    expect(events.filter(({ type }) => type === "unreadable")).toEqual([]);
  });

  it.each([
    [
      { code: "Success", message: "Sync has been triggered" },
      { code: "Success", message: "Sync has been triggered" },
    ],
    [undefined, {}],
  ])("say what Fivetran says to a sync: %j", async (body, said) => {
    nock(HOST)
      .post("/v1/connections/c/sync")
      .reply(body === undefined ? 204 : 200, body);
    expect(await makeClient().client.connections.sync("c")).toEqual(said);
  });
});

describe("users", () => {
  it("without an e-mail address are listed with the others", async () => {
    const user = { id: "u", verified: true, created_at: "2026-01-02T03:04:05Z" };
    nock(HOST)
      .get("/v1/users?limit=1000")
      .reply(200, success({ items: [{ ...user, email: null, user_type: "SERVICE_ACCOUNT" }, user] }));
    const users = await makeClient().client.users.list().toArray();
    expect(users.map(({ email }) => email)).toEqual([null, undefined]);
  });
});
