import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ServiceTest } from "../support/serviceTest";

describe("a move over HTTP", () => {
  let test: ServiceTest;
  beforeEach(async () => {
    test = await ServiceTest.start();
  });
  afterEach(() => test.stop());

  const move = (to: string, sync_behavior = "CONTINUE", more: object = {}) =>
    test.post("/moves", { connection_id: "orders", destination_group_id: to, sync_behavior, ...more });
  const groupOf = async () => (await test.fivetran.get("connections/orders"))["group_id"];

  it("pauses the connection, moves it, and resumes it", async () => {
    expect(await move("archive")).toMatchObject({
      status: 200,
      body: {
        kind: "moveConnection",
        outcome: {
          group: { before: "analytics", after: "archive" },
          connection: "resumed",
          note: "The connection runs again.",
        },
      },
    });
    expect(await groupOf()).toBe("archive");
    expect(test.fivetran.writes().map((write) => write.split(" ").slice(0, 2).join(" "))).toEqual([
      "PATCH /v1/connections/orders",
      "POST /v1/connections/orders/move",
      "PATCH /v1/connections/orders",
    ]);
  });

  it("pauses nothing for a group that is not there, or is its own", async () => {
    expect(await move("nowhere")).toMatchObject({ status: 404 });
    expect(await move("analytics")).toMatchObject({
      status: 409,
      body: { detail: expect.stringMatching(/in the group analytics already/) as string },
    });
    expect(test.fivetran.writes()).toEqual([]);
  });

  it("runs again where it was when Fivetran refuses", async () => {
    const refused = await move("archive", "CONTINUE_WITH_DATA");
    expect(refused).toMatchObject({ status: 400, body: { step: "move" } });
    expect(refused.body["detail"]).toMatch(/The connection orders runs again, as before\.$/);
    expect(await groupOf()).toBe("analytics");
    expect(await test.fivetran.isPaused("orders")).toBe(false);
  });

  it("loads the history again only when that is confirmed", async () => {
    const unconfirmed = await move("archive", "BACKFILL");
    expect(unconfirmed).toMatchObject({ status: 400, body: { errors: [{ path: "body.confirm" }] } });
    expect(await move("archive", "BACKFILL", { confirm: "orders" })).toMatchObject({ status: 200 });
  });

  it("says what is left when it is cancelled while a job moves it", async () => {
    const follows = test.reaches("follow");
    const begun = await test.post("/moves?wait=0", {
      connection_id: "orders",
      destination_group_id: "lake",
      sync_behavior: "CONTINUE_WITH_DATA",
    });
    await follows;
    const path = `/operations/${String(begun.body["id"])}`;
    await test.post(`${path}/cancel`, {});
    const ended = await test.service.runtime.ended(String(begun.body["id"]), 60_000);
    expect(ended).toMatchObject({ status: "cancelled" });
    expect(ended.failure?.message).toMatch(
      /The move had been asked for: look in which group the connection is/,
    );
    expect(await test.fivetran.isPaused("orders")).toBe(false);
  });

  it("says why a job has failed", async () => {
    const data = { id: "a_job", status: "FAILED", error_message: "The lakehouse is full" };
    test.fivetran.server.control.faults.add({
      path: "/orders/move/",
      status: 200,
      body: JSON.stringify({ code: "Success", data }),
    });
    const failed = await move("lake", "CONTINUE_WITH_DATA");
    expect(failed).toMatchObject({ status: 409, body: { step: "follow" } });
    expect(failed.body["detail"]).toMatch(/has failed: The lakehouse is full\. The move had been asked for/);
    expect(await test.fivetran.isPaused("orders")).toBe(false);
  });
});
