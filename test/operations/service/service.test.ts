import { statSync } from "node:fs";
import { request } from "node:http";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ServiceTest } from "../support/serviceTest";

describe("the service", () => {
  let test: ServiceTest;
  beforeEach(async () => {
    test = await ServiceTest.start({ maxBodyBytes: 2_000 });
  });
  afterEach(() => test.stop());

  it("makes a token that only its owner reads, and keeps it", async () => {
    const { text, madeIn } = test.service.token;
    expect(madeIn).toBe(join(test.fivetran.data, "token"));
    expect(statSync(join(test.fivetran.data, "token")).mode & 0o777).toBe(0o600);
    await test.restart();
    expect(test.service.token).toEqual({ text, madeIn: undefined });
  });

  it("tells how it is to anybody, without ids and names", async () => {
    await test.post("/state/update", { connection_id: "orders", new_state: {} });
    const { status, body } = await test.get("/health", { as: "nobody" });
    expect(status).toBe(200);
    expect(body).toEqual({
      status: "ok",
      operations: { running: 0, waiting: 0, succeeded: 1, failed: 0, cancelled: 0 },
      needing_attention: 0,
      held_connections: 0,
      overdue_holds: 0,
      longest_hold_seconds: 0,
      events_put_aside: 0,
    });
  });

  it("has metrics for the token", async () => {
    await test.post("/state/update", { connection_id: "orders", new_state: {} });
    const { text } = await test.get("/metrics");
    expect(text).toContain('fivetran_operations{status="succeeded"} 1');
    expect(text).toMatch(
      /fivetran_api_requests_total\{method="PATCH",path="\/v1\/connections\/\{connection\}\/state",status="200"\} 1/,
    );
    expect(text).toContain("fivetran_operations_held_connections 0");
    expect(await test.get("/metrics", { as: "nobody" })).toMatchObject({ status: 401 });
    expect(await test.get("/metrics", { as: "own" })).toMatchObject({ status: 403 });
  });

  it("turns red while a connection is paused for too long, and while an operation cannot go on", async () => {
    await test.stop();
    test = await ServiceTest.start({ holdAlarmMs: 0 });
    test.fivetran.server.control.faults.add({ method: "PATCH", path: "/state$", status: 409 });
    const waits = test.reaches("wait");
    await test.post("/state/update?wait=0", { connection_id: "orders", new_state: {} });
    await waits;
    const health = await test.get("/health");
    expect(health.body).toMatchObject({ status: "red", overdue_holds: 1, held_connections: 1 });
    const { text } = await test.get("/metrics");
    expect(text).toContain("fivetran_operations_overdue_holds 1");
  });

  it.each([
    ["another page", { origin: "https://evil.example" }],
    ["another port", { "sec-fetch-site": "same-site" }],
  ])("refuses %s", async (_, headers) => {
    expect(await test.get("/health", { headers })).toMatchObject({ status: 403 });
    expect(await test.get("/nothing", { headers })).toMatchObject({ status: 403 });
  });

  it("refuses a name that only leads here", async () => {
    const { hostname, port } = new URL(test.service.url);
    const status = await new Promise<number | undefined>((resolve, reject) => {
      request({ hostname, port, path: "/health", headers: { host: "evil.example" } }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      })
        .on("error", reject)
        .end();
    });
    expect(status).toBe(403);
  });

  it("names everything that is wrong with a request, and repeats no value", async () => {
    const answer = await test.post("/state/update", {
      connection_id: "a/b",
      api_key: 5,
      sync_wait: "marker-soon",
      new_state: {},
      more: 1,
    });
    expect(answer).toMatchObject({ status: 400 });
    const { errors } = answer.body as { errors: { path: string }[] };
    expect(errors.map(({ path }) => path).sort()).toEqual([
      "body",
      "body.api_key",
      "body.connection_id",
      "body.sync_wait",
    ]);
    expect(answer.text).not.toContain("marker");
    expect(answer.headers.get("content-type")).toBe("application/problem+json");
  });

  it.each([
    ["two ways", { new_state: {}, merge_patch: {} }, /one of the two/],
    ["no way", {}, /one of the two/],
    ["half of the credentials", { new_state: {}, api_key: "k" }, /belong together/],
    [
      "credentials twice",
      { new_state: {}, api_key: "k", api_secret: "s", credentials: "prod" },
      /one of the two/,
    ],
  ])("refuses a change that names %s", async (_, more, said) => {
    const answer = await test.post("/state/update", { connection_id: "orders", ...more });
    expect(answer).toMatchObject({ status: 400, body: { detail: expect.stringMatching(said) as string } });
  });

  it.each(["a b", "a:b", "a\u007f", "ü"])(
    "refuses the API key %j, in a body and in a header",
    async (api_key) => {
      const body = { api_key, api_secret: "s", connection_id: "orders" };
      expect(await test.post("/state/get", body)).toMatchObject({
        status: 400,
        body: { errors: [{ path: "body.api_key" }] },
      });
      const pair = Buffer.from(`${api_key.replace(":", " ")}:s`).toString("base64");
      const headers = { authorization: `Basic ${pair}` };
      expect(await test.get("/operations", { headers })).toMatchObject({ status: 401 });
    },
  );

  it("says which credentials of its own cannot be used", async () => {
    await test.service.stop();
    const { url } = test.fivetran.server;
    const environment = {
      FIVETRAN_API_URL: url,
      FIVETRAN_API_KEY: "a b",
      FIVETRAN_API_SECRET: "marker-secret",
    };
    await test.startAgain({ environment });
    const answer = await test.post("/state/get", { connection_id: "orders" });
    expect(answer).toMatchObject({
      status: 409,
      body: { detail: expect.stringMatching(/white space/) as string },
    });
  });

  it("reads JSON only, and not too much of it", async () => {
    expect(await test.post("/state/get", "{marker", {})).toMatchObject({ status: 400 });
    const plain = { headers: { "content-type": "text/plain" } };
    expect(await test.post("/state/get", "{}", plain)).toMatchObject({ status: 415 });
    expect(await test.post("/state/get", { x: "x".repeat(3_000) })).toMatchObject({ status: 413 });
  });

  it("refuses a wrong token, and says what there is at a path", async () => {
    const wrong = { headers: { authorization: "Bearer marker-wrong" } };
    expect(await test.get("/operations", wrong)).toMatchObject({ status: 401 });
    const put = await test.call("PUT", "/state/get", {});
    expect(put.status).toBe(405);
    expect(put.headers.get("allow")).toBe("POST");
    expect(await test.get("/nothing")).toMatchObject({ status: 404 });
    expect(test.logged.join("")).not.toContain("marker");
  });

  it("describes itself", async () => {
    const { body } = await test.get("/openapi.json", { as: "nobody" });
    expect(body["openapi"]).toBe("3.1.0");
    const paths = body["paths"] as Record<string, Record<string, { requestBody?: object }>>;
    expect(Object.keys(paths)).toEqual(
      expect.arrayContaining([
        "/state/get",
        "/state/update",
        "/state/restore",
        "/operations",
        "/operations/{id}",
      ]),
    );
    expect(JSON.stringify(paths["/state/update"])).toContain("new_state");
  });
});
