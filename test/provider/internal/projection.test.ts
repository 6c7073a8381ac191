import { describe, expect, it } from "vitest";
import { applyDeclared, refreshDeclared } from "../../../provider/src/internal/projection";

const MASK = "******";
const secret = (path: readonly (string | number)[]): boolean => path.includes("password");

describe("refreshDeclared", () => {
  it("keeps a masked secret and reports no drift", () => {
    const declared = { config: { host: "a", password: "hunter2" } };
    expect(refreshDeclared(declared, { config: { host: "a", password: MASK } }, undefined)).toEqual({
      declared,
      drifted: [],
    });
  });

  it("takes over what changed, leaves out what vanished, ignores what was never declared", () => {
    const declared = { region: "r1", config: { host: "a", database: "d", password: "hunter2" } };
    const upstream = { region: "r2", config: { host: "b", password: MASK, undeclared: true } };
    expect(refreshDeclared(declared, upstream, undefined)).toEqual({
      declared: { region: "r2", config: { host: "b", password: "hunter2" } },
      drifted: [["region"], ["config", "host"], ["config", "database"]],
    });
  });

  it("sees that a secret vanished upstream", () => {
    const result = refreshDeclared({ config: { password: "hunter2" } }, { config: {} }, undefined);
    expect(result.drifted).toEqual([["config", "password"]]);
  });

  it("does not touch what it was given", () => {
    const declared = { config: { host: "a" } };
    refreshDeclared(declared, { config: { host: "b" } }, undefined);
    expect(declared).toEqual({ config: { host: "a" } });
  });

  it("does not compare a list with masked secrets inside", () => {
    const declared = { config: { list: [{ name: "n", password: "hunter2" }] } };
    const upstream = { config: { list: [{ name: "n", password: MASK }] } };
    expect(refreshDeclared(declared, upstream, undefined).drifted).toEqual([]);
  });
});

describe("applyDeclared", () => {
  const all = { isSecret: secret, wasSent: () => true, earlier: undefined };

  it("[3.1] remembers other forms and missing answers, so that the same answer later is no drift", () => {
    const declared = { config: { host: "DB.ACME.COM", gone: "x", port: 5432, password: "hunter2" } };
    const upstream = { config: { host: "db.acme.com", port: "5432", password: MASK } };
    const applied = applyDeclared(declared, upstream, all);
    expect(applied).toEqual({ declared, answered: { "config.host": "db.acme.com", "config.gone": null } });
    const { answered } = applied;
    expect(refreshDeclared(declared, upstream, answered).drifted).toEqual([]);
    const moved = { config: { ...upstream.config, host: "elsewhere" } };
    expect(refreshDeclared(declared, moved, answered).drifted).toEqual([["config", "host"]]);
    const appeared = { config: { ...upstream.config, gone: "y" } };
    expect(refreshDeclared(declared, appeared, answered).drifted).toEqual([["config", "gone"]]);
  });

  it("shows what was not sent as it is, unless it is known to be answered so", () => {
    const declared = { region: "r", config: { host: "DB.ACME.COM", database: "d" } };
    const upstream = { region: "changed outside", config: { host: "db.acme.com" } };
    const earlier = { "config.host": "db.acme.com" };
    expect(applyDeclared(declared, upstream, { isSecret: secret, wasSent: () => false, earlier })).toEqual({
      declared: { region: "changed outside", config: { host: "DB.ACME.COM" } },
      answered: earlier,
    });
  });

  it("never holds a secret's value", () => {
    const { answered } = applyDeclared(
      { config: { password: "hunter2" } },
      { config: { password: "HUNTER2" } },
      all,
    );
    expect(answered).toEqual({ "config.password": true });
  });

  it("remembers nothing when everything came back as declared", () => {
    expect(applyDeclared({ name: "a" }, { name: "a" }, all)).toEqual({
      declared: { name: "a" },
      answered: undefined,
    });
  });
});
