import type { Connection } from "@pulumi-fivetran/sdk";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Properties } from "../../../../core/src/contract";
import { statusOf } from "../../../../core/src/handlers/connector/status";
import { ConnectionReader } from "../../../../core/src/run/connectionReader";
import { startWorkbench, type Workbench } from "../../../support/context";
import { CONNECTOR, PASSWORD } from "../../../support/tested";

const AT = "2026-03-04T05:06:07.000000Z";

/** A connection with nothing but what its status is made of. */
function connection(status: object, times: object = {}): Connection {
  const states = {
    setupState: "connected",
    syncState: "scheduled",
    updateState: "on_schedule",
    isHistoricalSync: false,
  };
  return { status: { ...states, ...status }, ...times } as unknown as Connection;
}

describe("statusOf", () => {
  it("says what Fivetran says, in one case, and leaves out what has not been", () => {
    const live = connection(
      { syncState: "PAUSED", rescheduledFor: null },
      { succeededAt: AT, failedAt: null },
    );
    expect(statusOf(live)).toEqual({
      setupState: "connected",
      syncState: "paused",
      updateState: "on_schedule",
      isHistoricalSync: false,
      succeededAt: AT,
      tasks: [],
      warnings: [],
    });
  });

  it("keeps of an alert what people wrote, and blanks out secrets that it quotes, the old ones too", () => {
    const tasks = [
      { code: "reconnect", message: "old-password is not new-password", details: "new-password" },
    ];
    const warnings = [
      { message: "look", details: { deep: "new-password" } },
      { code: "resync_table_warning" },
    ];
    const before = { service: "postgres", config: { password: "old-password" } };
    const after = { service: "postgres", config: { password: "new-password" } };
    const status = statusOf(connection({ tasks, warnings }), after, before);
    expect(status.tasks).toEqual([{ code: "reconnect", message: "[secret] is not [secret]" }]);
    expect(status.warnings).toEqual([{ message: "look" }, { code: "resync_table_warning" }]);
  });
});

