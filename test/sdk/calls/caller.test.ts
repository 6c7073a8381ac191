import {
  type FivetranClient,
  type Group,
  isRateLimited,
  isServerFailure,
  isUnexpectedAnswer,
} from "@pulumi-fivetran/sdk";
import nock from "nock";
import { describe, expect, it } from "vitest";
import { systemClock } from "../../../sdk/src/http/clock.ts";
import { failureOf, GROUP, HOST, makeClient, success, useNock } from "../support/api.ts";

useNock();

const api = () => nock(HOST);
const reset = Object.assign(new Error("reset"), { code: "ECONNRESET" });
const FOUND: Group = { id: "found", name: "analytics", createdAt: "2026-03-01T12:00:00Z" };

/** Remembers what it was asked, and answers in turn; the last answer again and again. */
function findCreated(...answers: (Group | undefined | Error)[]) {
  const asked: string[] = [];
  const find = async ({ notBefore }: { notBefore: Date }): Promise<Group | undefined> => {
    asked.push(notBefore.toISOString());
    const answer = answers.length > 1 ? answers.shift() : answers[0];
    if (answer instanceof Error) throw answer;
    return answer;
  };
  return { asked, find };
}

describe("a creation whose answer was lost", () => {
  const date = { Date: "Sun, 01 Mar 2026 15:00:00 GMT" };

  it.each([
    ["a 502", () => api().post("/v1/groups").reply(502, "<html>", date)],
    ["a 408", () => api().post("/v1/groups").reply(408, {}, date)],
    ["a success that is not JSON", () => api().post("/v1/groups").reply(201, '{"code":', date)],
    [
      "a success in HTML",
      () =>
        api()
          .post("/v1/groups")
          .reply(200, "<html>", { ...date, "Content-Type": "text/html" }),
    ],
    [
      "a success that is not as documented",
      () =>
        api()
          .post("/v1/groups")
          .reply(201, success({ id: 1 }), date),
    ],
  ])("by %s is looked for, and what is found is the result", async (_, prepare) => {
    const { client } = makeClient();
    prepare();
    const { asked, find } = findCreated(FOUND);
    await expect(client.groups.create({ name: "analytics" }, { findCreated: find })).resolves.toBe(FOUND);
    expect(asked).toEqual(["2026-03-01T15:00:00.000Z"]);
  });

  it("is sent again when it is not there, and looked for again before each further send", async () => {
    const { client, clock } = makeClient();
    api().post("/v1/groups").times(3).reply(503, {}, date).post("/v1/groups").reply(201, success(GROUP));
    const { asked, find } = findCreated(undefined);
    await expect(client.groups.create({ name: "analytics" }, { findCreated: find })).resolves.toMatchObject({
      id: GROUP.id,
    });
    // The bound is of the first send. Later answers show the same Date later by the local clock, which makes it lower.
    expect(asked).toEqual([
      "2026-03-01T15:00:00.000Z",
      "2026-03-01T14:59:59.750Z",
      "2026-03-01T14:59:59.250Z",
    ]);
    expect(clock.slept).toEqual([250, 500, 1_000]);
  });

  it("is looked for only after the backoff: the server may still be at work", async () => {
    const { client, clock } = makeClient();
    api().post("/v1/groups").reply(500, {}, date);
    let sleptBefore: number[] = [];
    await client.groups.create(
      { name: "analytics" },
      {
        findCreated: async () => {
          sleptBefore = [...clock.slept];
          return FOUND;
        },
      },
    );
    expect(sleptBefore).toEqual([250]);
  });

  it("is told from an older namesake by a bound that takes the server's clock from an earlier answer", async () => {
    const { client, clock } = makeClient();
    // The local clock says 12:00 and is three hours slow.
    api().get("/v1/groups/g").reply(200, success(GROUP), date);
    await client.groups.retrieve("g");
    clock.time += 10_000;
    api().post("/v1/groups").replyWithError(reset).post("/v1/groups").reply(201, success(GROUP));
    const older = { ...FOUND, createdAt: "2026-03-01T15:00:09Z" };
    const find = async ({ notBefore }: { notBefore: Date }) =>
      Date.parse(older.createdAt) < notBefore.getTime() ? undefined : older;
    await expect(client.groups.create({ name: "analytics" }, { findCreated: find })).resolves.toMatchObject({
      id: GROUP.id,
    });
  });

  it("asks for a cheap page first when no answer has shown the server's time", async () => {
    const { client, clock } = makeClient();
    api()
      .post("/v1/groups")
      .replyWithError(reset)
      .get("/v1/groups?limit=1")
      .reply(200, success({ items: [] }), date);
    const { asked, find } = findCreated(FOUND);
    await client.groups.create({ name: "analytics" }, { findCreated: find });
    // The page came 250 ms (the backoff) after the send.
    expect(clock.slept).toEqual([250]);
    expect(asked).toEqual(["2026-03-01T14:59:59.750Z"]);
  });

  it("learns the time from a refusal, too", async () => {
    const { client } = makeClient();
    api()
      .post("/v1/groups")
      .replyWithError(reset)
      .get("/v1/groups?limit=1")
      .reply(403, { code: "Forbidden" }, date);
    const { asked, find } = findCreated(FOUND);
    await client.groups.create({ name: "analytics" }, { findCreated: find });
    expect(asked).toHaveLength(1);
  });

  it("is not sent again when the server's time cannot be known", async () => {
    const { client } = makeClient();
    api()
      .post("/v1/groups")
      .replyWithError(reset)
      .get("/v1/groups?limit=1")
      .reply(200, success({ items: [] }));
    const { asked, find } = findCreated(undefined);
    const error = await failureOf(client.groups.create({ name: "analytics" }, { findCreated: find }));
    expect(error.message).toContain("the server's answers have no Date header");
    expect(error).toMatchObject({ mayHaveRun: true });
    expect(asked).toEqual([]);
  });

  it("is looked for again when the look itself fails in passing, and never sent without an answer to it", async () => {
    const { client } = makeClient();
    api().post("/v1/groups").reply(500, {}, date).get("/v1/groups?limit=1000").times(8).reply(500, {}, date);
    api()
      .get("/v1/groups?limit=1000")
      .reply(200, success({ items: [GROUP] }), date);
    const find = () =>
      client.groups
        .list()
        .strict()
        .find(({ name }) => name === "analytics");
    await expect(client.groups.create({ name: "analytics" }, { findCreated: find })).resolves.toMatchObject({
      id: GROUP.id,
    });
  });

  it("fails with the first failure, and what hindered the look, when that does not pass", async () => {
    const { client } = makeClient({ deadlineMs: 60_000 });
    api()
      .post("/v1/groups")
      .reply(502, {}, date)
      .get("/v1/groups/x")
      .reply(429, {}, { "Retry-After": "100" });
    const find = () => client.groups.retrieve("x");
    const error = await failureOf(client.groups.create({ name: "analytics" }, { findCreated: find }));
    expect(isServerFailure(error)).toBe(true);
    expect(error).toMatchObject({ status: 502, mayHaveRun: true });
    expect(error.message).toContain(
      "Whether it was could not be found out: GET https://api.fivetran.com/v1/groups/x: Fivetran returned 429",
    );
  });

  it("stops with what the look throws to stop it", async () => {
    const { client } = makeClient();
    api().post("/v1/groups").reply(500, {}, date);
    const { find } = findCreated(new RangeError("two older ones: a, b"));
    await expect(client.groups.create({ name: "analytics" }, { findCreated: find })).rejects.toThrow(
      "two older ones: a, b",
    );
  });

  it.each([400, 409])(
    "is looked for once more when the second send is refused with %i: the first may have run late",
    async (status) => {
      const { client } = makeClient();
      api()
        .post("/v1/groups")
        .reply(504, {}, date)
        .post("/v1/groups")
        .reply(status, { code: "Conflict", message: "taken" }, date);
      const { find } = findCreated(undefined, FOUND);
      await expect(client.groups.create({ name: "analytics" }, { findCreated: find })).resolves.toBe(FOUND);
    },
  );

  it("fails with that refusal when it still is not there", async () => {
    const { client } = makeClient();
    api()
      .post("/v1/groups")
      .reply(504, {}, date)
      .post("/v1/groups")
      .reply(409, { code: "Conflict", message: "taken" }, date);
    const { find } = findCreated(undefined);
    expect(await failureOf(client.groups.create({ name: "analytics" }, { findCreated: find }))).toMatchObject(
      { status: 409 },
    );
  });

  it("is not sent again after a success that is not as documented: Fivetran said that it ran", async () => {
    const { client } = makeClient();
    api().post("/v1/groups").reply(201, success({}), date);
    const { asked, find } = findCreated(undefined);
    const error = await failureOf(client.groups.create({ name: "analytics" }, { findCreated: find }));
    expect(isUnexpectedAnswer(error)).toBe(true);
    expect(error).toMatchObject({ mayHaveRun: true, fieldPath: "data.id" });
    expect(asked).toHaveLength(1);
  });

  it("is not looked for when it certainly did not run", async () => {
    const { client } = makeClient();
    api()
      .post("/v1/groups")
      .reply(429, {}, date)
      .post("/v1/groups")
      .reply(400, { code: "InvalidInput" }, date);
    const { asked, find } = findCreated(FOUND);
    expect(await failureOf(client.groups.create({ name: "analytics" }, { findCreated: find }))).toMatchObject(
      { status: 400 },
    );
    expect(asked).toEqual([]);
  });

  it("is looked for before it is sent again after a 429 that followed the loss", async () => {
    const { client } = makeClient();
    api()
      .post("/v1/groups")
      .reply(500, {}, date)
      .post("/v1/groups")
      .reply(429, {}, { ...date, "Retry-After": "1" });
    const { asked, find } = findCreated(undefined, FOUND);
    await expect(client.groups.create({ name: "analytics" }, { findCreated: find })).resolves.toBe(FOUND);
    expect(asked).toHaveLength(2);
  });
});

