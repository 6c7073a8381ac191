import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Context } from "../../../../core/src/contract";
import type { PartialFailure } from "../../../../core/src/errors/partialFailure";
import { connectorHandler } from "../../../../core/src/handlers/connector";
import { awaitAuthorization } from "../../../../core/src/handlers/connector/authorization";
import type { ConnectorInputs, ConnectorOutputs } from "../../../../core/src/handlers/connector/inputs";
import { callWithin } from "../../../../core/src/run/callContext";
import { formatPath } from "../../../../core/src/values/propertyPath";
import { startWorkbench, type Workbench } from "../../../support/context";

const START = Date.parse("2026-11-21T12:00:00Z");
const MINUTE = 60_000;

describe("a connector that waits for its authorization", () => {
  let bench: Workbench;
  let inputs: ConnectorInputs;
  let now: number;
  let pauses: number[];
  /** What happens at the source while the handler waits, by the number of the pause. */
  let meanwhile: (pause: number) => Promise<void> | void;

  beforeEach(async () => {
    bench = await startWorkbench();
    now = START;
    pauses = [];
    meanwhile = () => undefined;
    const { id: groupId } = await bench.client.groups.create({ name: "g" });
    await bench.client.destinations.create({
      groupId,
      service: "snowflake",
      timeZoneOffset: "0",
      config: { host: "w" },
    });
    inputs = {
      groupId,
      service: "google_ads",
      destinationSchema: { name: "ads" },
      config: { customer_id: "1" },
      awaitAuthorization: "15m",
    };
    bench.server.control.clearJournal();
  });
  afterEach(() => bench.stop());

  /** A run whose time passes only while it sleeps. */
  const run = (): Context =>
    bench.freshContext({
      now: () => now,
      sleep: async (ms) => {
        pauses.push(ms);
        now += ms;
        await meanwhile(pauses.length);
      },
    });
  const id = async (): Promise<string> => (await bench.client.connections.list().all())[0]?.id ?? "";
  const authorize = async (): Promise<void> => bench.server.control.authorize(await id());
  const calls = (method: string, path: RegExp): number =>
    bench.server.control.journal().filter((entry) => entry.method === method && path.test(entry.path)).length;
  const create = (): Promise<{ id: string; outputs: ConnectorOutputs }> =>
    connectorHandler.create({ inputs }, run());
  const failed = (work: Promise<unknown>): Promise<PartialFailure & { outputs: ConnectorOutputs }> =>
    work.then(
      () => expect.unreachable("it did not fail"),
      (error: unknown) => error as PartialFailure & { outputs: ConnectorOutputs },
    );

  it("goes on when somebody has authorized it, after one more test", async () => {
    meanwhile = (pause) => (pause === 3 ? authorize() : undefined);
    const { outputs } = await create();
    expect(outputs).toMatchObject({ setupState: "connected", awaitAuthorization: "15m" });
    expect(outputs).not.toHaveProperty("failedSetupTests");
    expect(pauses).toHaveLength(3);
    expect(calls("GET", /\/connections\/\w+$/)).toBe(3);
    expect(calls("POST", /\/test$/)).toBe(1);
    expect(await connectorHandler.diff({ id: await id(), olds: outputs, news: inputs }, run())).toMatchObject(
      {
        changes: [],
        unfinished: [],
      },
    );
  });

  it("says once what it waits for, on which connection, until when, and how to authorize it", async () => {
    meanwhile = (pause) => (pause === 2 ? authorize() : undefined);
    await create();
    const connection = await id();
    expect(bench.notices).toEqual([{ severity: "info", path: [], message: expect.any(String) as string }]);
    const [notice] = bench.notices;
    expect(notice?.message).toContain(`until 2026-11-21T12:15:00.000Z (15m)`);
    expect(notice?.message).toContain(
      `authorize connection '${connection}': open it in Fivetran's dashboard`,
    );
    expect(notice?.message).toContain(`\`connectCard("${connection}", { redirectUri })\` of pulumi-fivetran`);
  });

  it("polls seldomer as it waits, never beyond 30 seconds, and a last time at the deadline", async () => {
    await failed(create());
    expect(pauses[0]).toBe(2_000);
    const steps = pauses.slice(0, -1);
    expect(steps.every((ms, index) => ms >= (steps[index - 1] ?? 0) && ms <= 30_000)).toBe(true);
    expect(steps.at(-1)).toBe(30_000);
    expect(now - START).toBe(15 * MINUTE);
    expect(calls("GET", /\/connections\/\w+$/)).toBe(pauses.length);
  });

  it("[3.12] [6 Setup tests] fails at the deadline, tracked and whole, and waits again in the next run", async () => {
    const failure = await failed(create());
    expect(failure).toMatchObject({
      name: "PartialFailure",
      id: await id(),
      outputs: { service: "google_ads", setupState: "incomplete", failedSetupTests: ["Authorization"] },
    });
    expect(failure.message).toContain(
      'Nobody authorized it until 2026-11-21T12:15:00.000Z (`awaitAuthorization: "15m"`).',
    );
    expect(failure.message).toMatch(/^Run it again: it /m);
    const olds = failure.outputs;
    const { unfinished } = await connectorHandler.diff({ id: failure.id, olds, news: inputs }, run());
    expect(unfinished).toHaveLength(1);

    pauses = [];
    meanwhile = (pause) => (pause === 2 ? authorize() : undefined);
    const outputs = await connectorHandler.update({ id: failure.id, olds, news: inputs }, run());
    expect(pauses).toHaveLength(2);
    expect(outputs).toMatchObject({ setupState: "connected" });
    expect(await bench.client.connections.list().all()).toHaveLength(1);
  });

  it("judges what fails once it is authorized, without a word of waiting", async () => {
    const tests = [{ title: "Customer", status: "FAILED", message: "no such customer" }] as const;
    meanwhile = async (pause) => {
      if (pause !== 1) return;
      await authorize();
      await bench.server.control.setupTests.add({ service: "google_ads", tests });
    };
    const failure = await failed(create());
    expect(failure.message).toContain("Customer: no such customer");
    expect(failure.message).not.toContain("Nobody authorized");
    expect(pauses).toHaveLength(1);
  });

  it("does not wait where something else fails", async () => {
    const tests = [{ title: "Host", status: "FAILED", message: "no route" }] as const;
    await bench.server.control.setupTests.add({ service: "postgres", tests });
    inputs = { ...inputs, service: "postgres", destinationSchema: { prefix: "p" }, config: { host: "h" } };
    expect((await failed(create())).message).toContain("Host: no route");
    expect(pauses).toEqual([]);
  });

  it.each([undefined, "0s"])("does not wait with awaitAuthorization %s", async (patience) => {
    const { awaitAuthorization: _, ...others } = inputs;
    inputs = patience === undefined ? others : { ...others, awaitAuthorization: patience };
    const failure = await failed(create());
    expect(failure.message).toContain("must be authorized first");
    expect(failure.message).toContain("`connectCard(");
    expect(failure.message).not.toContain("Nobody");
    expect([pauses, bench.notices]).toEqual([[], []]);
  });

  it("does not wait for one that is connected", async () => {
    inputs = { ...inputs, service: "postgres", destinationSchema: { prefix: "p" }, config: { host: "h" } };
    await create();
    expect(pauses).toEqual([]);
    expect(calls("POST", /\/test$/)).toBe(0);
  });

  it("waits where no test failed and it is just not connected yet", async () => {
    inputs = { ...inputs, service: "postgres", destinationSchema: { prefix: "p" }, config: { host: "h" } };
    const { id: made, outputs } = await create();
    await bench.server.control.setStatus(made, { setupState: "incomplete" });
    meanwhile = (pause) =>
      pause === 2 ? bench.server.control.setStatus(made, { setupState: "connected" }) : undefined;
    const tests = [{ title: "Host", status: "PASSED" as const }];
    const live = { ...(await bench.client.connections.retrieve(made)), setupTests: tests };
    const call = callWithin(run(), undefined, MINUTE);
    expect(await awaitAuthorization(live, outputs, call)).toEqual({ inVain: undefined });
    expect(pauses).toHaveLength(2);
  });

  it("is only a warning at the deadline where failing tests are one", async () => {
    inputs = { ...inputs, setupTests: "warn" };
    const { outputs } = await create();
    expect(outputs).toMatchObject({ setupState: "incomplete" });
    const [, warning] = bench.notices;
    expect(warning).toMatchObject({ severity: "warning" });
    expect(warning?.message).toContain("Nobody authorized it until");
  });

  it("stays tracked when the run is cancelled meanwhile", async () => {
    const controller = new AbortController();
    meanwhile = () => {
      controller.abort();
      throw controller.signal.reason;
    };
    const failure = await failed(create());
    expect(failure).toMatchObject({
      name: "PartialFailure",
      id: await id(),
      outputs: { service: "google_ads", setupState: "incomplete" },
    });
    expect(failure.message).toContain("the run was cancelled while connection");
    expect(failure.message).toMatch(/^Run it again: it /m);
    expect(calls("DELETE", /./)).toBe(0);
  });

  it("stays tracked when the connection cannot be asked any more", async () => {
    meanwhile = () => {
      bench.server.control.faults.add({ method: "GET", path: "/connections/", status: 403, times: 1 });
    };
    expect(await failed(create())).toMatchObject({ name: "PartialFailure", id: await id() });
  });

  it("unpauses only then", async () => {
    inputs = { ...inputs, paused: false };
    meanwhile = async (pause) => {
      expect((await bench.client.connections.retrieve(await id())).paused).toBe(true);
      if (pause === 2) await authorize();
    };
    expect((await create()).outputs).toMatchObject({ paused: false });
    expect((await bench.client.connections.retrieve(await id())).paused).toBe(false);
  });

  it("has the whole of its timeouts left after the wait", async () => {
    inputs = { ...inputs, awaitAuthorization: "3h", timeouts: { create: "2s" } };
    meanwhile = (pause) => (pause === 100 ? authorize() : undefined);
    expect((await create()).outputs).toMatchObject({ setupState: "connected" });
    expect(now - START).toBeGreaterThan(30 * MINUTE);
  });

  it("is no change when only its patience changes", async () => {
    meanwhile = () => authorize();
    const { id: made, outputs } = await create();
    for (const patience of ["1h", "0s"]) {
      const news = { ...inputs, awaitAuthorization: patience };
      expect(await connectorHandler.diff({ id: made, olds: outputs, news }, run())).toMatchObject({
        changes: [],
        unfinished: [],
      });
    }
  });

  it.each([
    ["soon", undefined, "must be a duration"],
    ["25h", undefined, "must be at most '24h'"],
    ["15m", "off", "needs the setup tests"],
    ["0s", "off", undefined],
    ["24h", "warn", undefined],
  ])("is checked: '%s' with setupTests %s", (patience, setupTests, reason) => {
    const { failures } = connectorHandler.check({
      olds: undefined,
      news: { ...inputs, awaitAuthorization: patience, setupTests },
    });
    expect(failures.map(({ path }) => formatPath(path))).toEqual(
      reason === undefined ? [] : ["awaitAuthorization"],
    );
    expect(failures[0]?.reason ?? "").toContain(reason ?? "");
  });
});
