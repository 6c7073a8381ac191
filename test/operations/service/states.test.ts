import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ServiceTest } from "../support/serviceTest";

describe("the state of a connection over HTTP", () => {
  let test: ServiceTest;
  beforeEach(async () => {
    test = await ServiceTest.start();
  });
  afterEach(() => test.stop());

  it("is read with credentials in the body, and needs nothing else", async () => {
    await test.fivetran.setState("orders", { cursor: 1 });
    const answer = await test.post(
      "/state/get",
      { ...test.credentials, connection_id: "orders" },
      { as: "nobody" },
    );
    expect(answer).toMatchObject({
      status: 200,
      body: { connection_id: "orders", state: { cursor: 1 }, bytes: 12 },
    });
  });

  it("is read with named credentials and those of the environment by the token only", async () => {
    for (const credentials of [{ credentials: "prod" }, {}]) {
      const body = { ...credentials, connection_id: "orders" };
      expect(await test.post("/state/get", body)).toMatchObject({ status: 200 });
      const refused = await test.post("/state/get", body, { as: "nobody" });
      expect(refused).toMatchObject({
        status: 401,
        body: { detail: expect.stringMatching(/Bearer <token>/) as string },
      });
    }
    expect(await test.post("/state/get", { credentials: "dev", connection_id: "orders" })).toMatchObject({
      status: 409,
      body: { detail: expect.stringMatching(/FIVETRAN_API_KEY_DEV/) as string },
    });
    const path = { credentials: "../prod", connection_id: "orders" };
    expect(await test.post("/state/get", path)).toMatchObject({ status: 400 });
  });

  it("answers 405 and 400 as Fivetran does, and 404 and 401", async () => {
    const get = (connection_id: string, more: object = {}) =>
      test.post("/state/get", { connection_id, ...more });
    expect(await get("shop")).toMatchObject({
      status: 405,
      body: { type: "urn:fivetran-operations:problem:noState" },
    });
    test.fivetran.server.control.faults.add({ method: "GET", path: "/state$", status: 400, times: 1 });
    expect(await get("orders")).toMatchObject({
      status: 400,
      body: { type: "urn:fivetran-operations:problem:noStateYet" },
    });
    expect(await get("nowhere")).toMatchObject({ status: 404 });
    expect(await get("orders", { api_key: "no", api_secret: "marker-wrong" })).toMatchObject({ status: 401 });
    expect(test.logged.join("")).not.toContain("marker-wrong");
  });

  it("is set durably, and put back", async () => {
    await test.fivetran.setState("orders", { cursor: 1 });
    const set = await test.post(
      "/state/update",
      { ...test.credentials, connection_id: "orders", new_state: { cursor: 2 } },
      { as: "nobody" },
    );
    expect(set).toMatchObject({
      status: 200,
      body: { status: "succeeded", outcome: { connection: "resumed" } },
    });
    expect(await test.fivetran.stateOf("orders")).toEqual({ cursor: 2 });
    const restore = { ...test.credentials, connection_id: "orders", operation_id: set.body["id"] };
    expect(await test.post("/state/restore", restore, { as: "nobody" })).toMatchObject({ status: 200 });
    expect(await test.fivetran.stateOf("orders")).toEqual({ cursor: 1 });
    const other = { connection_id: "resting", operation_id: set.body["id"] };
    expect(await test.post("/state/restore", other)).toMatchObject({ status: 409 });
  });

  it("is merged, with every digit that was sent", async () => {
    const body = `{"connection_id":"orders","merge_patch":{"big":9007199254740993}}`;
    const { body: operation } = await test.post("/state/update", body);
    expect(operation).toMatchObject({ status: "succeeded" });
    const kept = await test.service.runtime.store.vault.get(String(operation["id"]), "states", "after");
    expect(kept).toBe('{"big":9007199254740993}');
  });

  it("answers 202 when it takes longer, and the operation tells of its steps", async () => {
    await test.stop();
    test = await ServiceTest.start({ pollMs: 3_600_000 });
    test.fivetran.server.control.faults.add({ method: "PATCH", path: "/state$", status: 409 });
    const waits = test.reaches("wait");
    const begun = await test.post("/state/update?wait=0", { connection_id: "orders", new_state: {} });
    expect(begun).toMatchObject({ status: 202 });
    const path = `/operations/${String(begun.body["id"])}`;
    expect(begun.headers.get("location")).toBe(path);
    await waits;
    const seen = await test.get(path);
    expect(seen.body["steps"]).toMatchObject([
      { name: "check", attempts: 1, api_calls: 2 },
      { name: "pause", api_calls: 2 },
      { name: "settle" },
      { name: "keep" },
      { name: "patch" },
      { name: "wait", ended_at: null, due_at: expect.any(String) as string },
    ]);
    expect(await test.post(`${path}/cancel`, {})).toMatchObject({
      status: 202,
      body: { cancel_requested: true },
    });
    await test.service.runtime.ended(String(begun.body["id"]), 60_000);
    expect(await test.get(path)).toMatchObject({ body: { status: "cancelled" } });
    expect(await test.post(`${path}/cancel`, {})).toMatchObject({ status: 409 });
    expect(await test.fivetran.isPaused("orders")).toBe(false);
  });

  it("repeats a request with an idempotency key for its caller and body", async () => {
    const update = (cursor: number, as: "token" | "own" = "token") =>
      test.post(
        "/state/update",
        { connection_id: "orders", new_state: { cursor } },
        { as, headers: { "idempotency-key": "key-1" } },
      );
    const first = await update(1);
    expect((await update(1)).body["id"]).toBe(first.body["id"]);
    expect(await update(2)).toMatchObject({ status: 422 });
    expect((await update(2, "own")).body["id"]).not.toBe(first.body["id"]);
    expect(await test.get("/operations?limit=5")).toMatchObject({ body: { items: [{}, {}] } });
  });

  it("is changed by one operation at a time", async () => {
    test.fivetran.server.control.faults.add({ method: "PATCH", path: "/state$", status: 409 });
    const waits = test.reaches("wait");
    const body = { connection_id: "orders", new_state: {} };
    const first = await test.post("/state/update?wait=0", body);
    await waits;
    expect(await test.post("/state/update", body)).toMatchObject({
      status: 409,
      body: { detail: expect.stringContaining(String(first.body["id"])) as string },
    });
  });

  it("shows operations to the token and to the credentials that began them", async () => {
    const mine = await test.post("/state/update", {
      ...test.credentials,
      connection_id: "orders",
      new_state: {},
    });
    const theirs = await test.post("/state/update", { connection_id: "orders", new_state: {} });
    const listed = async (as: "token" | "own"): Promise<unknown[]> => {
      const { items } = (await test.get("/operations", { as })).body as { items: { id: string }[] };
      return items.map(({ id }) => id);
    };
    expect(await listed("own")).toEqual([mine.body["id"]]);
    expect((await listed("token")).length).toBe(2);
    expect(await test.get(`/operations/${String(theirs.body["id"])}`, { as: "own" })).toMatchObject({
      status: 404,
    });
    expect(await test.get("/operations", { as: "nobody" })).toMatchObject({ status: 401 });
  });

  it("goes on after a restart", async () => {
    test.fivetran.server.control.faults.add({ method: "PATCH", path: "/state$", status: 409, times: 1 });
    const waits = test.reaches("wait");
    const begun = await test.post("/state/update?wait=0", {
      ...test.credentials,
      connection_id: "orders",
      new_state: { cursor: 2 },
    });
    await waits;
    await test.restart();
    await test.service.runtime.ended(String(begun.body["id"]), 60_000);
    expect(await test.get(`/operations/${String(begun.body["id"])}`)).toMatchObject({
      body: { status: "succeeded" },
    });
    expect(await test.fivetran.stateOf("orders")).toEqual({ cursor: 2 });
  });
});