describe("what comes after a 429", () => {
  it("waits, too, without being sent to be refused, and fails at once where the wait is too long", async () => {
    const { client, clock } = makeClient({ random: () => 0 });
    api().get("/v1/groups/a").reply(429, {}, { "Retry-After": "900" });
    await failureOf(client.groups.retrieve("a"));

    const error = await failureOf(client.groups.retrieve("b"));
    expect(isRateLimited(error)).toBe(true);
    expect(error).toMatchObject({ retryAfterMs: 900_000 });
    expect(error.message).toContain(
      "another request was told to wait, so this one was not sent. Come back in 15 min.",
    );

    api().get("/v1/groups/c").reply(200, success(GROUP));
    await client.groups.retrieve("c", { deadlineMs: 1_000_000 });
    expect(clock.slept).toEqual([900_000]);
  });

  it("does not wait when it draws on another quota", async () => {
    const { client, clock } = makeClient();
    api().post("/v1/connections/c/schemas/reload").reply(429, {}, { "Retry-After": "3000" });
    await failureOf(client.connectionSchemas.reload("c"));
    api().get("/v1/groups/g").reply(200, success(GROUP));
    await client.groups.retrieve("g");
    expect(clock.slept).toEqual([]);
  });
});

describe("abort", () => {
  it("ends a call before it is sent", async () => {
    const error = await failureOf(makeClient().client.groups.retrieve("g", { signal: AbortSignal.abort() }));
    expect(error).toMatchObject({ name: "AbortedError", mayHaveRun: false });
    expect(error.message).toBe("GET https://api.fivetran.com/v1/groups/g: Aborted by the caller.");
  });

  it("ends a call in flight, and says of a POST that it may have run", async () => {
    const controller = new AbortController();
    api()
      .post("/v1/groups")
      .reply(() => {
        controller.abort();
        return new Promise<never>(() => undefined);
      });
    const call = makeClient().client.groups.create({ name: "n" }, { signal: controller.signal });
    expect(await failureOf(call)).toMatchObject({ name: "AbortedError", mayHaveRun: true });
  });

  it("ends a call in its backoff, on the machine's own clock", async () => {
    const controller = new AbortController();
    const { client } = makeClient({
      clock: systemClock,
      onEvent: ({ type }) => {
        if (type === "retry") setTimeout(() => controller.abort(), 5);
      },
    });
    api().get("/v1/groups/g").reply(503, {}, { "Retry-After": "500" });
    const error = await failureOf(client.groups.retrieve("g", { signal: controller.signal }));
    expect(error).toMatchObject({ name: "AbortedError", mayHaveRun: false });
    expect(error.message).toBe(
      "GET https://api.fivetran.com/v1/groups/g: Aborted by the caller. Before that: 503.",
    );
  });

  it("ends a call that is looking for what it may have made", async () => {
    const { client } = makeClient();
    const controller = new AbortController();
    api().post("/v1/groups").reply(500, {}, { Date: "Sun, 01 Mar 2026 15:00:00 GMT" });
    const find = () => {
      controller.abort();
      return new Promise<never>(() => undefined);
    };
    const error = await failureOf(
      client.groups.create({ name: "n" }, { signal: controller.signal, findCreated: find }),
    );
    expect(error).toMatchObject({ name: "AbortedError", mayHaveRun: true });
  });

  it("leaves nothing listening on the caller's signal, and no timer", async () => {
    const { client } = makeClient();
    const { signal } = new AbortController();
    const listeners: string[] = [];
    const add = signal.addEventListener.bind(signal);
    const remove = signal.removeEventListener.bind(signal);
    signal.addEventListener = (...args: Parameters<typeof add>) => {
      listeners.push(args[0]);
      add(...args);
    };
    signal.removeEventListener = (...args: Parameters<typeof remove>) => {
      listeners.pop();
      remove(...args);
    };
    const timers = () => process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;
    const before = timers();
    api().get("/v1/groups/g").reply(200, success(GROUP));
    await client.groups.retrieve("g", { signal });
    expect(listeners).toEqual([]);
    expect(timers()).toBeLessThanOrEqual(before);
  });
});

