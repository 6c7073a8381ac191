/** What the logging of a group and that of the account have in common: their status, and their setup tests. */
import { isNotOffered, type LogService, type SetupTest } from "@pulumi-fivetran/sdk";
import type { Properties } from "../../contract";
import type { AppliedObject, ObjectInputs, ObjectOutputs } from "../../object/definition";
import type { CallContext } from "../../run/callContext";
import { modeOf, type SetupTestsMode } from "../../setup/setupTests";
import { concludeTests } from "../../setup/testedObject";
import { alertsOf } from "../connector/index";

interface LogInputs extends ObjectInputs {
  readonly enabled?: boolean;
  readonly setupTests?: SetupTestsMode;
}

/** A service that is switched off is not tested. */
export function logTestsMode(inputs: LogInputs): SetupTestsMode {
  return inputs.enabled === false ? "off" : modeOf(inputs);
}

/** @param declared The inputs, new and old, whose secrets must not stand in a fact. */
export function logFacts({ status }: LogService, declared: readonly Properties[]): Properties {
  if (status === undefined) return {};
  const { setupState, tasks } = status;
  return {
    status: {
      ...(setupState !== undefined && { setupState: setupState.toLowerCase() }),
      tasks: alertsOf(tasks, declared),
    },
  };
}

/** The test runs of a log service, and the service as it is afterwards. */
export interface LogTests {
  run(): Promise<readonly SetupTest[] | undefined>;
  retrieve(): Promise<LogService | undefined>;
}

/** Tests what is due. An account that does not have the tests is told so, and goes on without. */
export async function concludeLogTests<Inputs extends LogInputs>(
  applied: AppliedObject<Inputs, LogService>,
  { run, retrieve }: LogTests,
  call: CallContext,
): Promise<ObjectOutputs<Inputs>> {
  const runOffered = async (): Promise<readonly SetupTest[] | undefined> => {
    try {
      return await run();
    } catch (error) {
      if (!isNotOffered(error)) throw error;
      const message = "Fivetran does not offer the setup tests of logging to this account: it was not tested";
      call.context.notify({ severity: "info", path: [], message });
      return [];
    }
  };
  return concludeTests(applied, logTestsMode(applied.inputs), runOffered, call, retrieve);
}
