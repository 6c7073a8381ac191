import { createHmac } from "node:crypto";
import type { WebhookEvent, WebhookHandlers } from "@pulumi-fivetran/sdk/webhooks";
import { afterEach, describe, expect, it } from "vitest";
import { Deliveries } from "../../../operations/src/events/deliveries";
import { ServiceTest } from "../support/serviceTest";

const secret = "my_secret";

function body(sync: string, connection = "c1", name = "sync_start", status?: string): string {
  const data = status === undefined ? {} : { data: { status } };
  const created = "2026-01-01T00:00:00.000Z";
  return JSON.stringify({ event: name, created, connector_id: connection, sync_id: sync, ...data });
}

describe("webhooks that the service receives", () => {
  let test: ServiceTest;
  afterEach(() => test.stop());

  async function start(handlers: WebhookHandlers): Promise<void> {
    test = await ServiceTest.start({
      webhooks: { host: "127.0.0.1", port: 0, secret },
      events: { handlers },
    });
  }

  async function deliver(text: string, key = secret): Promise<number> {
    const signature = createHmac("sha256", key).update(text).digest("hex");
    const url = `${test.service.webhooks?.url ?? ""}/any/path`;
    const headers = { "x-fivetran-signature-256": signature };
    return (await fetch(url, { method: "POST", body: text, headers })).status;
  }

  const idle = () => test.service.events.dispatcher.idle();

  it("are handed on once, however often they are delivered, and only when they are signed", async () => {
    const told: unknown[] = [];
    await start({ onSyncStart: ({ syncId }) => void told.push(syncId) });
    expect(await deliver(body("s1"))).toBe(200);
    expect(await deliver(body("s1"))).toBe(200);
    expect(await deliver(body("s2"), "other")).toBe(401);
    expect(await deliver("{}")).toBe(400);
    await idle();
    expect(told).toEqual(["s1"]);
    const page = await fetch(test.service.webhooks?.url ?? "");
    expect(page.status).toBe(405);
  });

  it("are handed on in order per connection, while another connection's go on", async () => {
    const told: string[] = [];
    let isBroken = true;
    await start({
      onEvent: ({ connectorId = "", syncId = "" }: WebhookEvent) => {
        if (connectorId === "c1" && isBroken) throw new Error("not yet");
        told.push(`${connectorId} ${syncId}`);
      },
    });
    for (const [sync, connection] of [
      ["s1", "c1"],
      ["s2", "c1"],
      ["s3", "c2"],
      ["s4", "c1"],
    ] as const)
      await deliver(body(sync, connection));
    await idle();
    expect(told).toEqual(["c2 s3"]);
    isBroken = false;
    await test.service.runtime.store.database.run("UPDATE fivetran_deliveries SET due_at = 0");
    await idle();
    expect(told).toEqual(["c2 s3", "c1 s1", "c1 s2", "c1 s4"]);
  });

  it("are put aside after ten tries, shown, and sent again on demand; the next ones go on", async () => {
    const told: string[] = [];
    let isBroken = true;
    await start({
      onEvent: ({ syncId = "" }: WebhookEvent) => {
        if (syncId === "s1" && isBroken) throw new Error("broken");
        told.push(syncId);
      },
    });
    await deliver(body("s1"));
    await deliver(body("s2"));
    for (let attempt = 0; attempt < 10; attempt++) {
      await test.service.runtime.store.database.run("UPDATE fivetran_deliveries SET due_at = 0");
      await idle();
    }
    expect(told).toEqual(["s2"]);
    expect((await test.get("/health")).body).toMatchObject({ status: "red", events_put_aside: 1 });
    const { items } = (await test.get("/events/aside")).body as { items: { event_id: string }[] };
    expect(items).toMatchObject([
      { handler: "onEvent", name: "sync_start", attempts: 10, problem: "broken" },
    ]);
    isBroken = false;
    expect(await test.post(`/events/${items[0]?.event_id ?? ""}/send`, {})).toMatchObject({ status: 202 });
    await idle();
    expect(told).toEqual(["s2", "s1"]);
    expect(await test.post("/events/nothing/send", {})).toMatchObject({ status: 404 });
  });

  it("survive the end of the process between the receipt and the handler", async () => {
    await start({});
    const { database, now } = test.service.runtime.store;
    const deliveries = new Deliveries(database, now, { handlers: ["onSyncError"] });
    await deliveries.receive(Buffer.from(body("s1", "c1", "sync_end", "FAILED")));
    await test.service.stop();
    const told: unknown[] = [];
    await test.startAgain({
      events: { handlers: { onSyncError: ({ syncId }) => void told.push(syncId) } },
    });
    await idle();
    expect(told).toEqual(["s1"]);
  });

  it("are not received without a secret, unless that is allowed", async () => {
    test = await ServiceTest.start();
    await test.service.stop();
    await expect(test.startAgain({ webhooks: { host: "127.0.0.1", port: 0 } })).rejects.toThrow(
      /FIVETRAN_WEBHOOK_SECRET/,
    );
    await test.startAgain({ webhooks: { host: "127.0.0.1", port: 0, allowUnsigned: true } });
  });
});
