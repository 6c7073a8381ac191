/** From "the connection is as declared" to "it works": trust, a person's authorization, what the tests say, and unpausing last of all. */
import type { Connection } from "@pulumi-fivetran/sdk";
import type { AppliedObject } from "../../object/definition";
import type { CallContext } from "../../run/callContext";
import { type SetupOutcome, setupOutcome } from "../../setup/outcome";
import { applyPatch, concludeSetup } from "../../setup/setupTests";
import { approveNamed } from "../../setup/trust";
import { setupStateOf } from "./api";
import { awaitAuthorization, howToAuthorize } from "./authorization";
import { withFailure } from "./failure";
import type { ConnectorFacts, ConnectorInputs, ConnectorOutputs } from "./inputs";
import { setupCalls } from "./setup";

/**
 * Approves what the program trusts and waits for a person where it says so, judges the setup tests, then unpauses where the program says
 * so or a move has stopped it, and returns the outputs.
 */
export async function settle(
  { id, live: made, inputs, outputsWith }: AppliedObject<ConnectorInputs, Connection, ConnectorFacts>,
  call: CallContext,
): Promise<ConnectorOutputs> {
  const { context } = call;
  const calls = setupCalls(id, call);
  const trusting = await approveNamed(made, inputs, calls, call);
  const wait = await awaitAuthorization(trusting, inputs, call);
  const tested = wait && (await applyPatch(calls, {}, inputs, true, call));
  // The person who signed in may have brought the source's certificate to light.
  const last = tested === undefined ? trusting : await approveNamed(tested, inputs, calls, call);
  const live = await withFailure(last, call);
  const outcome = outcomeOf(live, wait?.inVain);
  const state = concludeSetup(id, outputsWith(live), outcome, inputs, context);
  const afterMove = context.connections.runsAfterMove(id);
  const runs = inputs.paused === undefined ? afterMove === true : !inputs.paused;
  // What follows in the run, its ConnectorSchedule, may declare otherwise.
  if (afterMove !== undefined) context.connections.noteMove(id, runs || live.paused === false);
  if (!runs || live.paused === false) return state;
  const running = await calls.update({ paused: false, runSetupTests: false }, call.options);
  return { ...state, ...outputsWith(await withFailure(running, call)) };
}

/** @param waited Said first where a person was waited for and did not come. */
function outcomeOf(live: Connection, waited: string | undefined): SetupOutcome {
  return setupOutcome({
    setupState: setupStateOf(live),
    tests: live.setupTests,
    tasks: (live.status?.tasks ?? []).map((task) => task.message ?? task.code ?? "see Fivetran's dashboard"),
    waited,
    remedy: [
      {
        kind: "edit",
        text: `A service that signs in with a person's account must be authorized first: ${howToAuthorize(live.id)}.`,
      },
      { kind: "runAgain", effect: "it tests again" },
      { kind: "edit", text: 'With `setupTests: "warn"` this is only a warning.' },
    ],
  });
}
