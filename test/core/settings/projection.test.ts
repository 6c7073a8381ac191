import { describe, expect, it } from "vitest";
import { applyDeclared, refreshDeclared } from "../../../core/src/settings/projection";

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

  it("forgets that a secret was not answered once it is, so that its loss shows", () => {
    const declared = { config: { password: "hunter2", other: "x" } };
    const answered = { "config.password": null, "config.other": "X" };
    const masked = { config: { password: MASK, other: "X" } };
    expect(refreshDeclared(declared, masked, answered)).toEqual({
      declared,
      drifted: [],
      answered: { "config.other": "X" },
    });
    const still = { config: { other: "X" } };
    expect(refreshDeclared(declared, still, answered).answered).toEqual(answered);
    const shown = { config: { password: MASK } };
    expect(
      refreshDeclared({ config: { password: "p" } }, shown, { "config.password": true }).answered,
    ).toEqual({
      "config.password": true,
    });
  });

  describe("of a list with secrets inside", () => {
    const declared = {
      config: {
        list: [
          { name: "n", password: "hunter2" },
          { name: "m", password: "hunter3" },
        ],
      },
    };
    const refreshed = (list: unknown) => refreshDeclared(declared, { config: { list } }, undefined);
    const [n, m] = [
      { name: "n", password: MASK },
      { name: "m", password: MASK },
    ];

    it("takes a mask for any value, and no order for a change", () => {
      expect(refreshed([n, m])).toEqual({ declared, drifted: [] });
      expect(refreshed([m, n])).toEqual({ declared, drifted: [] });
    });

    it("sees items and secrets that vanished or came, and keeps the secrets that are known", () => {
      const listOf = (list: unknown): unknown => {
        const { declared: now, drifted } = refreshed(list);
        expect(drifted).toEqual([["config", "list"]]);
        return (now["config"] as { list: unknown }).list;
      };
      expect(listOf([n])).toEqual([{ name: "n", password: "hunter2" }]);
      expect(listOf([n, { name: "m" }])).toEqual([{ name: "n", password: "hunter2" }, { name: "m" }]);
      expect(listOf([{ name: "other", password: MASK }, m])).toEqual([
        { name: "other", password: "hunter2" },
        { name: "m", password: "hunter3" },
      ]);
      expect(listOf([n, m, { name: "new", password: MASK }])).toEqual([
        ...declared.config.list,
        { name: "new" },
      ]);
      expect(listOf([n, { ...m, added: 1 }])).toEqual([
        { name: "n", password: "hunter2" },
        { name: "m", password: "hunter3", added: 1 },
      ]);
    });

    it("never has the mask in the state", () => {
      for (const list of [[MASK], [[MASK]], { deep: MASK }, [n, MASK]]) {
        expect(JSON.stringify(refreshed(list))).not.toContain(MASK);
      }
      const texts = { config: { secrets: ["a", "b"] } };
      expect(refreshDeclared(texts, { config: { secrets: [MASK, MASK] } }, undefined).drifted).toEqual([]);
      expect(refreshDeclared(texts, { config: { secrets: [MASK] } }, undefined)).toMatchObject({
        declared: { config: { secrets: ["a"] } },
        drifted: [["config", "secrets"]],
      });
    });
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

  it("remembers a list as it is answered, unless a secret in it is bare", () => {
    const declared = { config: { list: [{ name: "n", password: "hunter2" }] } };
    const answeredAs = (item: object) => applyDeclared(declared, { config: { list: [item] } }, all).answered;
    const masked = { id: 1, name: "n", password: MASK };
    expect(answeredAs(masked)).toEqual({ "config.list": [masked] });
    expect(answeredAs({ name: "n", password: "HUNTER2" })).toEqual({ "config.list": true });
    const { answered } = applyDeclared(declared, { config: { list: [masked] } }, all);
    expect(refreshDeclared(declared, { config: { list: [masked] } }, answered).drifted).toEqual([]);
    expect(
      refreshDeclared(declared, { config: { list: [{ id: 1, name: "n" }] } }, answered).drifted,
    ).toHaveLength(1);
  });

  it("shows what was not sent without the mask", () => {
    const declared = { config: { list: ["a", "b"] } };
    const applied = applyDeclared(declared, { config: { list: [MASK] } }, { ...all, wasSent: () => false });
    expect(applied).toEqual({ declared: { config: { list: ["a"] } }, answered: undefined });
  });

  it("remembers nothing when everything came back as declared", () => {
    expect(applyDeclared({ name: "a" }, { name: "a" }, all)).toEqual({
      declared: { name: "a" },
      answered: undefined,
    });
  });
});
