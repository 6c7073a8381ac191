import { createHmac } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parseSeed } from "../../../server/src/seed/seed";
import { Api } from "../support/api";
import { Receiver } from "../support/receiver";

describe("a seed of webhooks", () => {
  let api: Api | undefined;
  let receiver: Receiver;
  beforeEach(async () => {
    receiver = await Receiver.start();
  });
  afterEach(async () => {
    await api?.stop();
    await receiver.stop();
  });

  it("fills them untried, with their secrets, and they hear of what happens", async () => {
    api = await Api.start({
      seed: {
        groups: [{ id: "my_group", name: "analytics" }],
        destinations: [{ groupId: "my_group", service: "snowflake" }],
        connections: [
          {
            id: "my_orders",
            groupId: "my_group",
            service: "postgres",
            schema: "orders",
            scheduleType: "manual",
          },
        ],
        webhooks: [
          { id: "my_hook", groupId: "my_group", url: receiver.url, events: ["sync_end"], secret: "hunter2" },
          { id: "my_account_hook", url: "https://acme.example/", events: ["status"], active: false },
        ],
      },
    });
    expect(receiver.received).toEqual([]);
    expect((await api.get("/v1/webhooks/my_hook")).data).toMatchObject({
      type: "group",
      group_id: "my_group",
      secret: "******",
    });
    expect((await api.get("/v1/webhooks/my_account_hook")).data).toMatchObject({
      type: "account",
      active: false,
    });
    await api.post("/v1/connections/my_orders/sync", {});
    await api.control.idle();
    expect(receiver.events).toEqual(["sync_end"]);
    const [sent] = receiver.received;
    const signature = createHmac("sha256", "hunter2")
      .update(sent?.text ?? "")
      .digest("hex");
    expect(sent?.headers["x-fivetran-signature-256"]).toBe(signature);
    expect(JSON.stringify(api.control.snapshot())).not.toContain("hunter2");
  });

  it("is refused with every fault at its place", () => {
    const hook = { id: "h", url: "https://acme.example/", events: ["status"] };
    const seed = { webhooks: [hook, { ...hook, groupId: "g" }] };
    expect(() => parseSeed(seed)).toThrow(/webhooks\.1\.id: .*\n.*webhooks\.1\.groupId: no seeded group/);
    for (const url of ["no url", "ftp://acme.example/"]) {
      expect(() => parseSeed({ webhooks: [{ ...hook, url }] })).toThrow(/webhooks\.0\.url/);
    }
  });
});
