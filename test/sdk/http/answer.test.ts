import { isUnexpectedAnswer, unreadableFields } from "@pulumi-fivetran/sdk";
import nock from "nock";
import { describe, expect, it } from "vitest";
import { CONNECTION, failureOf, GROUP, HOST, makeClient, success, useNock } from "../support/api.ts";

useNock();

const answer = (status: number, body: string | object, headers: Record<string, string> = {}) =>
  nock(HOST).get("/v1/connections/c").reply(status, body, headers);

describe("an answer", () => {
  it("without a body is not asked for again when its status says so, since it was not cut off", async () => {
    const { client, retries } = makeClient();
    answer(204, "");
    const error = await failureOf(client.connections.retrieve("c"));
    expect(isUnexpectedAnswer(error)).toBe(true);
    expect(error.message).toContain("204, but not as documented: the body is empty");
    expect(retries).toEqual([]);
  });

  it("passes with fields that nobody knew, renamed at their level and untouched below", async () => {
    answer(
      200,
      success({
        ...CONNECTION,
        new_field: { inner_field: 1 },
        status: { ...CONNECTION.status, other_new: [] },
      }),
    );
    const connection = await makeClient().client.connections.retrieve("c");
    expect(connection).toMatchObject({ newField: { inner_field: 1 }, status: { otherNew: [] } });
  });

  it("passes with words that nobody knew", async () => {
    const status = { ...CONNECTION.status, setup_state: "half_connected", sync_state: "dreaming" };
    answer(200, success({ ...CONNECTION, status, schedule_type: "lunar", networking_method: "Tube" }));
    const connection = await makeClient().client.connections.retrieve("c");
    expect(connection.status?.syncState).toBe("dreaming");
    expect(connection.networkingMethod).toBe("Tube");
  });

  it("[3.8] passes with null where nothing is known, and keeps it where it means never", async () => {
    answer(
      200,
      success({ ...CONNECTION, daily_sync_time: null, connected_by: null, succeeded_at: null, config: null }),
    );
    const connection = await makeClient().client.connections.retrieve("c");
    expect(connection).toMatchObject({ succeededAt: null, failedAt: null });
    expect(connection).not.toHaveProperty("dailySyncTime");
    expect(connection).not.toHaveProperty("connectedBy");
    expect(connection).not.toHaveProperty("config");
  });

  it.each([
    [{ ...CONNECTION, id: undefined }, "data.id"],
    [{ ...CONNECTION, id: 7 }, "data.id"],
    [undefined, "data"],
    [[], "data"],
  ])("that is not as documented names the field: %#", async (data, fieldPath) => {
    answer(200, { code: "Success", data });
    const error = await failureOf(makeClient().client.connections.retrieve("c"));
    expect(isUnexpectedAnswer(error)).toBe(true);
    expect(error).toMatchObject({ status: 200, fieldPath, mayHaveRun: false });
    expect(error.message).toContain(`Fivetran returned 200, but not as documented: ${fieldPath}: `);
  });

  it("goes on without what cannot be read, and says of the object what that is", async () => {
    answer(
      200,
      success({
        ...CONNECTION,
        paused: "no",
        status: { ...CONNECTION.status, sync_state: 7 },
        setup_tests: [8],
      }),
    );
    const { client, events } = makeClient();
    const connection = await client.connections.retrieve("c");
    expect(connection).toMatchObject({ id: "harbour_choking", status: { setupState: "incomplete" } });
    expect(connection).not.toHaveProperty("paused");
    expect(connection.status).not.toHaveProperty("syncState");
    expect(connection).not.toHaveProperty("setupTests");
    const places = ["paused", "status.sync_state", "setup_tests[0]"];
    expect(
      unreadableFields(connection)
        .map(({ place }) => place)
        .sort(),
    ).toEqual([...places].sort());
    const told = events.filter((event) => event.type === "unreadable");
    expect(told.map(({ place, count }) => [place, count])).toEqual(
      places.map((place) => [`data.${place}`, 1]),
    );
    expect(told[0]).toMatchObject({
      method: "GET",
      pathTemplate: "/v1/connections/{connection}",
      attempt: 1,
    });
    expect(JSON.stringify(told)).not.toContain('"no"');
  });

  it("names the field below names of any characters", async () => {
    const tables = { "order items.v1": { enabled: "yes", columns: { a: 5 } } };
    nock(HOST)
      .get("/v1/connections/c/schemas")
      .reply(
        200,
        success({ schema_change_handling: "ALLOW_ALL", schemas: { "s.1": { enabled: true, tables } } }),
      );
    const config = await makeClient().client.connectionSchemas.retrieve("c");
    // Of what is there and cannot be read at all, it is known that it is there.
    expect(config.schemas["s.1"]?.tables).toEqual({ "order items.v1": { columns: { a: {} } } });
    const table = 'schemas["s.1"].tables["order items.v1"]';
    expect(unreadableFields(config).map(({ place }) => place)).toEqual([
      `${table}.enabled`,
      `${table}.columns.a`,
    ]);
  });

  it("that is a page of HTML with success is a wrong address, and is not asked for again", async () => {
    answer(200, "<!doctype html>\n<p>Sign in", { "Content-Type": "text/html" });
    const { client, clock } = makeClient();
    const error = await failureOf(client.connections.retrieve("c"));
    expect(error).toMatchObject({ name: "UnexpectedAnswerError", status: 200, fieldPath: "" });
    expect(error.message).toContain(
      "Something other than Fivetran returned 200: a page of HTML in place of JSON. Check baseUrl, and whether a proxy or the sign-in page",
    );
    expect(clock.slept).toEqual([]);
  });

  it.each([
    { code: "Failure", message: "it was not done" },
    { code: "Failure", data: CONNECTION },
    { code: 500, data: CONNECTION },
  ])("of a success whose envelope says otherwise is an error: %j", async (envelope) => {
    answer(200, envelope);
    const error = await failureOf(makeClient().client.connections.retrieve("c"));
    expect(error).toMatchObject({ name: "UnexpectedAnswerError", status: 200, fieldPath: "code" });
  });

  it("of a success whose envelope says otherwise is one where nothing is read, and may have run", async () => {
    nock(HOST).delete("/v1/connections/c").reply(200, { code: "Failure", message: "it was not done" });
    const error = await failureOf(makeClient().client.connections.delete("c"));
    expect(error).toMatchObject({ fieldPath: "code", mayHaveRun: true });
    expect(error.message).toContain("the code says Failure: it was not done");
  });

  it.each(["Success", "SUCCESS", "Created", null])("with the code %s is a success", async (code) => {
    answer(200, { code, data: CONNECTION });
    expect((await makeClient().client.connections.retrieve("c")).id).toBe("harbour_choking");
  });

  it("that is a redirect is not followed, since it would carry the credentials elsewhere", async () => {
    answer(302, "", { Location: "https://elsewhere.example.com/" });
    const error = await failureOf(makeClient().client.connections.retrieve("c"));
    expect(error).toMatchObject({ name: "UnexpectedAnswerError", status: 302 });
    expect(error.message).toContain("Check baseUrl: Fivetran's API does not redirect.");
  });

  it("without a body is enough where nothing is to be read", async () => {
    nock(HOST).delete("/v1/groups/g").reply(204);
    await makeClient().client.groups.delete("g");
  });
});