describe("a connector's status", () => {
  let bench: Workbench;
  let inputs: Properties;
  beforeEach(async () => {
    bench = await startWorkbench();
    inputs = await CONNECTOR.inputs(bench);
  });
  afterEach(() => bench.stop());

  const create = () => CONNECTOR.handler.create({ inputs }, bench.freshContext());
  const move = (id: string): Promise<void> =>
    bench.server.control.setStatus(id, {
      updateState: "delayed",
      failedAt: AT,
      tasks: [{ code: "reconnect", message: `Reconnect with ${PASSWORD}` }],
    });

  it("is taken over by a refresh, and is no change", async () => {
    const { id, outputs } = await create();
    expect(outputs["status"]).toMatchObject({ setupState: "connected", syncState: "paused", tasks: [] });
    await move(id);
    const refreshed = await CONNECTOR.handler.read({ id, olds: outputs }, bench.freshContext());
    if (refreshed === undefined) throw new Error("the connection is gone");
    expect(refreshed.inputs).toBeUndefined();
    expect(refreshed.outputs["status"]).toMatchObject({
      updateState: "delayed",
      failedAt: AT,
      tasks: [{ code: "reconnect", message: "Reconnect with [secret]" }],
    });
    const diff = await CONNECTOR.handler.diff({ id, olds: refreshed.outputs, news: inputs }, bench.context);
    expect(diff).toMatchObject({ changes: [], unfinished: [], notices: [] });
  });

  it("is taken over by an update, without the secret that was changed just now", async () => {
    const { id, outputs } = await create();
    await move(id);
    const news = { ...inputs, config: { ...(inputs["config"] as Properties), password: "another" } };
    const updated = await CONNECTOR.handler.update({ id, olds: outputs, news }, bench.freshContext());
    expect(updated["status"]).toMatchObject({
      updateState: "delayed",
      tasks: [{ message: "Reconnect with [secret]" }],
    });
  });

  describe("after a sync that failed", () => {
    const calls = (): string[] =>
      bench.server.control
        .journal()
        .map(
          ({ method, path }) =>
            `${method} ${path.replace(/\?.*/, "").replace(/\/v1\/connections\/[^/]+/, "")}`,
        );
    const failed = async () => {
      const made = await create();
      await bench.client.connections.resume(made.id);
      await bench.server.control.syncRules.add({ outcome: "FAILED", reason: `no entry for ${PASSWORD}` });
      await bench.server.control.sync(made.id);
      bench.server.control.clearJournal();
      return made;
    };
    const read = async (id: string, olds: Properties, context = bench.freshContext()) => {
      const found = await CONNECTOR.handler.read({ id, olds }, context);
      return found?.outputs["status"];
    };

    it("says why, without a secret that it quotes, for one call more; an update keeps it", async () => {
      const { id, outputs } = await failed();
      const context = bench.freshContext();
      expect(await read(id, outputs, context)).toMatchObject({ failureReason: "no entry for [secret]" });
      expect(calls()).toEqual(["GET ", "GET /sync-history"]);
      await read(id, outputs, context);
      expect(calls()).toEqual(["GET ", "GET /sync-history"]);
      const news = { ...inputs, syncFrequencyMinutes: 180 };
      const updated = await CONNECTOR.handler.update({ id, olds: outputs, news }, bench.freshContext());
      expect(updated["status"]).toMatchObject({ failureReason: "no entry for [secret]" });
      expect(await read(id, updated)).toEqual(updated["status"]);
    });

    it("asks nothing of a connection whose last sync succeeded, or that never synced", async () => {
      const { id, outputs } = await create();
      bench.server.control.clearJournal();
      expect(await read(id, outputs)).not.toHaveProperty("failureReason");
      await bench.client.connections.resume(id);
      await bench.server.control.syncRules.add({ outcome: "FAILED", times: 1 });
      await bench.server.control.sync(id);
      await bench.server.control.sync(id);
      bench.server.control.clearJournal();
      expect(await read(id, outputs)).toMatchObject({ failedAt: expect.any(String) as string });
      expect(calls()).toEqual(["GET "]);
    });

    it("asks once in a run where the account has no history, and of no connection again", async () => {
      const { id, outputs } = await failed();
      const others = await Promise.all(
        ["a", "b", "c"].map(async (prefix) => {
          const made = await CONNECTOR.handler.create(
            { inputs: { ...inputs, destinationSchema: { prefix } } },
            bench.freshContext(),
          );
          await bench.client.connections.resume(made.id);
          await bench.server.control.sync(made.id);
          return made;
        }),
      );
      const message = "HTTP 404 Not Found";
      bench.server.control.faults.add({ path: "sync-history", status: 404, code: "NotFound", message });
      bench.server.control.clearJournal();
      const context = bench.freshContext();
      const states = await Promise.all(
        [{ id, outputs }, ...others].map((each) => read(each.id, each.outputs, context)),
      );
      for (const state of states) {
        expect(state).toMatchObject({ failedAt: expect.any(String) as string });
        expect(state).not.toHaveProperty("failureReason");
      }
      expect(calls().filter((call) => call.endsWith("/sync-history"))).toHaveLength(1);
    });

    it.each([
      { what: "fails", fault: { status: 500 } },
      { what: "is refused", fault: { status: 400, code: "InvalidInput" } },
      { what: "is not there for it", fault: { status: 404, code: "NotFound_Connection" } },
    ])("goes on where the history $what", async ({ fault }) => {
      const { id, outputs } = await failed();
      bench.server.control.faults.add({ path: "sync-history", ...fault });
      const state = await read(id, outputs);
      expect(state).toMatchObject({ failedAt: expect.any(String) as string });
      expect(state).not.toHaveProperty("failureReason");
    });

    it("asks nothing of a failure that is older than the history", async () => {
      const { id, outputs } = await failed();
      const late = bench.freshContext({
        connections: new ConnectionReader(bench.client, () => Date.now() + 8 * 24 * 60 * 60 * 1000),
      });
      expect(await read(id, outputs, late)).not.toHaveProperty("failureReason");
      expect(calls()).toEqual(["GET "]);
    });
  });

  it("is in the state of a creation that failed its tests", async () => {
    const tests = [{ title: "Connecting to host", status: "FAILED" as const }];
    await bench.server.control.setupTests.add({ kind: "connection", tests });
    await expect(create()).rejects.toMatchObject({
      outputs: { setupState: "incomplete", status: { setupState: "incomplete", syncState: "paused" } },
    });
  });
});
