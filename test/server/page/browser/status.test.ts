import { describe, expect, it } from "vitest";
import { connectionStatus, tableStatus } from "../../../../server/src/page/browser/status";
import { connection } from "./account";

describe("states", () => {
  it.each([
    [{}, "ok"],
    [{ setup_state: "broken", sync_state: "paused" }, "broken"],
    [{ setup_state: "incomplete", sync_state: "syncing" }, "incomplete"],
    [{ sync_state: "paused", update_state: "delayed" }, "paused"],
    [{ sync_state: "syncing", update_state: "delayed" }, "syncing"],
    [{ update_state: "delayed" }, "delayed"],
    [{ sync_state: "rescheduled" }, "rescheduled"],
  ] as const)("of a connection, %j, the one that most needs attention is shown: %s", (status, tone) => {
    expect(connectionStatus(connection("c", status)).tone).toBe(tone);
  });

  it("tells a table that has left its source from one that is locked", () => {
    const table = { name_in_destination: "t", enabled: true, columns: {} };
    const locked = (reason_code: string) =>
      tableStatus({ ...table, enabled_patch_settings: { allowed: false, reason_code } }).label;
    expect([locked("DELETED"), locked("SYSTEM_TABLE")]).toEqual(["Deleted in the source", "Locked"]);
  });
});
