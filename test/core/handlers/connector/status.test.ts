import type { Connection } from "@pulumi-fivetran/sdk";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Properties } from "../../../../core/src/contract";
import { statusOf } from "../../../../core/src/handlers/connector/status";
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

  it("is in the state of a creation that failed its tests", async () => {
    const tests = [{ title: "Connecting to host", status: "FAILED" as const }];
    await bench.server.control.setupTests.add({ kind: "connection", tests });
    await expect(create()).rejects.toMatchObject({
      outputs: { setupState: "incomplete", status: { setupState: "incomplete", syncState: "paused" } },
    });
  });
});