describe("per-call options", () => {
  it.each([0, -1, Number.NaN])("refuse %s as a duration", async (ms) => {
    const { client } = makeClient();
    await expect(client.groups.retrieve("g", { timeoutMs: ms })).rejects.toThrow(
      "timeoutMs must be a number of milliseconds above 0",
    );
    await expect(client.groups.retrieve("g", { deadlineMs: ms })).rejects.toThrow("deadlineMs must be");
  });

  it("are refused with all that is wrong, before anything is sent, and no value is repeated", async () => {
    const { client } = makeClient();
    const wrong = {
      timeoutMs: "hunter2",
      deadlineMs: -1,
      signal: new AbortController(),
      findCreated: true,
      timeout: 5,
    };
    const message = [
      "timeoutMs must be a number of milliseconds above 0.",
      "deadlineMs must be a number of milliseconds above 0.",
      "signal must be an AbortSignal.",
      "findCreated must be a function.",
      "timeout is not an option of a call.",
    ].join("\n");
    for (const call of [
      client.groups.create({ name: "n" }, wrong as object),
      client.groups.list(wrong as object).all(),
      client.connectorSdkPackages.download("p", wrong as object),
    ]) {
      expect(await failureOf(call)).toEqual(new TypeError(message));
    }
    for (const nothing of [null, "options"]) {
      const error = await failureOf(client.groups.retrieve("g", nothing as unknown as object));
      expect(error).toEqual(new TypeError("The options of a call must be an object."));
    }
  });

  it("that are undefined count as not given", async () => {
    const { client } = makeClient();
    api().get("/v1/groups/g").reply(200, success(GROUP));
    const nothing = { signal: undefined, timeoutMs: undefined, deadlineMs: undefined };
    await client.groups.retrieve("g", nothing as unknown as object);
  });

  it("take an endless deadline", async () => {
    const { client } = makeClient();
    api().get("/v1/groups/g").reply(200, success(GROUP));
    await client.groups.retrieve("g", {
      deadlineMs: Number.POSITIVE_INFINITY,
      timeoutMs: Number.POSITIVE_INFINITY,
    });
  });
});

