import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Properties } from "../../../core/src/contract";
import { withDeclaredSecrets } from "../../../core/src/setup/rotation";
import { startWorkbench, type Workbench } from "../../support/context";
import { PASSWORD, TESTED_KINDS } from "../../support/tested";

describe.each(TESTED_KINDS)("the rotationTrigger of a $kind", ({ handler, inputs, owners }) => {
  let bench: Workbench;
  let declared: Properties;
  beforeEach(async () => {
    bench = await startWorkbench();
    declared = await inputs(bench);
  });
  afterEach(() => bench.stop());

  const create = (changes: Properties = {}) =>
    handler.create({ inputs: { ...declared, ...changes } }, bench.freshContext());
  /** What was sent to the API since the journal was cleared. */
  const sent = (): unknown[] =>
    bench.server.control
      .journal()
      .filter(({ method, path }) => method !== "GET" && path.startsWith(`/v1/${owners}`))
      .map(({ method, path, body }) => [method, path.split("/").at(-1), body]);
  const PATCHED = { config: { password: "******" }, run_setup_tests: true };

  it("does nothing more at creation", async () => {
    const { id, outputs } = await create({ rotationTrigger: "1" });
    expect(sent()).toHaveLength(1);
    expect(JSON.stringify(sent())).not.toMatch(/rotation/i);
    const news = { ...declared, rotationTrigger: "1" };
    expect(await handler.diff({ id, olds: outputs, news }, bench.context)).toMatchObject({ changes: [] });
    const refreshed = await handler.read({ id, olds: outputs }, bench.freshContext());
    expect(refreshed?.outputs).toEqual(outputs);
  });

  it.each([
    ["a first value", undefined, "1", "add"],
    ["another value", "1", "2", "update"],
  ])(
    "sends all declared secrets again with %s, tests them, and replaces nothing",
    async (_, before, after, kind) => {
      const { id, outputs } = await create({ rotationTrigger: before });
      const news = { ...declared, rotationTrigger: after };
      const { changes } = await handler.diff({ id, olds: outputs, news }, bench.context);
      expect(changes).toEqual([{ path: ["rotationTrigger"], kind, replaces: false }]);
      bench.server.control.clearJournal();
      const updated = await handler.update({ id, olds: outputs, news }, bench.freshContext());
      expect(sent()).toEqual([["PATCH", id, PATCHED]]);
      expect(updated).toMatchObject({ rotationTrigger: after, setupState: "connected" });
      expect(await handler.diff({ id, olds: updated, news }, bench.context)).toMatchObject({ changes: [] });
    },
  );

  it("does nothing when it is taken out", async () => {
    const { id, outputs } = await create({ rotationTrigger: "1" });
    const { changes } = await handler.diff({ id, olds: outputs, news: declared }, bench.context);
    expect(changes).toEqual([{ path: ["rotationTrigger"], kind: "delete", replaces: false }]);
    bench.server.control.clearJournal();
    const updated = await handler.update({ id, olds: outputs, news: declared }, bench.freshContext());
    expect(sent()).toEqual([]);
    expect(updated).not.toHaveProperty("rotationTrigger");
  });

  it("only tests what declares no secret", async () => {
    const { config, ...bare } = declared;
    const { password: _, ...rest } = config as Properties;
    const { id, outputs } = await handler.create({ inputs: { ...bare, config: rest } }, bench.freshContext());
    bench.server.control.clearJournal();
    const news = { ...bare, config: rest, rotationTrigger: "1" };
    await handler.update({ id, olds: outputs, news }, bench.freshContext());
    expect(sent()).toEqual([["POST", "test", {}]]);
  });

  it("sends without a test where tests are off", async () => {
    const off = { ...declared, setupTests: "off" };
    const { id, outputs } = await handler.create({ inputs: off }, bench.freshContext());
    bench.server.control.clearJournal();
    await handler.update({ id, olds: outputs, news: { ...off, rotationTrigger: "1" } }, bench.freshContext());
    expect(sent()).toEqual([["PATCH", id, { ...PATCHED, run_setup_tests: false }]]);
  });

  it("is tried again when the sending failed, and tested again when the tests did", async () => {
    const { id, outputs } = await create();
    const news = { ...declared, rotationTrigger: "1" };
    bench.server.control.faults.add({
      method: "PATCH",
      times: 1,
      status: 400,
      code: "InvalidInput",
      message: "no",
    });
    // The engine keeps the old outputs of an update that throws; those of a PartialFailure are new.
    await expect(
      handler.update({ id, olds: outputs, news }, bench.freshContext()),
    ).rejects.not.toHaveProperty("outputs");
    const tests = [{ title: "Logging in", status: "FAILED" as const }];
    await bench.server.control.setupTests.add({ tests });
    const failure = (await handler
      .update({ id, olds: outputs, news }, bench.freshContext())
      .catch((error: unknown) => error)) as { outputs: Properties };
    expect(failure.outputs).toMatchObject({ rotationTrigger: "1", failedSetupTests: ["Logging in"] });
    const { changes, unfinished } = await handler.diff({ id, olds: failure.outputs, news }, bench.context);
    expect(changes).toEqual([]);
    expect(unfinished).toHaveLength(1);
  });

  it("shows no secret", async () => {
    const { id, outputs } = await create();
    const news = { ...declared, rotationTrigger: "1" };
    const diff = await handler.diff({ id, olds: outputs, news }, bench.context);
    await handler.update({ id, olds: outputs, news }, bench.freshContext());
    expect(JSON.stringify([diff, bench.notices])).not.toContain(PASSWORD);
  });
});

describe("withDeclaredSecrets", () => {
  const inputs = {
    service: "postgres",
    config: {
      host: "h",
      password: "p",
      list: [{ name: "n", password: "deep" }],
      nested: { api_key: "k", url: "u" },
    },
    auth: { client_access: { client_id: "i", client_secret: "s" } },
  };

  it("holds each key with a secret in it whole, and no other", () => {
    const { password, list, nested } = inputs.config;
    expect(withDeclaredSecrets({}, inputs)).toEqual({
      config: { password, list, nested },
      auth: inputs.auth,
    });
  });

  it("leaves what is sent anyway as it is", () => {
    const patch = { syncFrequency: 5, config: { host: "other", nested: { api_key: "k", gone: null } } };
    expect(withDeclaredSecrets(patch, { service: "postgres", config: inputs.config })).toEqual({
      syncFrequency: 5,
      config: { ...patch.config, password: "p", list: inputs.config.list },
    });
    expect(patch.config).not.toHaveProperty("password");
  });
});
