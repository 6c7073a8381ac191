import { createHmac } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Api, itemsOf, type Reply } from "../support/api";
import { Receiver } from "../support/receiver";

let api: Api;
let receiver: Receiver;
beforeAll(async () => {
  api = await Api.start({ allowHttpWebhooks: true });
});
afterAll(() => api.stop());
beforeEach(async () => {
  receiver = await Receiver.start();
});
afterEach(() => receiver.stop());

function dataOf(reply: Reply): Record<string, unknown> {
  return reply.data as Record<string, unknown>;
}

async function accountWebhook(fields: object = {}): Promise<string> {
  const created = await api.post("/v1/webhooks/account", {
    url: receiver.url,
    events: ["sync_start", "sync_end"],
    ...fields,
  });
  expect(created).toMatchObject({ status: 200 });
  return dataOf(created)["id"] as string;
}

describe("webhooks of the account", () => {
  it("are made with 200, and hide their secret", async () => {
    const created = await api.post("/v1/webhooks/account", {
      url: receiver.url,
      events: ["sync_end"],
      secret: "my_secret",
    });
    expect(created).toMatchObject({
      status: 200,
      code: "Success",
      message: "Account webhook has been created",
    });
    expect(created.data).toEqual({
      id: expect.stringMatching(/^[a-z]+_[a-z]+$/) as string,
      type: "account",
      url: receiver.url,
      events: ["sync_end"],
      active: true,
      secret: "******",
      created_at: expect.stringMatching(/^2026-01-02T03:04:05\.\d{6}Z$/) as string,
      created_by: expect.stringMatching(/^[a-z]+_[a-z]+$/) as string,
    });
    expect(JSON.stringify(api.control.snapshot())).not.toContain("my_secret");
    expect(JSON.stringify(api.control.journal())).not.toContain("my_secret");
  });

  it("are tried out when they are made, with a signed test", async () => {
    await accountWebhook({ secret: "my_secret" });
    const [test] = receiver.received;
    expect(test?.body).toEqual({
      event: "test_event",
      created: "2026-01-02T03:04:05.000Z",
      connector_type: "_connector_type",
      connector_id: "_connector_1",
      group_id: "_destination_1",
    });
    const signature = createHmac("sha256", "my_secret")
      .update(test?.text ?? "")
      .digest("hex");
    expect(test?.headers).toMatchObject({
      "content-type": "application/json",
      "x-fivetran-signature-256": signature,
    });
  });

  it("are not signed without a secret", async () => {
    await accountWebhook();
    expect(receiver.received[0]?.headers).not.toHaveProperty("x-fivetran-signature-256");
  });

  it.each([[500], [404], [302]])("are refused when the test is answered %d", async (status) => {
    receiver.answer = status;
    const before = itemsOf(await api.get("/v1/webhooks?limit=1000")).length;
    const refused = await api.post("/v1/webhooks/account", { url: receiver.url, events: ["sync_end"] });
    expect(refused).toMatchObject({ status: 400, code: "InvalidInput" });
    expect(refused.message).toContain(String(status));
    expect(itemsOf(await api.get("/v1/webhooks?limit=1000"))).toHaveLength(before);
  });

  it("are refused when nobody answers at all", async () => {
    const { url } = receiver;
    await receiver.stop();
    expect(await api.post("/v1/webhooks/account", { url, events: ["sync_end"] })).toMatchObject({
      status: 400,
      code: "InvalidInput",
    });
    receiver = await Receiver.start();
  });

  it("are made untried when they are not active", async () => {
    receiver.answer = 500;
    await accountWebhook({ active: false });
    expect(receiver.received).toHaveLength(0);
  });

  it("are tried out again when they become active, and stay as they are when that fails", async () => {
    const id = await accountWebhook({ active: false, secret: "my_secret" });
    receiver.answer = 500;
    expect(await api.patch(`/v1/webhooks/${id}`, { active: true })).toMatchObject({ status: 400 });
    expect((await api.get(`/v1/webhooks/${id}`)).data).toMatchObject({ active: false });
    receiver.answer = 204;
    expect(await api.patch(`/v1/webhooks/${id}`, { active: true })).toMatchObject({
      status: 200,
      message: "Webhook has been updated",
      data: { active: true, secret: "******" },
    });
    const signature = createHmac("sha256", "my_secret")
      .update(receiver.received[1]?.text ?? "")
      .digest("hex");
    expect(receiver.received[1]?.headers["x-fivetran-signature-256"]).toBe(signature);
  });

  it.each([
    ["http://example.com/hook"],
    ["ftp://example.com/hook"],
    ["no url"],
    ["http://127.0.0.1.example.com/"],
  ])("are refused at %s", async (url) => {
    expect(
      await api.post("/v1/webhooks/account", { url, events: ["sync_end"], active: false }),
    ).toMatchObject({
      status: 400,
      code: "InvalidInput",
      message: "Webhook URL must use HTTPS",
    });
  });

  it("may have any https URL when they are not active", async () => {
    await accountWebhook({ url: "https://your-host.your-domain/webhook", active: false });
  });

  it("need a url and events", async () => {
    expect(await api.post("/v1/webhooks/account", { events: ["sync_end"] })).toMatchObject({
      status: 400,
      message: "Field 'url' is required",
    });
    expect(await api.post("/v1/webhooks/account", { url: receiver.url })).toMatchObject({
      status: 400,
      message: "Field 'events' is required",
    });
  });

  it("are read, changed and gone after a deletion; a missing one is NotFound", async () => {
    const id = await accountWebhook();
    expect(await api.get(`/v1/webhooks/${id}`)).toMatchObject({
      status: 200,
      message: "Webhook details retrieved successfully",
      data: { id, events: ["sync_start", "sync_end"] },
    });
    expect(await api.patch(`/v1/webhooks/${id}`, { events: ["status"] })).toMatchObject({
      data: { id, events: ["status"], active: true, url: receiver.url },
    });
    expect(await api.delete(`/v1/webhooks/${id}`)).toMatchObject({
      status: 200,
      message: `Webhook with id '${id}' has been deleted`,
    });
    for (const reply of [
      await api.get(`/v1/webhooks/${id}`),
      await api.patch(`/v1/webhooks/${id}`, {}),
      await api.delete(`/v1/webhooks/${id}`),
      await api.post(`/v1/webhooks/${id}/test`, { event: "sync_end" }),
    ]) {
      expect(reply).toMatchObject({ status: 404, code: "NotFound" });
    }
  });

  it("are listed page by page", async () => {
    const own = await Api.start();
    try {
      const made = [];
      for (let count = 0; count < 3; count++) {
        const body = { url: "https://acme.example/", events: ["sync_end"], active: false };
        made.push(dataOf(await own.post("/v1/webhooks/account", body))["id"]);
      }
      const first = await own.get("/v1/webhooks?limit=2");
      expect(first).toMatchObject({ message: "Webhooks retrieved successfully" });
      const cursor = dataOf(first)["next_cursor"] as string;
      const second = await own.get(`/v1/webhooks?limit=2&cursor=${cursor}`);
      expect([...itemsOf(first), ...itemsOf(second)].map(({ id }) => id)).toEqual(made);
      expect(second.data).not.toHaveProperty("next_cursor");
    } finally {
      await own.stop();
    }
  });

  it("are tested on demand, and say how that went", async () => {
    const id = await accountWebhook();
    expect(await api.post(`/v1/webhooks/${id}/test`, { event: "sync_end" })).toMatchObject({
      status: 200,
      message: "Webhook test completed successfully",
      data: { succeed: true, status: 200 },
    });
    expect(receiver.received.at(-1)?.body).toMatchObject({
      event: "sync_end",
      connector_id: "_connection_1",
    });
    receiver.answer = 503;
    const failed = await api.post(`/v1/webhooks/${id}/test`, { event: "sync_end" });
    expect(failed).toMatchObject({ status: 200, data: { succeed: false, status: 503 } });
    expect(await api.post(`/v1/webhooks/${id}/test`, {})).toMatchObject({
      status: 400,
      message: "Field 'event' is required",
    });
  });

  it("take https only, unless the server is told otherwise", async () => {
    const own = await Api.start();
    try {
      expect(
        await own.post("/v1/webhooks/account", { url: receiver.url, events: ["sync_end"] }),
      ).toMatchObject({ status: 400, message: "Webhook URL must use HTTPS" });
      expect(receiver.received).toHaveLength(0);
    } finally {
      await own.stop();
    }
  });
});

describe("webhooks of a group", () => {
  it("name their group, which must be there, and go with it", async () => {
    const group = await api.group();
    const created = await api.post(`/v1/webhooks/group/${group}`, {
      url: receiver.url,
      events: ["sync_end"],
    });
    expect(created).toMatchObject({
      status: 200,
      message: "Group webhook has been created",
      data: { type: "group", group_id: group },
    });
    expect(await api.post("/v1/webhooks/group/no_group", { url: receiver.url, events: ["x"] })).toMatchObject(
      {
        status: 404,
        code: "NotFound_Group",
      },
    );
    await api.delete(`/v1/groups/${group}`);
    expect(await api.get(`/v1/webhooks/${dataOf(created)["id"] as string}`)).toMatchObject({ status: 404 });
  });
});
