import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Notice, Properties } from "../../../core/src/contract";
import type { Settings } from "../../../core/src/settings/settings";
import { stateAfterApply, stateAfterRead } from "../../../core/src/settings/state";
import { formatPath } from "../../../core/src/values/propertyPath";
import { seen } from "../../../core/src/values/readable";
import { startWorkbench, type Workbench } from "../../support/context";
import { PASSWORD, TESTED_KINDS } from "../../support/tested";

describe.each(TESTED_KINDS)("a secret of a $kind", ({ handler, inputs, owners, changeOutside }) => {
  let bench: Workbench;
  let declared: Properties;
  beforeEach(async () => {
    bench = await startWorkbench();
    declared = await inputs(bench);
  });
  afterEach(() => bench.stop());

  const create = () => handler.create({ inputs: declared }, bench.freshContext());
  const read = async (id: string, olds: Properties) => {
    const found = await handler.read({ id, olds }, bench.freshContext());
    if (found === undefined) throw new Error("it is gone");
    return found;
  };
  const changes = async (id: string, olds: Properties): Promise<string[]> =>
    (await handler.diff({ id, olds, news: declared }, bench.context)).changes.map(({ path }) =>
      formatPath(path),
    );
  const patches = (): unknown[] =>
    bench.server.control
      .journal()
      .filter(({ method, path }) => method === "PATCH" && path.startsWith(`/v1/${owners}`))
      .map(({ body }) => body);

  it("that is masked is no drift, whatever it is by now", async () => {
    const { id, outputs } = await create();
    await changeOutside(bench, id, { password: "changed-outside" });
    const refreshed = await read(id, outputs);
    expect(refreshed).toMatchObject({ inputs: undefined, outputs });
    expect(bench.notices).toEqual([]);
  });

  it("that vanished is drift, is told, and is sent again and tested by the next apply", async () => {
    const { id, outputs } = await create();
    await changeOutside(bench, id, { password: null });
    const refreshed = await read(id, outputs);
    expect(refreshed.inputs?.["config"]).not.toHaveProperty("password");
    expect(bench.notices).toEqual([
      {
        severity: "warning",
        path: ["config", "password"],
        message: "is not set at Fivetran any more; the next run sends it again",
      },
    ]);
    expect(await changes(id, refreshed.outputs)).toEqual(["config.password"]);
    bench.server.control.clearJournal();
    const olds = refreshed.outputs;
    const repaired = await handler.update({ id, olds, news: declared }, bench.freshContext());
    expect(patches()).toEqual([{ config: { password: "******" }, run_setup_tests: true }]);
    expect(await changes(id, repaired)).toEqual([]);
    expect((await read(id, repaired)).outputs).toEqual(repaired);
    expect(JSON.stringify(bench.notices)).not.toContain(PASSWORD);
  });

  it("that vanished is seen by an update of something else too", async () => {
    const { id, outputs } = await create();
    await changeOutside(bench, id, { password: null });
    const config = { ...(declared["config"] as Properties), user: "another" };
    const news = { ...declared, config };
    const updated = await handler.update({ id, olds: outputs, news }, bench.freshContext());
    expect((await handler.diff({ id, olds: updated, news }, bench.context)).changes).toMatchObject([
      { path: ["config", "password"], kind: "add" },
    ]);
  });

  it("that changed in the program is sent and tested, and fails the run when it is wrong", async () => {
    const { id, outputs } = await create();
    const news = { ...declared, config: { ...(declared["config"] as Properties), password: "new-password" } };
    bench.server.control.clearJournal();
    const tests = [{ title: "Validate Login", status: "FAILED" as const, message: "wrong password" }];
    await bench.server.control.setupTests.add({ tests });
    const update = handler.update({ id, olds: outputs, news }, bench.freshContext());
    await expect(update).rejects.toThrow("Validate Login: wrong password");
    expect(patches()).toEqual([{ config: { password: "******" }, run_setup_tests: true }]);
  });
});

/** Services that answer otherwise than the local server does. */
describe("a secret that the service does not answer masked", () => {
  const SETTINGS: Settings = { config: { merged: true }, auth: { merged: true, unread: true } };
  const inputs = { service: "s", config: { host: "h", password: "hunter2" }, auth: { token: "t" } };
  const notices: Notice[] = [];
  const apply = (upstream: Properties) => stateAfterApply(SETTINGS, inputs, seen({}, upstream), {});
  const read = (olds: ReturnType<typeof apply>, upstream: Properties) =>
    stateAfterRead<typeof inputs, object>(SETTINGS, olds, [], seen({}, upstream), {}, (notice) =>
      notices.push(notice),
    );
  beforeEach(() => void notices.splice(0));

  it("is no drift where it never was answered", () => {
    const applied = apply({ config: { host: "h" } });
    expect(applied.answered).toEqual({ "config.password": null });
    expect(read(applied, { config: { host: "h" } })).toEqual({ outputs: applied, inputs: undefined });
    expect(notices).toEqual([]);
  });

  it("is missed once it was seen, though it came late", () => {
    const late = read(apply({ config: { host: "h" } }), { config: { host: "h", password: "******" } });
    expect(late.outputs).not.toHaveProperty("answered");
    const gone = read(late.outputs, { config: { host: "h" } });
    expect(gone.outputs).toMatchObject({ config: { host: "h" } });
    expect(gone.outputs.config).not.toHaveProperty("password");
    expect(notices).toHaveLength(1);
  });

  it("is drift when it is emptied", () => {
    const emptied = read(apply({ config: { host: "h", password: "******" } }), {
      config: { host: "h", password: "" },
    });
    expect(emptied.inputs).toMatchObject({ config: { password: "" } });
    expect(notices.map(({ path }) => formatPath(path))).toEqual(["config.password"]);
  });

  it("under auth is never looked for", () => {
    const applied = apply({ config: { host: "h", password: "******" } });
    expect(read(applied, { config: { host: "h", password: "******" } })).toEqual({
      outputs: applied,
      inputs: undefined,
    });
    expect(applied.auth).toEqual({ token: "t" });
  });

  it("is no notice when it is no secret", () => {
    const changed = read(apply({ config: { host: "h", password: "******" } }), {
      config: { password: "******" },
    });
    expect(changed.inputs?.config).not.toHaveProperty("host");
    expect(notices).toEqual([]);
  });
});
