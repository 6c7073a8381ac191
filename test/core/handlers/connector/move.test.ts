import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Context } from "../../../../core/src/contract";
import { PartialFailure } from "../../../../core/src/errors/partialFailure";
import { connectorHandler } from "../../../../core/src/handlers/connector";
import type { ConnectorInputs, ConnectorOutputs } from "../../../../core/src/handlers/connector/inputs";
import {
  type ConnectorScheduleOutputs,
  connectorScheduleHandler,
} from "../../../../core/src/handlers/connectorSchedule";
import { UNKNOWN } from "../../../../core/src/values/unknown";
import { startWorkbench, type Workbench } from "../../../support/context";
import { changesOf } from "../../../support/oddFields";
import { startTampering } from "../../../support/tampering";

const START = Date.parse("2026-11-21T12:00:00Z");

describe("a Connector whose group changes", () => {
  let bench: Workbench;
  let now: number;
  let id: string;
  /** As the last run left it: running, and known to run. */
  let olds: ConnectorOutputs;
  let news: ConnectorInputs;
  /** Moves that were carried out though nobody got their answer. */
  let movedUnseen: number;
  /** What happens while the handler waits. */
  let meanwhile: () => Promise<void> | void;

  beforeEach(async () => {
    bench = await startWorkbench();
    now = START;
    meanwhile = () => undefined;
    const inputs: ConnectorInputs = {
      groupId: await destination("east"),
      service: "postgres",
      destinationSchema: { prefix: "orders" },
      config: {
        host: "db.acme.com",
        port: 5432,
        database: "shop",
        user: "fivetran",
        password: "hunter2-hunter2",
      },
    };
    const made = await connectorHandler.create({ inputs }, bench.context);
    id = made.id;
    await bench.client.connections.resume(id);
    olds = (await refresh(made.outputs)) ?? made.outputs;
    news = { ...inputs, groupId: await destination("west"), moveOnGroupChange: "continue" };
    movedUnseen = 0;
    bench.server.control.clearJournal();
    bench.notices.length = 0;
  });
  afterEach(() => bench.stop());

  async function destination(name: string): Promise<string> {
    const { id: groupId } = await bench.client.groups.create({ name });
    const config = { host: "w" };
    await bench.client.destinations.create({ groupId, service: "snowflake", timeZoneOffset: "0", config });
    return groupId;
  }

  /** A run whose time passes only while it sleeps. */
  const run = (changes: Partial<Context> = {}): Context =>
    bench.freshContext({
      now: () => now,
      sleep: async (ms) => {
        now += ms;
        await meanwhile();
      },
      ...changes,
    });
  const refresh = async (state: ConnectorOutputs): Promise<ConnectorOutputs | undefined> =>
    (await connectorHandler.read({ id, olds: state }, run()))?.outputs;
  const diff = async (state: ConnectorOutputs, wanted = news) =>
    connectorHandler.diff({ id, olds: state, news: wanted }, run());
  const update = (state = olds, wanted = news, context = run()): Promise<ConnectorOutputs> =>
    connectorHandler.update({ id, olds: state, news: wanted }, context);
  const failureOf = (work: Promise<unknown>): Promise<unknown> =>
    work.then(
      () => undefined,
      (error: unknown) => error,
    );
  const calls = () =>
    bench.server.control.journal().map(({ method, path, body }) => {
      const at = path.replace(/\?.*/, "").replace(id, "ID").replace("/v1/connections", "");
      const { paused } = (body ?? {}) as { paused?: boolean };
      return [method, at, ...(paused === undefined ? [] : [paused ? "pause" : "resume"])].join(" ").trim();
    });
  const movesDone = (): number =>
    bench.server.control
      .journal()
      .filter(({ method, path, status }) => method === "POST" && path.endsWith("/move") && status === 200)
      .length + movedUnseen;
  const live = () => bench.client.connections.retrieve(id);

  /** It is in its group and runs, was moved once, and nothing is left to do. */
  async function expectMoved(state: ConnectorOutputs, wanted = news): Promise<void> {
    expect(await live()).toMatchObject({ groupId: wanted.groupId, paused: false });
    expect(movesDone()).toBe(1);
    expect(state).toMatchObject({ groupId: wanted.groupId });
    expect(state).not.toHaveProperty("stopped");
    expect(await diff(state, wanted)).toMatchObject({ changes: [], unfinished: [] });
    const refreshed = await refresh(state);
    expect(refreshed).toEqual(state);
    expect(await bench.client.connections.list().all()).toHaveLength(1);
  }

  describe("and that says how it is moved", () => {
    it("is paused, moved and resumed, after a look for its name, and is the same connection", async () => {
      expect((await diff(olds)).changes).toEqual([{ path: ["groupId"], kind: "update", replaces: false }]);
      const state = await update();
      expect(calls()).toEqual([
        "GET /ID",
        "GET",
        "PATCH /ID pause",
        "POST /ID/move",
        "GET /ID",
        "PATCH /ID resume",
      ]);
      expect(bench.server.control.journal().find(({ path }) => path.endsWith("/move"))?.body).toEqual({
        destination_group_id: news.groupId,
        sync_behavior: "CONTINUE",
      });
      await expectMoved(state);
      expect((await live()).status?.isHistoricalSync).toBe(olds.status.isHistoricalSync);
    });

    it("loads all history again with `backfill`", async () => {
      await bench.client.connections.sync(id);
      const state = await update(olds, { ...news, moveOnGroupChange: "backfill" });
      expect(state.groupId).toBe(news.groupId);
      const { syncs } = await bench.server.control.details(id);
      expect(syncs.length).toBeGreaterThan(1);
    });

    it("stays paused where it was, and where the program says so", async () => {
      await bench.client.connections.pause(id);
      const paused = await refresh({ ...olds, status: { ...olds.status, syncState: "paused" } });
      bench.server.control.clearJournal();
      const state = await update(paused);
      expect(calls().filter((call) => call.startsWith("PATCH"))).toEqual([]);
      expect(await live()).toMatchObject({ groupId: news.groupId, paused: true });
      expect(state).not.toHaveProperty("stopped");
      expect(bench.notices.map(({ message }) => message).join()).toContain("stays paused");
      await bench.client.connections.resume(id);
      const back = { ...news, groupId: olds.groupId, paused: true };
      await update({ ...state, status: { ...state.status, syncState: "scheduled" } }, back);
      expect(await live()).toMatchObject({ groupId: olds.groupId, paused: true });
    });

    it("sends what else has changed in the new group, tests it there, and runs only when it has passed", async () => {
      const wanted = { ...news, config: { ...news.config, host: "west.acme.com" } };
      const rule = {
        service: "postgres",
        tests: [{ title: "Host", status: "FAILED", message: "no" } as const],
      };
      await bench.server.control.setupTests.add(rule);
      const failure = await failureOf(update(olds, wanted));
      if (!(failure instanceof PartialFailure)) throw failure;
      expect(failure.reasons.join()).toContain("stands still until this is settled");
      expect(failure.outputs).toMatchObject({ groupId: news.groupId, stopped: { byMove: true } });
      expect(await live()).toMatchObject({ groupId: news.groupId, paused: true });
      await bench.server.control.setupTests.clear();
      const refreshed = await refresh(failure.outputs as ConnectorOutputs);
      if (refreshed === undefined) throw new Error("it is gone");
      expect((await diff(refreshed, wanted)).unfinished.join()).toContain("interrupted");
      await expectMoved(await update(refreshed, wanted), wanted);
    });

    it("follows the job that does it", async () => {
      await bench.server.control.configure({ movesAreJobs: true, moveJobMs: 60_000 });
      meanwhile = () => bench.server.control.clock.advance(10_000);
      const state = await update();
      expect(calls().filter((call) => /GET \/ID\/move\/./.test(call)).length).toBeGreaterThan(2);
      await expectMoved(state);
    });

    it("goes on with a job that outlasts the operation, in the next run", async () => {
      await bench.server.control.configure({ movesAreJobs: true, moveJobMs: 60_000 });
      const failure = await failureOf(update(olds, { ...news, timeouts: { update: "1m" } }));
      if (!(failure instanceof PartialFailure)) throw failure;
      const { stopped } = failure.outputs as ConnectorOutputs;
      expect(stopped).toEqual({ byMove: true, jobId: expect.any(String) as string });
      expect(failure.reasons.join()).toContain("has not ended within the operation's time");
      const refreshed = await refresh(failure.outputs as ConnectorOutputs);
      meanwhile = () => bench.server.control.clock.advance(30_000);
      await expectMoved(await update(refreshed));
    });

    it("runs on in its group where the job fails, and the next run asks anew", async () => {
      await bench.server.control.configure({ movesAreJobs: true, moveJobMs: 60_000 });
      const { client } = bench;
      let other = "";
      meanwhile = async () => {
        if (other === "")
          ({ id: other } = await client.connections.create({
            groupId: news.groupId,
            service: "mysql",
            config: { schema_prefix: "orders" },
            runSetupTests: false,
          } as never));
        await bench.server.control.clock.advance(60_000);
      };
      const failure = await failureOf(update());
      expect(failure).toMatchObject({ name: "RefusedMove" });
      expect((failure as Error).message).toContain("failed: ");
      expect(await live()).toMatchObject({ groupId: olds.groupId, paused: false });
      await client.connections.delete(other);
      bench.server.control.clearJournal();
      await expectMoved(await update());
    });

    it("fails before the pause where the new group has a connection of its name", async () => {
      const { id: other } = await connectorHandler.create(
        { inputs: { ...news, moveOnGroupChange: undefined } as never },
        bench.freshContext(),
      );
      bench.server.control.clearJournal();
      const failure = await failureOf(update());
      expect(failure).toMatchObject({
        name: "HandlerError",
        problem: { candidates: [other], path: ["groupId"] },
      });
      expect((failure as Error).message).toContain("Nothing was paused");
      expect(calls()).toEqual(["GET /ID", "GET"]);
      expect(await live()).toMatchObject({ groupId: olds.groupId, paused: false });
    });

    it("runs on where Fivetran refuses, and says what a forced move needs; it is forced only where the program says so", async () => {
      const granted = { ...news.config, role_arn: "arn:aws:iam::1:role/f" };
      await bench.client.connections.update(id, { config: granted, runSetupTests: false });
      const failure = await failureOf(update());
      expect(failure).toMatchObject({ name: "RefusedMove" });
      expect((failure as Error).message).toMatch(
        /must be granted for the new group first[\s\S]*forceMove: true/,
      );
      expect(await live()).toMatchObject({ groupId: olds.groupId, paused: false });
      const state = await update(olds, { ...news, forceMove: true });
      await expectMoved(state);
      expect(
        bench.server.control.journal().find(({ path, status }) => path.endsWith("/move") && status === 200)
          ?.body,
      ).toMatchObject({ force_move: true });
    });

    it("runs on where the account has no moves, which is no word that it is gone", async () => {
      const message = "HTTP 404 Not Found";
      bench.server.control.faults.add({
        method: "POST",
        path: "/move$",
        status: 404,
        code: "NotFound",
        message,
      });
      const failure = await failureOf(update());
      expect((failure as Error).message).toContain("This account does not have moving");
      expect(await live()).toMatchObject({ groupId: olds.groupId, paused: false });
    });

    it("stands still where it cannot be resumed after a refusal, which the state knows, whatever the program says then", async () => {
      const refused = { status: 400, code: "InvalidInput", message: "no" };
      bench.server.control.faults.add({ method: "POST", path: "/move$", ...refused });
      bench.server.control.faults.add({ method: "PATCH", skip: 1, ...refused });
      const failure = await failureOf(update());
      if (!(failure instanceof PartialFailure)) throw failure;
      expect(failure.reasons.join()).toContain("and it could not be resumed");
      bench.server.control.faults.clear();
      const state = failure.outputs as ConnectorOutputs;
      const reverted = { ...news, groupId: olds.groupId };
      expect((await diff(state, reverted)).unfinished).toHaveLength(1);
      const settled = await update(state, reverted);
      expect(await live()).toMatchObject({ groupId: olds.groupId, paused: false });
      expect(settled).not.toHaveProperty("stopped");
    });

    it("is moved once where the answer was lost", async () => {
      bench.server.control.faults.add({ method: "POST", path: "/move$", times: 1, drop: "after" });
      movedUnseen = 1;
      await expectMoved(await update());
    });
  });

  it("ends where it should, at the latest in the next run, whatever one field of an answer is", async () => {
    const { client, server } = bench;
    const odd = await startTampering(bench);
    /** Fields on which something depends. */
    const names = /^(id|group_id|paused|schema|status|sync_state|job_id|moved_at|items|next_cursor)$/;
    const moveBack = async (): Promise<void> => {
      await client.connections.pause(id);
      await client.connectionMoves.start(id, { destinationGroupId: olds.groupId });
      await client.connections.resume(id);
    };
    const clock = {
      now: () => now,
      sleep: (ms: number) => {
        now += ms;
        return Promise.resolve();
      },
    };
    try {
      await update(olds, news, odd.context(clock));
      let tried = 0;
      for (const [place, answer] of odd.passed().entries()) {
        for (const { path, data } of changesOf(answer.data)) {
          if (!names.test(String(path.at(-1)))) continue;
          await moveBack();
          let seen = -1;
          odd.tamper((passing) => {
            seen += 1;
            const isIt = seen >= place && passing.method === answer.method && passing.path === answer.path;
            return isIt ? { data } : {};
          });
          const what = `${answer.method} ${answer.path} (${place}) ${path.join(".")} ${JSON.stringify(data)}`;
          let state = olds;
          try {
            state = await update(olds, news, odd.context(clock));
          } catch (error) {
            if (error instanceof PartialFailure) state = error.outputs as ConnectorOutputs;
          }
          odd.tamper(() => ({}));
          const { changes, unfinished } = await diff(state);
          if (changes.length + unfinished.length > 0) state = await update(state);
          const { groupId, paused } = await live();
          expect({ what, groupId, paused }).toEqual({ what, groupId: news.groupId, paused: false });
          expect(await diff(state)).toMatchObject({ changes: [], unfinished: [] });
          tried += 1;
        }
      }
      expect(tried).toBeGreaterThan(60);
      expect(server.control.snapshot().filter(({ collection }) => collection === "connections")).toHaveLength(
        1,
      );
    } finally {
      await odd.stop();
    }
  }, 60_000);

  describe("killed at every call", () => {
    /** Lets a run die at its call of this number: nothing it returns is kept. @returns whether it came so far */
    async function die(count: number, afterRunning: boolean): Promise<boolean> {
      const { control } = bench.server;
      const death = new AbortController();
      control.halts.set({ at: "apiCall", count, afterRunning });
      const stop = control.onApiCall((reached) => {
        if (reached === count) setImmediate(() => death.abort());
      });
      await failureOf(update(olds, news, run({ signal: death.signal })));
      stop();
      control.halts.release();
      if (afterRunning && calls()[count - 1] === "POST /ID/move") movedUnseen = 1;
      return death.signal.aborted;
    }

    const CASES = [1, 2, 3, 4, 5, 6].flatMap((count) => [
      { count, afterRunning: false },
      { count, afterRunning: true },
    ]);

    it.each(CASES)(
      "($count, after it ran: $afterRunning) is finished by the next run",
      async ({ count, afterRunning }) => {
        expect(await die(count, afterRunning)).toBe(true);
        expect((await diff(olds)).changes).not.toEqual([]);
        await expectMoved(await update());
      },
    );

    it.each(CASES)(
      "($count, after it ran: $afterRunning) is finished by the next run after two refreshes",
      async ({ count, afterRunning }) => {
        expect(await die(count, afterRunning)).toBe(true);
        const once = await refresh(olds);
        const twice = once && (await refresh(once));
        if (twice === undefined) throw new Error("it is gone");
        const { changes, unfinished } = await diff(twice);
        const isLeft = (await live()).paused === true && (await live()).groupId === news.groupId;
        const told = bench.notices.filter(({ message }) => message.includes("a move that was interrupted"));
        expect(told).toHaveLength(isLeft ? 2 : 0);
        const isDone = (await live()).paused === false && (await live()).groupId === news.groupId;
        if (isDone) expect([changes, unfinished]).toEqual([[], []]);
        else expect(changes.length + unfinished.length).toBeGreaterThan(0);
        await expectMoved(isDone ? twice : await update(twice));
      },
    );

    it.each(CASES)(
      "($count, after it ran: $afterRunning) is resumed by its schedule where the Connector knows it only as it was made",
      async ({ count, afterRunning }) => {
        olds = { ...olds, status: { ...olds.status, syncState: "paused" } };
        const schedule: ConnectorScheduleOutputs = { connectorId: id, paused: false };
        expect(await die(count, afterRunning)).toBe(true);
        const context = run();
        const state = await update(olds, news, context);
        const request = { id, olds: schedule, news: schedule };
        const { unfinished } = await connectorScheduleHandler.diff(request, context);
        if (unfinished.length > 0) await connectorScheduleHandler.update(request, context);
        expect(await live()).toMatchObject({ groupId: news.groupId, paused: false });
        expect(movesDone()).toBe(1);
        expect(await diff(state)).toMatchObject({ changes: [], unfinished: [] });
      },
    );

    it("and leaves it as its schedule declares, though the Connector does not know that this has paused it", async () => {
      await bench.client.connections.pause(id);
      const schedule: ConnectorScheduleOutputs = { connectorId: id, paused: true };
      const context = run();
      const state = await update(olds, news, context);
      const request = { id, olds: schedule, news: schedule };
      const { unfinished } = await connectorScheduleHandler.diff(request, context);
      expect(unfinished.join()).toContain("it will be paused");
      await connectorScheduleHandler.update(request, context);
      expect(await live()).toMatchObject({ groupId: news.groupId, paused: true });
      expect(state).not.toHaveProperty("stopped");
      const paused = { ...news, paused: true };
      const quiet = run();
      await update({ ...olds, groupId: "elsewhere" }, paused, quiet);
      expect((await connectorScheduleHandler.diff(request, quiet)).unfinished).toEqual([]);
    });

    it("comes to no seventh call", async () => {
      expect(await die(7, false)).toBe(false);
    });

    it("is finished by the next run where a job goes on meanwhile, of which nobody knows the id", async () => {
      await bench.server.control.configure({ movesAreJobs: true, moveJobMs: 60_000 });
      expect(await die(4, true)).toBe(true);
      meanwhile = () => bench.server.control.clock.advance(10_000);
      await expectMoved(await update());
    });
  });

  describe("as the preview tells it", () => {
    const said = async (state: ConnectorOutputs, wanted: ConnectorInputs): Promise<string> =>
      (await diff(state, wanted)).notices
        .flatMap(({ message, details = [] }) => [message, ...details.map(String)])
        .join("\n");

    it("is replaced by default, and moving is offered", async () => {
      const { moveOnGroupChange: _, ...plain } = news;
      const { changes, deleteBeforeReplace } = await diff(olds, plain);
      expect(changes).toEqual([{ path: ["groupId"], kind: "update", replaces: true }]);
      expect(deleteBeforeReplace).toBe(false);
      expect(await said(olds, plain)).toMatch(/another connector[\s\S]*moveOnGroupChange: "continue"/);
      expect(await said(olds, { ...plain, groupId: UNKNOWN })).toContain("moveOnGroupChange");
      expect(await said(olds, { ...plain, service: "mysql" })).toBe("");
      expect(await said(olds, { ...plain, groupId: olds.groupId })).toBe("");
    });

    it("says what happens to the data, and lists what belongs to a group", async () => {
      const text = await said(olds, news);
      expect(text).toMatch(/is paused, moved, and resumed/);
      expect(text).toContain("the new one gets what changes from now on");
      for (const what of [
        "schema 'orders'",
        "certificates",
        "hybrid deployment agent",
        "network",
        "external id",
      ])
        expect(text).toContain(what);
      expect(await said(olds, { ...news, moveOnGroupChange: "backfill" })).toContain(
        "all history is loaded again",
      );
      expect(await said(olds, { ...news, paused: true })).toContain("stays paused");
      expect(await said(olds, { ...news, groupId: UNKNOWN })).toContain("to another group");
      const declared = {
        ...news,
        hybridDeploymentAgentId: "agent_1",
        privateLinkId: "link_1",
        networkingMethod: "PrivateLink",
        trustedCertificates: ["h1"],
        forceMove: true,
      };
      const listed = await said(olds, declared);
      for (const what of [
        "'agent_1'",
        "PrivateLink link_1",
        "the 1 that this resource names",
        "which is declared",
      ])
        expect(listed).toContain(what);
    });

    it("says so where something else replaces it, and where a refresh found it paused", async () => {
      const text = await said(olds, { ...news, service: "mysql" });
      expect(text).toContain("is not moved: service changes too");
      await bench.client.connections.pause(id);
      const found = await refresh(olds);
      expect(found).toMatchObject({ stopped: {} });
      expect(await said(found ?? olds, news)).toContain("`paused: true` keeps it paused");
      const settled = await update(found, {
        ...news,
        groupId: olds.groupId,
        config: { ...news.config, host: "x" },
      });
      expect(settled).not.toHaveProperty("stopped");
    });

    it("warns of `forceMove` alone, and of a move that nobody finishes", async () => {
      const { moveOnGroupChange: _, ...plain } = news;
      const { notices } = connectorHandler.check({ olds: undefined, news: { ...plain, forceMove: true } });
      expect(notices).toMatchObject([{ severity: "warning", path: ["forceMove"] }]);
      const state = { ...olds, groupId: news.groupId, stopped: { byMove: true as const } };
      const result = await diff(state, plain);
      expect(result.unfinished).toEqual([]);
      expect(result.notices).toMatchObject([
        { severity: "warning", message: expect.stringContaining("stands still") as string },
      ]);
    });
  });
});
