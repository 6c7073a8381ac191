import { createHmac } from "node:crypto";
import type { WebhookEvent } from "@pulumi-fivetran/sdk/webhooks";
import { afterEach, describe, expect, it } from "vitest";
import type { EventHandlers } from "../../../operations/src/events/handlers";
import type { ServiceOptions } from "../../../operations/src/service/service";
import { ServiceTest } from "../support/serviceTest";

const secret = "my_secret";
const DAY = 24 * 60 * 60 * 1000;

describe("events of the service", () => {
  let test: ServiceTest;
  let told: WebhookEvent[];
  let minute = 0;
  afterEach(() => test.stop());

  async function start(
    names: readonly (keyof EventHandlers)[],
    options: Partial<ServiceOptions> = {},
    events: ServiceOptions["events"] = {},
  ): Promise<void> {
    told = [];
    const handlers = Object.fromEntries(
      names.map((name) => [name, (event: WebhookEvent) => void told.push(event)]),
    );
    test = await ServiceTest.start({
      webhooks: { host: "127.0.0.1", port: 0, secret },
      events: { handlers, ...events },
      ...options,
    });
  }

  /** Delivers the end of a sync. */
  async function ends(status: string): Promise<void> {
    minute += 1;
    const text = JSON.stringify({
      event: "sync_end",
      created: new Date(minute * 60_000).toISOString(),
      connector_id: "orders",
      sync_id: `sync_${minute}`,
      data: { status },
    });
    const signature = createHmac("sha256", secret).update(text).digest("hex");
    const headers = { "x-fivetran-signature-256": signature };
    const answer = await fetch(test.service.webhooks?.url ?? "", { method: "POST", body: text, headers });
    expect(answer.status).toBe(200);
    await test.service.events.dispatcher.idle();
  }

  describe("onSchemaChange", () => {
    const setSchema = (schema: object) =>
      test.fivetran.server.control.setShape({ connectionId: "orders" }, schema as never);
    const reload = () => test.fivetran.client.connectionSchemas.reload("orders", { excludeMode: "PRESERVE" });
    const column = (more: object = {}) => ({ id: { type: "INT", ...more } });

    it("is told, after a successful sync, of what differs from the one before, once", async () => {
      await start(["onSchemaChange"]);
      await setSchema({
        schemas: { public: { tables: { a: { columns: column() }, b: { columns: column() } } } },
      });
      await reload();
      await ends("SUCCESSFUL");
      await ends("SUCCESSFUL");
      expect(told).toEqual([]);
      await setSchema({
        schemas: { public: { tables: { a: { columns: column() }, c: { columns: column() } } } },
      });
      await reload();
      await test.fivetran.client.connectionSchemas.update("orders", {
        schemas: { public: { tables: { a: { enabled: false } } } },
      });
      await ends("FAILED");
      expect(told).toEqual([]);
      await ends("SUCCESSFUL");
      await test.service.events.dispatcher.idle();
      expect(told).toMatchObject([
        {
          event: "schema_change",
          connectorId: "orders",
          data: {
            added: [{ schema: "public", table: "c" }],
            changed: [{ schema: "public", table: "a", before: { enabled: true }, after: { enabled: false } }],
          },
        },
      ]);
      await ends("SUCCESSFUL");
      await test.service.events.dispatcher.idle();
      expect(told).toHaveLength(1);
    });

    it("asks nothing where nobody wants to know, and onEvent is told with --watch-schemas", async () => {
      await start(["onSyncComplete"]);
      test.fivetran.server.control.clearJournal();
      await ends("SUCCESSFUL");
      expect(test.fivetran.server.control.journal()).toEqual([]);
      await test.stop();
      await start(["onEvent"], {}, { watchSchemas: true });
    });

    it("needs credentials to look with", async () => {
      await start([]);
      await test.service.stop();
      const environment = { FIVETRAN_API_URL: test.fivetran.server.url };
      const options = { environment, events: { watchSchemas: true } };
      await expect(test.startAgain(options)).rejects.toThrow(/FIVETRAN_API_KEY/);
      await expect(test.startAgain({ ...options, account: "dev" })).rejects.toThrow(/FIVETRAN_API_KEY_DEV/);
      await test.startAgain({});
    });
  });

  describe("a failed sync that is held back", () => {
    const held = () => start(["onSyncError"], {}, { holdBackMs: DAY });
    const syncs = () => told.map(({ syncId }) => syncId);

    it("is not told of when the next one succeeds", async () => {
      await held();
      await ends("FAILED");
      await ends("RESCHEDULED");
      expect(told).toEqual([]);
      await ends("SUCCESSFUL");
      await test.service.runtime.store.database.run("UPDATE fivetran_deliveries SET due_at = 0");
      await test.service.events.dispatcher.idle();
      expect(told).toEqual([]);
    });

    it("is told of by the next one that fails too, and each one after that", async () => {
      await held();
      await ends("FAILED");
      await ends("FAILURE_WITH_TASK");
      expect(syncs()).toEqual([`sync_${minute}`]);
      await ends("FAILED");
      expect(told).toHaveLength(2);
      await ends("SUCCESSFUL");
      await ends("FAILED");
      expect(told).toHaveLength(2);
    });

    it("is told of when no sync has succeeded for so long", async () => {
      await held();
      await ends("FAILED");
      await test.service.runtime.store.database.run("UPDATE fivetran_deliveries SET due_at = due_at - $1", [
        DAY,
      ]);
      await test.service.events.dispatcher.idle();
      expect(syncs()).toEqual([`sync_${minute}`]);
    });

    it("is told of at once without the option", async () => {
      await start(["onSyncError"]);
      await ends("FAILED");
      expect(told).toHaveLength(1);
    });
  });

  it("tell of a pause that lasts too long, once, also after a restart", async () => {
    await start(["onPauseOverdue", "onEvent"], { holdAlarmMs: 0 });
    await test.post("/maintenance-windows?wait=0", { connections: ["orders"] });
    const { runtime, events } = test.service;
    await until(async () => (await runtime.store.holds.list()).length === 1);
    await test.restart();
    await until(async () => {
      await test.service.events.dispatcher.idle();
      return told.length > 0;
    });
    await test.restart();
    await test.service.events.dispatcher.idle();
    expect(events).toBeDefined();
    expect(told).toMatchObject([
      { event: "pause_overdue", connectorId: "orders", data: { operation_id: expect.any(String) as string } },
      { event: "pause_overdue" },
    ]);
  });

  describe("a webhook that is inactive", () => {
    it("is activated again, once a day, and shown", async () => {
      await start([]);
      const { client, server } = test.fivetran;
      const hook = await client.webhooks.createForAccount({
        events: ["sync_end"],
        url: "https://127.0.0.1:9/hook",
        active: false,
      });
      await test.service.stop();
      server.control.faults.add({
        method: "PATCH",
        path: "/webhooks/",
        status: 200,
        body: JSON.stringify({ code: "Success", data: { ...toWire(hook), active: true } }),
      });
      await test.startAgain({ reactivate: [hook.id] });
      const shown = async () =>
        ((await test.get("/webhooks/reactivations")).body as { items: object[] }).items;
      await until(async () =>
        test.logged.join("").includes("a webhook was inactive, and is activated again"),
      );
      expect(await shown()).toMatchObject([{ webhook_id: hook.id, problem: null }]);
      const patches = () =>
        server.control.journal().filter(({ method, path }) => method === "PATCH" && path.includes("webhooks"))
          .length;
      expect(patches()).toBe(1);
      // It is inactive again on the same day: it is left so.
      await test.service.stop();
      await test.startAgain({ reactivate: [hook.id] });
      await until(async () =>
        Promise.resolve(server.control.journal().filter(({ path }) => path.endsWith(hook.id)).length >= 3),
      );
      expect(patches()).toBe(1);
    });

    it("is left alone when it is not listed", async () => {
      await start([]);
      test.fivetran.server.control.clearJournal();
      await test.service.stop();
      await test.startAgain({});
      expect(test.fivetran.server.control.journal()).toEqual([]);
    });
  });
});

function toWire({ id, ...webhook }: { id: string; url?: string; events?: readonly string[] }): object {
  return {
    id,
    type: "account",
    url: webhook.url,
    events: webhook.events,
    created_at: "2026-01-01T00:00:00Z",
    created_by: "x",
  };
}

/** Lets others work until a condition holds; the test's own limit ends it. */
async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setImmediate(resolve));
}
