import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ServiceTest } from "../support/serviceTest";

describe("changes over HTTP", () => {
  let test: ServiceTest;
  beforeEach(async () => {
    test = await ServiceTest.start();
  });
  afterEach(() => test.stop());

  const paused = (id: string) => test.fivetran.isPaused(id);
  const ended = (id: unknown) => test.service.runtime.ended(String(id), 60_000);

  describe("a maintenance window", () => {
    it.each([
      ["a list", { connections: ["orders", "resting", "shop"] }],
      ["a group", { group: "analytics" }],
      ["a filter", { filter: "group=analytics" }],
    ])(
      "pauses %s, holds until it is ended, and resumes exactly what ran, also after a restart",
      async (_, chosen) => {
        const holds = test.reaches("hold");
        const begun = await test.post("/maintenance-windows", { ...chosen, for: "2h" });
        expect(begun).toMatchObject({ status: 202, body: { kind: "maintenanceWindow" } });
        await holds;
        for (const id of ["orders", "resting", "shop"]) expect(await paused(id)).toBe(true);
        expect((await test.get("/health")).body).toMatchObject({ held_connections: 3 });
        await test.restart();
        const end = await test.post(`/operations/${String(begun.body["id"])}/end`, {});
        expect(end).toMatchObject({ status: 202 });
        expect(await ended(begun.body["id"])).toMatchObject({
          status: "succeeded",
          outcome: { connections: { orders: "resumed", resting: "paused", shop: "resumed" } },
        });
        expect(await paused("orders")).toBe(false);
        expect(await paused("resting")).toBe(true);
        expect(await test.post(`/operations/${String(begun.body["id"])}/end`, {})).toMatchObject({
          status: 409,
        });
      },
    );

    it("ends by itself, and when it is cancelled", async () => {
      const body = { connections: ["orders"] };
      const { body: short } = await test.post("/maintenance-windows?wait=60", { ...body, for: "1s" });
      expect(short).toMatchObject({ status: "succeeded" });
      const holds = test.reaches("hold");
      const { body: long } = await test.post("/maintenance-windows", body);
      await holds;
      await test.post(`/operations/${String(long["id"])}/cancel`, {});
      expect(await ended(long["id"])).toMatchObject({ status: "cancelled" });
      expect(await paused("orders")).toBe(false);
    });

    it("shares its pauses with other windows: the last one resumes", async () => {
      const begin = async (): Promise<string> => {
        const holds = test.reaches("hold");
        const { body } = await test.post("/maintenance-windows", { connections: ["orders"] });
        await holds;
        return String(body["id"]);
      };
      const [one, two] = [await begin(), await begin()];
      await test.post(`/operations/${one}/end`, {});
      expect(await ended(one)).toMatchObject({ outcome: { connections: { orders: "held" } } });
      expect(await paused("orders")).toBe(true);
      await test.post(`/operations/${two}/end`, {});
      await ended(two);
      expect(await paused("orders")).toBe(false);
    });

    it("takes no credentials that do not show what it holds: it would be left paused", async () => {
      const holds = test.reaches("hold");
      const { body } = await test.post("/maintenance-windows", { connections: ["orders", "shop"] });
      await holds;
      const { server } = test.fivetran;
      server.control.faults.add({ method: "GET", path: "/connections/shop$", status: 404, times: 1 });
      const path = `/operations/${String(body["id"])}`;
      expect(await test.post(`${path}/credentials`, { credentials: "prod" })).toMatchObject({ status: 409 });
      expect(await test.post(`${path}/credentials`, { credentials: "prod" })).toMatchObject({ status: 202 });
      await test.post(`${path}/end`, {});
      await ended(body["id"]);
      expect(await paused("shop")).toBe(false);
    });

    it("pauses nothing when a connection is not there, or none is meant", async () => {
      const body = { connections: ["orders", "nowhere"] };
      expect(await test.post("/maintenance-windows?wait=30", body)).toMatchObject({ status: 404 });
      expect(await test.post("/maintenance-windows?wait=30", { filter: "service=none" })).toMatchObject({
        status: 404,
      });
      expect(await test.post("/maintenance-windows", { filter: "service" })).toMatchObject({ status: 400 });
      expect(await test.post("/maintenance-windows", { group: "a", filter: "id=b" })).toMatchObject({
        status: 400,
      });
      expect(test.fivetran.writes()).toEqual([]);
    });
  });

  describe("a rotation", () => {
    const rotation = {
      connection_id: "shop",
      new: { config: { password: "marker-new" } },
      old: { config: { password: "marker-old" } },
    };

    it("sets and tests the new credentials", async () => {
      expect(await test.post("/credentials/rotate", rotation)).toMatchObject({
        status: 200,
        body: { outcome: { tests: expect.any(Array) as unknown } },
      });
      expect(test.fivetran.writes()[0]).toMatch(/^PATCH \/v1\/connections\/shop .*"password"/);
    });

    it("sets the old ones again when a test fails, and shows neither", async () => {
      await test.fivetran.server.control.setupTests.add({
        connectionId: "shop",
        tests: [{ title: "Login", status: "FAILED", message: "marker-new is wrong" }],
      });
      const answer = await test.post("/credentials/rotate", rotation);
      expect(answer).toMatchObject({ status: 409 });
      expect(answer.body["detail"]).toMatch(/Login: \*{6} is wrong\. The old ones are set again/);
      expect(test.fivetran.writes().filter((write) => write.startsWith("PATCH"))).toHaveLength(2);
      expect(answer.text + test.logged.join("")).not.toContain("marker");
    });

    it("needs an old value for each new one", async () => {
      const answer = await test.post("/credentials/rotate", { ...rotation, old: { config: { user: "x" } } });
      expect(answer).toMatchObject({ status: 400 });
    });
  });

  describe("a resync", () => {
    it("is asked for once, when it is confirmed", async () => {
      const body = { connection_id: "orders", confirm: "orders" };
      const headers = { "idempotency-key": "once" };
      expect(await test.post("/resyncs", body, { headers })).toMatchObject({ status: 200 });
      expect(await test.post("/resyncs", body, { headers })).toMatchObject({ status: 200 });
      expect(test.fivetran.writes()).toHaveLength(1);
      const unconfirmed = await test.post("/resyncs", { ...body, confirm: "shop" });
      expect(unconfirmed).toMatchObject({ status: 400, body: { errors: [{ path: "body.confirm" }] } });
    });

    it("is not asked for again when its answer was lost", async () => {
      test.fivetran.server.control.faults.add({ method: "POST", path: "/resync$", drop: "after", times: 1 });
      const answer = await test.post("/resyncs", { connection_id: "orders", confirm: "orders" });
      expect(answer).toMatchObject({
        status: 409,
        body: { detail: expect.stringMatching(/not asked for twice/) as string },
      });
    });
  });
});
