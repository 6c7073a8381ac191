import type { Connection } from "@pulumi-fivetran/sdk";
import { isPlainObject, stateOfText } from "../states/stateText";
import { StepFailure } from "../workflow/stepFailure";
import type { StepTools, Workflow, WorkflowContext } from "../workflow/workflow";
import { claimConnection } from "./claimConnection";

const STEPS = ["check", "patch", "test", "revert", "retest"] as const;
type Context = WorkflowContext<(typeof STEPS)[number]>;

/** Which connection gets another credential. The values, old and new, are sealed. */
export interface RotateCredentialInput {
  readonly connectionId: string;
}

/** An alias, which a journal can hold. */
type Tested = {
  readonly failed: readonly string[];
  readonly tests: readonly { readonly title: string; readonly status: string }[];
};

/**
 * Sets other credentials of a connection, tests them, and sets the old ones again when the test fails. The old values must be given:
 * Fivetran returns masks.
 */
export const rotateCredential: Workflow<RotateCredentialInput, (typeof STEPS)[number]> = {
  kind: "rotateCredential",
  shape: 1,
  steps: STEPS,
  async run(context, { connectionId }) {
    await context.step("check", (tools) => check(context, connectionId, tools));
    let tested: Tested;
    try {
      await context.step("patch", (tools) => set(context, connectionId, "new", tools));
      tested = await context.step("test", (tools) => test(context, connectionId, tools));
    } catch (error) {
      throw withRevert(error, await revert(context, connectionId));
    }
    if (tested.failed.length === 0) return { tests: tested.tests };
    const failure = new StepFailure({
      kind: "testFailed",
      message: `The new credentials did not pass the setup tests of ${connectionId}: ${tested.failed.join("; ")}.`,
      status: 409,
      step: "test",
    });
    throw withRevert(failure, await revert(context, connectionId));
  },
};

async function check(context: Context, connectionId: string, { client, signal }: StepTools): Promise<null> {
  await client.connections.retrieve(connectionId, { signal });
  await claimConnection(context, connectionId);
  return null;
}

async function set(
  { store, operationId }: Context,
  connectionId: string,
  which: "new" | "old",
  { client, signal }: StepTools,
): Promise<null> {
  const values = stateOfText(await store.vault.get(operationId, "credentials", which));
  await client.connections.update(connectionId, { ...values, runSetupTests: false }, { signal });
  return null;
}

async function test(context: Context, connectionId: string, { client, signal }: StepTools): Promise<Tested> {
  const { setupTests = [] }: Connection = await client.connections.runSetupTests(
    connectionId,
    {},
    { signal },
  );
  const secrets = await secretsOf(context);
  return {
    tests: setupTests.map(({ title = "", status = "" }) => ({ title, status })),
    failed: setupTests
      .filter(({ status = "" }) => /FAILED/.test(status))
      .map(({ title = "", message = "" }) => `${title}: ${hidden(message, secrets)}`),
  };
}

/** Sets the old values, whatever it takes, and tests them. @returns what became of it, in words */
async function revert(context: Context, connectionId: string): Promise<string> {
  await context.step("revert", (tools) => set(context, connectionId, "old", tools), { always: true });
  const retested = await context.step("retest", (tools) => test(context, connectionId, tools), {
    always: true,
  });
  return retested.failed.length === 0
    ? "The old ones are set again, and pass."
    : `The old ones are set again, and do not pass either: ${retested.failed.join("; ")}.`;
}

function withRevert(error: unknown, reverted: string): unknown {
  if (!(error instanceof StepFailure)) return error;
  return new StepFailure({ ...error.problem, message: `${error.problem.message} ${reverted}` });
}

/** Every text in the old and the new values: a message of a test may quote one. */
async function secretsOf({ store, operationId }: Context): Promise<string[]> {
  const texts: string[] = [];
  const collect = (value: unknown): void => {
    if (typeof value === "string" && value !== "") texts.push(value);
    else if (Array.isArray(value)) value.forEach(collect);
    else if (isPlainObject(value)) Object.values(value).forEach(collect);
  };
  for (const which of ["new", "old"])
    collect(stateOfText(await store.vault.get(operationId, "credentials", which)));
  return texts;
}

function hidden(message: string, secrets: readonly string[]): string {
  return secrets.reduce((text, secret) => text.replaceAll(secret, "******"), message);
}
