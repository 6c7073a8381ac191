import type { ConnectionSchemaConfig, EnabledPatchSettings } from "@pulumi-fivetran/sdk";
import { describe, expect, it } from "vitest";
import { compare } from "../../../../../core/src/handlers/schemaConfig/plan/compare";
import { Upstream } from "../../../../../core/src/handlers/schemaConfig/upstream/upstream";
import type { Wanted } from "../../../../../core/src/handlers/schemaConfig/wants/wanted";

function upstreamWith(
  lock: EnabledPatchSettings,
  columnLock: EnabledPatchSettings = { allowed: true },
): Upstream {
  const config: ConnectionSchemaConfig = {
    schemaChangeHandling: "ALLOW_ALL",
    schemas: {
      s: {
        enabled: true,
        tables: {
          t: {
            enabled: true,
            enabledPatchSettings: lock,
            syncMode: "SOFT_DELETE",
            columns: { listed: { enabled: true, hashed: false, enabledPatchSettings: columnLock } },
          },
          unread: { enabled: true, enabledPatchSettings: { allowed: true }, columns: {} },
        },
      },
    },
  };
  const more = { enabled: true, hashed: false, isPrimaryKey: true, enabledPatchSettings: { allowed: true } };
  return new Upstream(config, [
    [["s", "t"], { columns: { more } }],
    [["s", "unread"], { columns: undefined, failure: { summary: "source is away" } }],
  ]);
}

function wanted(element: Wanted["element"], property: Wanted["property"], value: Wanted["value"]): Wanted {
  return { element, property, value, reason: "named" };
}

describe("compare", () => {
  const cases: [setting: Wanted, list: "differing" | "locked" | "unreadable" | "none"][] = [
    [wanted(["s"], "enabled", true), "none"],
    [wanted(["s"], "enabled", false), "differing"],
    [wanted(["S"], "enabled", false), "none"],
    [wanted(["s", "t"], "enabled", false), "differing"],
    [wanted(["s", "t"], "syncMode", "LIVE"), "differing"],
    [wanted(["s", "unread"], "syncMode", "LIVE"), "unreadable"],
    [wanted(["s", "t", "listed"], "hashed", true), "differing"],
    [wanted(["s", "t", "listed"], "isPrimaryKey", true), "unreadable"],
    [wanted(["s", "t", "more"], "isPrimaryKey", true), "none"],
    [wanted(["s", "t", "more"], "hashed", true), "differing"],
    [wanted(["s", "t", "MORE"], "hashed", true), "none"],
    [wanted(["s", "unread", "c"], "hashed", true), "unreadable"],
    [wanted(["s", "t", "constructor"], "hashed", true), "none"],
  ];
  it.each(cases)("%j goes to %s", (setting, list) => {
    const { differing, locked, unreadable } = compare([setting], upstreamWith({ allowed: true }));
    const lists = { differing, locked, unreadable, none: [] };
    expect([...differing, ...locked, ...unreadable].length).toBe(list === "none" ? 0 : 1);
    expect(lists[list]).toHaveLength(list === "none" ? 0 : 1);
  });

  const reasons: [EnabledPatchSettings, string][] = [
    [{ allowed: false, reasonCode: "SYSTEM_TABLE" }, "it is a system table"],
    [{ allowed: false, reasonCode: "OTHER", reason: "because" }, "because"],
    [{ allowed: false, reasonCode: "NEW_CODE" }, "NEW_CODE"],
    [{ allowed: false }, "Fivetran gives no reason"],
  ];
  it.each(reasons)("a lock (%j) gives its reason", (lock, because) => {
    const setting = wanted(["s", "t"], "enabled", false);
    expect(compare([setting], upstreamWith(lock)).locked).toEqual([{ ...setting, because }]);
    expect(compare([wanted(["s", "t"], "enabled", true)], upstreamWith(lock)).locked).toEqual([]);
  });

  it.each(["SYSTEM_TABLE", "OTHER", "NEW_CODE"])("a lock (%s) is about `enabled` alone", (reasonCode) => {
    const lock = { allowed: false, reasonCode };
    const mode = wanted(["s", "t"], "syncMode", "LIVE");
    const hashed = wanted(["s", "t", "listed"], "hashed", true);
    const { differing, locked } = compare([mode, hashed], upstreamWith(lock, lock));
    expect(locked).toEqual([]);
    expect(differing.map(({ element, property }) => [...element, property])).toEqual([
      ["s", "t", "syncMode"],
      ["s", "t", "listed", "hashed"],
    ]);
  });

  it.each([
    ["DELETED", "it was deleted at the source"],
    ["SYSTEM_COLUMN", "it is a system column"],
  ])("what is not the user's to set (%s) gets nothing at all", (reasonCode, because) => {
    const lock = { allowed: false, reasonCode };
    const settings = [
      wanted(["s", "t"], "syncMode", "LIVE"),
      wanted(["s", "t", "listed"], "enabled", false),
      wanted(["s", "t", "listed"], "hashed", true),
    ];
    const { differing, locked } = compare(settings, upstreamWith(lock, lock));
    expect(differing).toEqual([]);
    expect(locked).toEqual(settings.map((setting) => ({ ...setting, because })));
  });
});
