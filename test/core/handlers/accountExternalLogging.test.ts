import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { PartialFailure } from "../../../core/src/errors/partialFailure";
import { accountExternalLoggingHandler } from "../../../core/src/handlers/accountExternalLogging";
import { startWorkbench, type Workbench } from "../../support/context";
import { describeLifecycle } from "../../support/lifecycle";

describeLifecycle(accountExternalLoggingHandler, {
  arrange: () =>
    Promise.resolve({ service: "datadog_log", config: { region: "EU", api_key: "hunter2-hunter2" } }),
  secrets: ["config.api_key"],
  changed: (inputs) => ({ ...inputs, config: { region: "US1", api_key: "hunter2-hunter2" } }),
  replacements: { service: (inputs) => ({ ...inputs, service: "cloudwatch" }) },
  outside: {
    change: async ({ client }) =>
      void (await client.externalLogging.updateForAccount({ config: { region: "US3" } })),
    shows: "config.region",
  },
  deletes: true,
  removeParent: ({ client }) => client.externalLogging.deleteForAccount(),
});

describe("AccountExternalLogging", () => {
  let bench: Workbench;
  const inputs = { service: "datadog_log", config: { region: "EU", api_key: "hunter2-hunter2" } };
  beforeEach(async () => {
    bench = await startWorkbench();
  });
  afterEach(() => bench.stop());

  it("is tested like that of a group, and the next run tests again", async () => {
    const rule = await bench.server.control.setupTests.add({
      kind: "logService",
      tests: [{ title: "Connect", status: "FAILED", message: "no such key" }],
    });
    const failure: unknown = await accountExternalLoggingHandler
      .create({ inputs }, bench.context)
      .catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(PartialFailure);
    const { id, outputs } = failure as PartialFailure & { outputs: typeof inputs };
    expect(outputs).toMatchObject({ failedSetupTests: ["Connect"], status: { setupState: "incomplete" } });
    const there = { id, olds: outputs, news: inputs };
    const { unfinished } = await accountExternalLoggingHandler.diff(there, bench.context);
    expect(unfinished.join()).toContain("will run again");
    await bench.server.control.setupTests.remove(rule);
    const mended = await accountExternalLoggingHandler.update(there, bench.context);
    expect(mended["failedSetupTests"]).toBeUndefined();
    expect(mended["status"]).toMatchObject({ setupState: "connected" });
  });

  it("goes on, and says so, where the account does not have the tests", async () => {
    bench.server.control.faults.add({
      method: "POST",
      path: "/external-logging/account/test$",
      status: 404,
      code: "NotFound",
      message: "HTTP 404 Not Found",
    });
    const { outputs } = await accountExternalLoggingHandler.create({ inputs }, bench.context);
    expect(outputs["failedSetupTests"]).toBeUndefined();
    expect(bench.notices.map(({ message }) => message).join()).toContain("it was not tested");
  });
});
