import { describe, expect, it } from "vitest";
import {
  patchOf,
  removalNotices,
  type Settings,
  settingChanges,
  takeOverPatch,
} from "../../../core/src/settings/settings";

const SETTINGS: Settings = {
  id: { replaces: true },
  method: { resetTo: "Directly" },
  agent: { resetTo: null },
  region: { stays: "stays as it is" },
  config: { merged: true },
};

describe("settingChanges", () => {
  it("marks what replaces and ignores inputs that are no settings", () => {
    expect(settingChanges(SETTINGS, { id: "a", setupTests: "off" }, { id: "b", setupTests: "fail" })).toEqual(
      [{ path: ["id"], kind: "update", replaces: true }],
    );
  });
});

describe("patchOf", () => {
  it("sends only what differs: changed keys of config whole, null for those taken out", () => {
    const olds = { method: "PrivateLink", config: { host: "a", port: 1, files: { a: 1, b: 2 }, old: true } };
    const news = { method: "PrivateLink", config: { host: "a", port: 2, files: { a: 1 } } };
    expect(patchOf(SETTINGS, olds, news)).toEqual({
      config: { port: 2, files: { a: 1, b: null }, old: null },
    });
  });

  it("resets a property that is no longer declared, where there is something to reset it to", () => {
    const olds = { method: "PrivateLink", agent: "x", region: "r" };
    expect(patchOf(SETTINGS, olds, {})).toEqual({ method: "Directly", agent: null });
  });

  it("clears all of config when the program drops it", () => {
    expect(patchOf(SETTINGS, { config: { a: 1 } }, {})).toEqual({ config: { a: null } });
  });

  it("is empty when nothing differs, a port's type and the order of a list included", () => {
    expect(
      patchOf(SETTINGS, { config: { port: "443", l: [1, 2] } }, { config: { port: 443, l: [2, 1] } }),
    ).toEqual({});
  });
});

describe("removalNotices", () => {
  it("says what becomes of each property that is no longer declared", () => {
    const olds = { method: "PrivateLink", agent: "x", region: "r", config: { a: 1 } };
    const notices = removalNotices(SETTINGS, settingChanges(SETTINGS, olds, { config: {} }));
    expect(notices.map(({ path, message }) => `${path.join(".")}: ${message}`).sort()).toEqual([
      "agent: is no longer declared and will be cleared",
      "config.a: is no longer declared and will be cleared",
      "method: is no longer declared and will be reset to Fivetran's default, Directly",
      "region: stays as it is",
    ]);
  });

  it("says of texts and lists that they are emptied", () => {
    const settings: Settings = { text: { resetTo: "" }, list: { resetTo: [] } };
    const changes = settingChanges(settings, { text: "a", list: ["a"] }, {});
    expect(removalNotices(settings, changes).map(({ message }) => message)).toEqual([
      "is no longer declared and will be emptied",
      "is no longer declared and will be emptied",
    ]);
  });
});

describe("takeOverPatch", () => {
  it("sends what differs and every masked secret, and never what replaces", () => {
    const inputs = { id: "b", region: "r", config: { host: "a", password: "p", port: 443 } };
    const upstream = {
      id: "a",
      region: "r",
      config: { host: "a", password: "******", port: "443", more: 1 },
    };
    expect(takeOverPatch(SETTINGS, inputs, upstream)).toEqual({ config: { password: "p" } });
  });
});
