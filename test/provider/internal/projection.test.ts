import { describe, expect, it } from "vitest";
import { answeredOtherwise, refreshDeclared } from "../../../provider/src/internal/projection";

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

describe("answeredOtherwise", () => {
  it("remembers other forms and missing answers, so that the same answer later is no drift", () => {
    const declared = { config: { host: "DB.ACME.COM", gone: "x", port: 5432, password: "hunter2" } };
    const upstream = { config: { host: "db.acme.com", port: "5432", password: MASK } };
    const answered = answeredOtherwise(declared, upstream, secret);
    expect(answered).toEqual({ "config.host": "db.acme.com", "config.gone": null });
    expect(refreshDeclared(declared, upstream, answered).drifted).toEqual([]);
    const moved = { config: { ...upstream.config, host: "elsewhere" } };
    expect(refreshDeclared(declared, moved, answered).drifted).toEqual([["config", "host"]]);
    const appeared = { config: { ...upstream.config, gone: "y" } };
    expect(refreshDeclared(declared, appeared, answered).drifted).toEqual([["config", "gone"]]);
  });

  it("never holds a secret's value", () => {
    const answered = answeredOtherwise(
      { config: { password: "hunter2" } },
      { config: { password: "HUNTER2" } },
      secret,
    );
    expect(answered).toEqual({ "config.password": true });
  });

  it("is undefined when everything came back as declared", () => {
    expect(answeredOtherwise({ name: "a" }, { name: "a" }, secret)).toBeUndefined();
  });
});
