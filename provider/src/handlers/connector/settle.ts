/** From "the connection exists" to "it is as declared": patch, setup tests, and unpausing last of all. */
import type { Connection } from "@pulumi-fivetran/sdk";
import type { Context } from "../../handler";
import type { Deadline } from "../../internal/deadline";
import { type SetupOutcome, setupOutcome } from "../../internal/setupOutcome";
import { applyPatch, concludeSetup } from "../../internal/setupTests";
import { type Sent, stateAfterApply } from "../../internal/state";
import { toApi, upstreamOf } from "./api";
import { awaitAuthorization, howToAuthorize } from "./authorization";
import {
  CONNECTOR_SETTINGS,
  type ConnectorFacts,
  type ConnectorInputs,
  type ConnectorOutputs,
} from "./inputs";

/** Sends all of a patch but unpausing, which `conclude` does once the tests have passed. */
export async function settle(
  id: string,
  patch: Readonly<Record<string, unknown>>,
  inputs: ConnectorInputs,
  test: boolean,
  context: Context,
  deadline: Deadline,
): Promise<Connection | undefined> {
  const { paused, ...others } = patch;
  const { connections } = context.client;
  const live = await applyPatch(
    {
      update: (body, options) => connections.update(id, body, options),
      runSetupTests: (body, options) => connections.runSetupTests(id, body, options),
    },
    toApi(paused === true ? { ...others, paused } : others),
    inputs,
    test,
    deadline,
  );
  if (live !== undefined) context.connections.put(live);
  return live;
}

/**
 * Waits for a person where the program says so, judges the setup tests, then unpauses where the program says so, and answers the outputs.
 *
 * @param sent What was sent; undefined when the connection was made from the inputs just now.
 */
export async function conclude(
  inputs: ConnectorInputs,
  made: Connection,
  sent: Sent | undefined,
  context: Context,
  deadline: Deadline,
): Promise<ConnectorOutputs> {
  const wait = await awaitAuthorization(made, inputs, context, deadline);
  const tested = wait && (await settle(made.id, {}, inputs, true, context, deadline));
  const live = tested ?? made;
  const outcome = outcomeOf(live, wait?.inVain);
  const state = concludeSetup(live.id, outputsOf(inputs, live, sent), outcome, inputs, context);
  if (inputs.paused !== false || !live.paused) return state;
  const body = { paused: false, runSetupTests: false };
  const running = await context.client.connections.update(live.id, body, deadline.options());
  context.connections.put(running);
  return { ...state, ...outputsOf(inputs, running, sent) };
}

/**
 * A connection that should run and does not is kept as paused in the state, so that the next run finishes the work even when
 * this one fails.
 */
export function outputsOf(
  inputs: ConnectorInputs,
  live: Connection,
  sent: Sent | undefined,
): ConnectorOutputs {
  const asIs = inputs.paused === false && live.paused ? { ...inputs, paused: true } : inputs;
  const facts = { ...factsOf(live), setupState: live.status.setupState.toLowerCase() };
  return stateAfterApply(CONNECTOR_SETTINGS, asIs, upstreamOf(live), facts, sent);
}

export function factsOf(live: Connection): Pick<ConnectorFacts, "schema" | "createdAt"> {
  return { schema: live.schema, createdAt: live.createdAt };
}

/** @param waited Said first where a person was waited for and did not come. */
function outcomeOf(live: Connection, waited: string | undefined): SetupOutcome {
  return setupOutcome({
    setupState: live.status.setupState,
    tests: live.setupTests,
    tasks: (live.status.tasks ?? []).map((task) => task.message ?? task.code ?? "see Fivetran's dashboard"),
    remedy:
      `${waited === undefined ? "" : `${waited} `}A service that signs in with a person's account must be authorized first: ` +
      `${howToAuthorize(live.id)}. ` +
      'Then run `pulumi up` again: it tests again. With `setupTests: "warn"` this is only a warning.',
  });
}