describe("a refusal", () => {
  it("that is not JSON is a page is told by its status and title", async () => {
    nock(HOST)
      .get("/v1/groups/g")
      .times(8)
      .reply(502, "\n  <html>  \n<head><title>\n502 Bad Gateway</title>", { "Content-Type": "text/html" });
    const error = await failureOf(makeClient().client.groups.retrieve("g"));
    expect(error).toMatchObject({ name: "ServerError", status: 502 });
    expect(error.message).toContain(
      'Fivetran returned 502: a page of HTML titled "502 Bad Gateway". Try again later.',
    );
    expect(error.message).not.toContain("<");
  });

  it("that is long is cut", async () => {
    answer(400, "x".repeat(5_000));
    const { message } = await failureOf(makeClient().client.connections.retrieve("c"));
    expect(message).toContain(`${"x".repeat(300)}…`);
    expect(message.length).toBeLessThan(400);
  });

  it.each(["x-request-id", "X-Correlation-Id", "request-id"])(
    "gives the request's id from %s",
    async (header) => {
      answer(404, { code: "NotFound_Connection", message: "No" }, { [header]: "req-1" });
      const error = await failureOf(makeClient().client.connections.retrieve("c"));
      expect(error).toMatchObject({ requestId: "req-1", code: "NotFound_Connection" });
      expect(error.message).toBe(
        "GET https://api.fivetran.com/v1/connections/c: Fivetran returned 404 NotFound_Connection: No. (request req-1)",
      );
    },
  );

  it("without code or message is told by its status", async () => {
    answer(409, []);
    const error = await failureOf(makeClient().client.connections.retrieve("c"));
    expect(error.message).toMatch(
      /^GET https:\/\/api.fivetran.com\/v1\/connections\/c: Fivetran returned 409/,
    );
    expect(error).not.toHaveProperty("code");
    expect(error).not.toHaveProperty("requestId");
  });
});

it("survives names that are properties of every object", async () => {
  const body = `{"code":"Success","data":{"id":"g","name":"n","created_at":"","__proto__":{"polluted":true},"constructor":1}}`;
  nock(HOST).get("/v1/groups/g").reply(200, body, { "Content-Type": "application/json" });
  const group = await makeClient().client.groups.retrieve("g");
  expect(Object.getPrototypeOf(group)).toBe(Object.prototype);
  expect((group as { polluted?: unknown }).polluted).toBeUndefined();
  expect(GROUP).not.toHaveProperty("polluted");
});