describe("a request that cannot be meant", () => {
  it.each(["", ".", ".."])("is not sent: the id %j", async (id) => {
    const { client } = makeClient();
    const error = await failureOf(client.groups.retrieve(id));
    expect(error).toMatchObject({ name: "InvalidInputError", method: "GET" });
    expect(error.message).toMatch(/^GET \/v1\/groups\/<.*>: Not sent: /);
  });

  it("is not sent: a resync without the word", async () => {
    const { client } = makeClient();
    // @ts-expect-error a resync must be confirmed
    const bare = client.connections.resync("c", {});
    // @ts-expect-error and confirmed with true
    const denied = client.connections.resync("c", { confirm: false });
    // @ts-expect-error and not be left out
    const nothing = client.connections.resync("c");
    // @ts-expect-error for tables, too
    const tables = client.connectionSchemas.resyncTables("c", { schemas: {} });
    for (const call of [bare, denied, nothing, tables]) {
      const error = await failureOf(call);
      expect(error.name).toBe("InvalidInputError");
      expect(error.message).toMatch(/Not sent: a resync loads all history again.*pass \{ confirm: true \}/);
    }
  });
});

describe("what cannot be sent", () => {
  it.each([
    [
      "settings that hold themselves",
      (client: FivetranClient) => {
        const config: { schema_prefix: string; password: string; host?: unknown } = {
          schema_prefix: "s",
          password: "correct-horse",
        };
        config.host = config;
        return client.connections.create({
          groupId: "g",
          service: "postgres",
          config: config as { schema_prefix: string },
        });
      },
      "POST /v1/connections: Not sent: the body cannot be written as JSON",
    ],
    [
      "no file",
      (client: FivetranClient) => client.connectorSdkPackages.create(undefined as unknown as string),
      "POST /v1/connector-sdk/packages: Not sent: the file is neither a path, nor bytes, nor a stream of bytes.",
    ],
    [
      "no file for an update",
      (client: FivetranClient) => client.connectorSdkPackages.update("p", undefined as unknown as string),
      "PATCH /v1/connector-sdk/packages/p: Not sent: the file is neither a path, nor bytes, nor a stream of bytes.",
    ],
  ])("is refused, and nothing is: %s", async (_, call, message) => {
    const { client, events } = makeClient();
    const error = await failureOf(call(client));
    expect(error).toMatchObject({ kind: "invalidInput", mayHaveRun: false });
    expect(error.message).toContain(message);
    expect(events).toEqual([]);
  });

  it.each([
    ["groups.create", (client: FivetranClient, wrong: never) => client.groups.create(wrong)],
    ["connections.create", (client: FivetranClient, wrong: never) => client.connections.create(wrong)],
    ["connections.update", (client: FivetranClient, wrong: never) => client.connections.update("c", wrong)],
    ["destinations.create", (client: FivetranClient, wrong: never) => client.destinations.create(wrong)],
    ["privateLinks.update", (client: FivetranClient, wrong: never) => client.privateLinks.update("p", wrong)],
    [
      "connections.updateState",
      (client: FivetranClient, wrong: never) => client.connections.updateState("c", wrong),
    ],
    ["systemKeys.create", (client: FivetranClient, wrong: never) => client.systemKeys.create(wrong)],
    [
      "transformations.create",
      (client: FivetranClient, wrong: never) => client.transformations.create(wrong),
    ],
    [
      "transformationProjects.update",
      (client: FivetranClient, wrong: never) => client.transformationProjects.update("p", wrong),
    ],
    [
      "connectionSchemas.dropColumns",
      (client: FivetranClient, wrong: never) => client.connectionSchemas.dropColumns("c", wrong),
    ],
    [
      "connectionSchemas.update",
      (client: FivetranClient, wrong: never) => client.connectionSchemas.update("c", wrong),
    ],
    [
      "connectionSchemas.updateTable",
      (client: FivetranClient, wrong: never) => client.connectionSchemas.updateTable("c", "s", "t", wrong),
    ],
  ])("is a mistake of a program that TypeScript does not check: %s", async (_, call) => {
    const { client, events } = makeClient();
    for (const wrong of [undefined, null, "analytics", ["analytics"]]) {
      await expect(call(client, wrong as never)).rejects.toThrow(
        new TypeError("The body must be an object with the fields by name."),
      );
    }
    expect(events).toEqual([]);
  });
});
