import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { PartialFailure } from "../../../core/src/errors/partialFailure";
import { externalLoggingHandler } from "../../../core/src/handlers/externalLogging";
import { startWorkbench, type Workbench } from "../../support/context";
import { describeLifecycle } from "../../support/lifecycle";

async function arrange({ client }: Workbench) {
  const { id: groupId } = await client.groups.create({ name: "g" });
  return {
    groupId,
    service: "datadog_log",
    config: { region: "EU", api_key: "hunter2-hunter2" },
  };
}

describeLifecycle(externalLoggingHandler, {
  arrange: async (bench) => ({ ...(await arrange(bench)) }),
  secrets: ["config.api_key"],
  listedAs: ({ service }) => service,
  changed: (inputs) => ({
    ...inputs,
    config: { region: "US1", api_key: "hunter2-hunter2" },
    enabled: false,
  }),
  replacements: {
    groupId: (inputs) => ({ ...inputs, groupId: "another_group" }),
    service: (inputs) => ({ ...inputs, service: "cloudwatch" }),
  },
  outside: {
    change: async ({ client }, id) =>
      void (await client.externalLogging.update(id, { config: { region: "US3" } })),
    shows: "config.region",
  },
  deletes: true,
  removeParent: ({ client }, { groupId }) => client.groups.delete(String(groupId)),
});

describe("ExternalLogging", () => {
  let bench: Workbench;
  beforeEach(async () => {
    bench = await startWorkbench();
  });
  afterEach(() => bench.stop());

  const refuse = () =>
    bench.server.control.setupTests.add({
      kind: "logService",
      tests: [{ title: "Connect", status: "FAILED", message: "no such key" }],
    });

  it("whose setup tests fail stays tracked, and the next run tests again", async () => {
    const inputs = await arrange(bench);
    const rule = await refuse();
    const failure: unknown = await externalLoggingHandler
      .create({ inputs }, bench.context)
      .catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(PartialFailure);
    const { id, outputs, message } = failure as PartialFailure & { outputs: typeof inputs };
    expect(message).toContain("Connect: no such key");
    expect(message).not.toContain("hunter2");
    const { unfinished, changes } = await externalLoggingHandler.diff(
      { id, olds: outputs, news: inputs },
      bench.context,
    );
    expect({ unfinished, changes }).toEqual({
      unfinished: ["setup tests failed in the last run (Connect): they will run again"],
      changes: [],
    });
    await bench.server.control.setupTests.remove(rule);
    const mended = await externalLoggingHandler.update({ id, olds: outputs, news: inputs }, bench.context);
    expect(mended["failedSetupTests"]).toBeUndefined();
  });

  it("only warns, or does not test, where the program says so", async () => {
    const inputs = await arrange(bench);
    await refuse();
    const warned = await externalLoggingHandler.create(
      { inputs: { ...inputs, setupTests: "warn" } },
      bench.context,
    );
    expect(warned.outputs["failedSetupTests"]).toEqual(["Connect"]);
    expect(bench.notices.map(({ severity }) => severity)).toEqual(["warning"]);
    await bench.client.externalLogging.delete(warned.id);
    bench.server.control.clearJournal();
    await externalLoggingHandler.create({ inputs: { ...inputs, setupTests: "off" } }, bench.context);
    expect(bench.server.control.journal().filter(({ path }) => path.endsWith("/test"))).toEqual([]);
  });
});
