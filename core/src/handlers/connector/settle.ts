/** From "the connection exists" to "it is as declared": patch, setup tests, and unpausing last of all. */
import type { Connection } from "@pulumi-fivetran/sdk";
import type { CallContext } from "../../run/callContext";
import { type Sent, stateAfterApply } from "../../settings/state";
import { type SetupOutcome, setupOutcome } from "../../setup/outcome";
import { applyPatch, concludeSetup } from "../../setup/setupTests";
import { approveNamed } from "../../setup/trust";
import { seenConnection, setupStateOf, toApi } from "./api";
import { awaitAuthorization, howToAuthorize } from "./authorization";
import {
  CONNECTOR_SETTINGS,
  type ConnectorFacts,
  type ConnectorInputs,
  type ConnectorOutputs,
} from "./inputs";
import { statusOf } from "./status";

/** Sends all of a patch but unpausing, which `conclude` does once the tests have passed. */
export async function settle(
  id: string,
  patch: Readonly<Record<string, unknown>>,
  inputs: ConnectorInputs,
  test: boolean,
  call: CallContext,
): Promise<Connection | undefined> {
  const { context } = call;
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
    call,
  );
  if (live !== undefined) context.connections.put(live);
  return live;
}

/**
 * Approves what the program trusts and waits for a person where it says so, judges the setup tests, then unpauses where it says so,
 * and answers the outputs.
 *
 * @param sent What was sent; undefined when the connection was made from the inputs just now.
 */
export async function conclude(
  inputs: ConnectorInputs,
  made: Connection,
  sent: Sent | undefined,
  call: CallContext,
): Promise<ConnectorOutputs> {
  const { context } = call;
  const trusting = await trusted(inputs, made, call);
  const wait = await awaitAuthorization(trusting, inputs, call);
  const tested = wait && (await settle(made.id, {}, inputs, true, call));
  // Who has signed in may have brought the source's certificate to light.
  const live = tested === undefined ? trusting : await trusted(inputs, tested, call);
  const { id } = live;
  const outcome = outcomeOf(live, wait?.inVain);
  const state = concludeSetup(id, outputsOf(inputs, live, sent), outcome, inputs, context);
  if (inputs.paused !== false || live.paused === false) return state;
  const body = { paused: false, runSetupTests: false };
  const running = await context.client.connections.update(id, body, call.options);
  context.connections.put(running);
  return { ...state, ...outputsOf(inputs, running, sent) };
}

/** The connection, tested again where its tests showed a certificate or a fingerprint that the program names. */
async function trusted(inputs: ConnectorInputs, live: Connection, call: CallContext): Promise<Connection> {
  const { context } = call;
  const { certificates, connections } = context.client;
  const { id } = live;
  const tested = await approveNamed(
    live,
    inputs,
    {
      approveCertificate: (approval, options) =>
        certificates.approveConnectionCertificate(id, approval, options),
      approveFingerprint: (approval, options) =>
        certificates.approveConnectionFingerprint(id, approval, options),
      runSetupTests: (flags, options) => connections.runSetupTests(id, flags, options),
    },
    call,
  );
  if (tested !== live) context.connections.put(tested);
  return tested;
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
  const asIs = inputs.paused === false && live.paused !== false ? { ...inputs, paused: true } : inputs;
  const facts = {
    ...factsOf(live, inputs, sent?.olds ?? {}),
    setupState: setupStateOf(live) ?? "unknown",
  };
  return stateAfterApply(CONNECTOR_SETTINGS, asIs, seenConnection(live), facts, sent);
}

/** @param declared The inputs, new and old, whose secrets must not stand in a fact. */
export function factsOf(
  live: Connection,
  ...declared: readonly object[]
): Pick<ConnectorFacts, "schema" | "createdAt" | "status"> {
  return { schema: live.schema, createdAt: live.createdAt, status: statusOf(live, ...declared) };
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
