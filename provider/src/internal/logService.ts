/** What the logging of a group and that of the account have in common. */
import type { LogService, LogServiceSetupTests } from "@pulumi-fivetran/sdk";
import { z } from "zod";
import type { Properties } from "../handler";
import { adoptSchema } from "./adopt";
import type { FurtherChecks } from "./check";
import { timeoutsSchema } from "./deadline";
import type { AppliedObject, Calling, ObjectInputs, ObjectOutputs } from "./objectDefinition";
import { PartialFailure } from "./partialFailure";
import { configChecks } from "./serviceConfig";
import type { Settings } from "./settings";
import { testWarnings } from "./setupOutcome";
import { modeOf, type SetupTestsMode, setupTestsSchema } from "./setupTests";

export interface LogServiceInputs extends ObjectInputs {
  readonly service: string;
  readonly enabled?: boolean;
  readonly config?: Readonly<Record<string, unknown>>;
  readonly setupTests?: SetupTestsMode;
}

export const logServiceShape = {
  service: z.string().min(1, "must not be empty"),
  enabled: z.boolean().optional(),
  config: z.record(z.string(), z.unknown()).optional(),
  setupTests: setupTestsSchema.optional(),
  adopt: adoptSchema.optional(),
  timeouts: timeoutsSchema.optional(),
};

export const LOG_SERVICE_SETTINGS: Settings = {
  service: { replaces: true },
  enabled: { resetTo: true },
  config: { merged: true },
};

export function logServiceChecks(inputs: Properties): FurtherChecks {
  return configChecks(inputs, "log");
}

/** What a failed test leaves in the state, so that the next run tests again. */
export const LOG_SERVICE_KEPT = ["failedSetupTests"];

export function unfinishedLogService(olds: Properties, news: LogServiceInputs): string[] {
  const failed = olds["failedSetupTests"];
  if (modeOf(news) !== "fail" || !Array.isArray(failed) || failed.length === 0) return [];
  return [`setup tests failed in the last run (${failed.join(", ")}): they will run again`];
}

/**
 * Tests a log service that was made or changed, or whose tests have not passed, as its mode says.
 *
 * @throws PartialFailure in mode `fail`, with what the tests said
 */
export async function testLogService<Inputs extends LogServiceInputs>(
  { id, inputs, outputs, olds, sent }: AppliedObject<Inputs, LogService>,
  calling: Calling,
  runSetupTests: () => Promise<LogServiceSetupTests>,
): Promise<ObjectOutputs<Inputs>> {
  const mode = modeOf(inputs);
  const { failedSetupTests: before, ...untested } = outputs as Properties;
  const isDue = olds === undefined || Object.keys(sent).length > 0 || before !== undefined;
  if (mode === "off" || inputs.enabled === false) return untested as ObjectOutputs<Inputs>;
  if (!isDue) return outputs;
  const { setupTests = [] } = await runSetupTests();
  const { notify } = calling.context;
  for (const message of testWarnings(setupTests)) notify({ severity: "warning", path: [], message });
  const failing = setupTests.filter(({ status }) => status === "FAILED" || status === "JOB_FAILED");
  if (failing.length === 0) return untested as ObjectOutputs<Inputs>;
  const state = { ...untested, failedSetupTests: failing.map(({ title }) => title) };
  const problems = [
    `${failing.length === 1 ? "a setup test" : `${failing.length} setup tests`} failed:`,
    ...failing.map(({ title, message }) => `  - ${title}: ${message ?? "failed, without a message"}`),
    "Mend the settings named above and run `pulumi up` again: it tests again.",
  ].join("\n");
  if (mode === "fail") throw new PartialFailure(id, state, [problems]);
  notify({ severity: "warning", path: [], message: problems });
  return state as unknown as ObjectOutputs<Inputs>;
}
