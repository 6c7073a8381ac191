import { type FivetranError, isFivetranError } from "@pulumi-fivetran/sdk";
import { StepFailure } from "../workflow/stepFailure";
import type { StepTools, Workflow, WorkflowContext } from "../workflow/workflow";

const STEPS = ["check", "send"] as const;
type Context = WorkflowContext<(typeof STEPS)[number]>;

/** Before it is sent: that it was, after a crash. */
const MARK = "resync is sent";

/** What is loaded again. Whoever asks has confirmed it. */
export interface ResyncInput {
  readonly connectionId: string;

  /** Names of tables by name of schema; everything without it. */
  readonly scope?: Record<string, string[]>;
}

/** Loads the history of a connection, or of tables of it, again; never twice. */
export const resync: Workflow<ResyncInput, (typeof STEPS)[number]> = {
  kind: "resync",
  shape: 1,
  steps: STEPS,
  async run(context, input) {
    const { paused } = await context.step("check", async ({ client, signal }) => {
      const connection = await client.connections.retrieve(input.connectionId, { signal });
      return { paused: connection.paused === true };
    });
    const note = await context.step("send", (tools) => send(context, input, tools));
    return { note: paused ? `${note} The connection is paused: it loads when it resumes.` : note };
  },
};

async function send(
  { store, operationId }: Context,
  { connectionId, scope }: ResyncInput,
  { client, signal }: StepTools,
): Promise<string> {
  if (!(await store.steps.mark(operationId, MARK))) return lookWhetherSent(connectionId, { client, signal });
  try {
    const chosen = scope === undefined ? { confirm: true as const } : { confirm: true as const, scope };
    await client.connections.resync(connectionId, chosen, { signal });
    return "The resync was asked for.";
  } catch (error) {
    if (isFivetranError(error) && !error.mayHaveRun) await store.steps.unmark(operationId, MARK);
    else throw unknown(connectionId, isFivetranError(error) ? error : undefined);
    throw error;
  }
}

/** After a crash in the midst: what was asked for is not asked for again. */
async function lookWhetherSent(connectionId: string, { client, signal }: StepTools): Promise<string> {
  const { status } = await client.connections.retrieve(connectionId, { signal });
  if (status?.isHistoricalSync === true) return "The resync was asked for, before the process ended.";
  throw unknown(connectionId, undefined);
}

function unknown(connectionId: string, error: FivetranError | undefined): StepFailure {
  return new StepFailure({
    kind: "mayHaveRun",
    message: `The resync of ${connectionId} may have been asked for, and no answer came. It is not asked for twice: look whether the connection loads its history, and begin anew if it does not.`,
    ...(error?.requestId === undefined ? {} : { requestId: error.requestId }),
    status: 409,
  });
}
