import {
  InvalidWebhookError,
  isWebhookEvent,
  parseWebhookEvent,
  type WebhookEvent,
} from "@pulumi-fivetran/sdk";
import { describe, expect, expectTypeOf, it } from "vitest";
import { failureOf } from "../support/api.ts";

const SYNC_END = {
  event: "sync_end",
  created: "2026-01-01T00:00:00.000Z",
  connector_type: "asana",
  connector_id: "c1",
  connector_name: "asana.c1",
  sync_id: "00000000-0000-0000-0000-000000000001",
  destination_group_id: "g1",
  data: { status: "SUCCESSFUL" },
};

const read = (event: unknown) => parseWebhookEvent(JSON.stringify(event));

describe("parseWebhookEvent", () => {
  it("reads the end of a sync", async () => {
    expect(await read(SYNC_END)).toEqual({
      event: "sync_end",
      created: "2026-01-01T00:00:00.000Z",
      connectorType: "asana",
      connectorId: "c1",
      connectorName: "asana.c1",
      syncId: "00000000-0000-0000-0000-000000000001",
      destinationGroupId: "g1",
      data: { status: "SUCCESSFUL" },
    });
  });

  it("reads bytes", async () => {
    const bytes = new TextEncoder().encode(JSON.stringify({ ...SYNC_END, connector_name: "Käse 🧀" }));
    expect(await parseWebhookEvent(bytes)).toMatchObject({ connectorName: "Käse 🧀" });
  });

  it("reads the event that Fivetran sends to a new address", async () => {
    const test = {
      event: "test_event",
      created: "2026-01-01T00:00:00.000Z",
      connector_type: "_connector_type",
      connector_id: "_connector_1",
      group_id: "_destination_1",
    };
    expect(await read(test)).toEqual({
      event: "test_event",
      created: "2026-01-01T00:00:00.000Z",
      connectorType: "_connector_type",
      connectorId: "_connector_1",
      groupId: "_destination_1",
    });
  });

  it("passes an event, a field and a status that it does not know, and renames nothing within data", async () => {
    const data = { status: 7, dbtJobId: "j", inner_key: { some_key: 1 } };
    expect(
      await read({ ...SYNC_END, event: "an_event_of_tomorrow", new_field: { a_b: 1 }, data }),
    ).toMatchObject({
      event: "an_event_of_tomorrow",
      newField: { a_b: 1 },
      data,
    });
    const rescheduled = { status: "OF_TOMORROW", reason: null, some_key: { inner_key: 1 } };
    expect(await read({ ...SYNC_END, data: rescheduled })).toMatchObject({ data: rescheduled });
  });

  it("takes null for nothing, and does without data", async () => {
    const { data, ...rest } = SYNC_END;
    expect(data).toBeDefined();
    const event = await read({ ...rest, sync_id: null });
    expect(event).not.toHaveProperty("syncId");
    expect(event).not.toHaveProperty("data");
    expect(await read({ ...SYNC_END, data: {} })).toMatchObject({ data: {} });
  });

  it.each([
    ["", ""],
    ["", "{"],
    ["", "null"],
    ["", "[]"],
    ["", '"sync_end"'],
    ["event", { created: "2026-01-01T00:00:00.000Z" }],
    ["event", { ...SYNC_END, event: 1 }],
    ["event", { ...SYNC_END, event: "" }],
    ["created", { ...SYNC_END, created: undefined }],
    ["connector_id", { ...SYNC_END, connector_id: 1 }],
    ["data", { ...SYNC_END, event: "status", data: "hidden-value" }],
    ["data", { ...SYNC_END, data: "hidden-value" }],
    ["data.status", { ...SYNC_END, data: { status: 1 } }],
  ])("refuses what is no event, naming the field (%j) and repeating no value", async (fieldPath, body) => {
    const text = typeof body === "string" ? body : JSON.stringify(body);
    const error = await failureOf(parseWebhookEvent(text));
    expect(error).toBeInstanceOf(InvalidWebhookError);
    expect(error).toMatchObject({ name: "InvalidWebhookError", fieldPath });
    expect(error.message).toContain("not a webhook event");
    expect(error.message).toContain(fieldPath);
    expect(error.message).not.toContain("hidden-value");
  });

  it("refuses bytes that are not UTF-8", async () => {
    const bytes = Buffer.concat([Buffer.from('{"event":"'), Buffer.of(0xff), Buffer.from('","created":""}')]);
    expect(await failureOf(parseWebhookEvent(bytes))).toBeInstanceOf(InvalidWebhookError);
  });
});

describe("isWebhookEvent", () => {
  it("tells the type of data by the name", async () => {
    const event = await read(SYNC_END);
    expect(isWebhookEvent(event, "sync_start")).toBe(false);
    if (!isWebhookEvent(event, "sync_end")) throw new Error("It is a sync_end.");
    expect(event.data?.status).toBe("SUCCESSFUL");
    expectTypeOf(event).toEqualTypeOf<WebhookEvent<"sync_end">>();
  });

  it("has types that are open, and no others than Fivetran's names for the guard", () => {
    expectTypeOf<"sync_end">().toExtend<WebhookEvent["event"]>();
    expectTypeOf<string>().toExtend<WebhookEvent["event"]>();
    expectTypeOf<"sync_ended">().not.toExtend<Parameters<typeof isWebhookEvent>[1]>();
    expectTypeOf<WebhookEvent<"pause_connector">["data"]>().toEqualTypeOf<
      Record<string, unknown> | undefined
    >();
  });
});
