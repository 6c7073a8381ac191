/** The calls that change and test a destination, and what its tests come to. */
import type { Destination } from "@pulumi-fivetran/sdk";
import { fields } from "../../fields/destination";
import { settingsOf } from "../../fields/reading";
import type { AppliedObject } from "../../object/definition";
import type { CallContext } from "../../run/callContext";
import type { ObjectSetup } from "../../setup/objectSetup";
import { setupOutcome } from "../../setup/outcome";
import { concludeSetup, type SetupCalls } from "../../setup/setupTests";
import { approveNamed, type TrustCalls } from "../../setup/trust";
import type { DestinationFacts, DestinationInputs, DestinationOutputs } from "./inputs";

export const destinationSetup: ObjectSetup<Destination> = {
  kind: "Destination",
  settings: settingsOf(fields),
  stateOf: setupStateOf,
  calls: setupCalls,
};

/** Approves what the program trusts, judges the setup tests, and returns the outputs. */
export async function settle(
  { id, live: made, inputs, outputsWith }: AppliedObject<DestinationInputs, Destination, DestinationFacts>,
  call: CallContext,
): Promise<DestinationOutputs> {
  const live = await approveNamed(made, inputs, setupCalls(id, call), call);
  const outcome = setupOutcome({
    setupState: setupStateOf(live),
    tests: live.setupTests,
    tasks: [],
    remedy: [
      {
        kind: "runAgain",
        first: "Look at the destination in Fivetran's dashboard for what is missing,",
        effect: "it tests again",
      },
    ],
  });
  return concludeSetup(id, outputsWith(live), outcome, inputs, call.context);
}

/** How far its setup is, in lower case; undefined where Fivetran does not say. */
function setupStateOf({ setupStatus }: Destination): string | undefined {
  return setupStatus?.toLowerCase();
}

function setupCalls(
  id: string,
  { client: { certificates, destinations } }: CallContext,
): SetupCalls<Destination> & TrustCalls<Destination> {
  return {
    update: (body, options) => destinations.update(id, body, options),
    runSetupTests: (flags, options) => destinations.runSetupTests(id, flags, options),
    approveCertificate: (approval, options) =>
      certificates.approveDestinationCertificate(id, approval, options),
    approveFingerprint: (approval, options) =>
      certificates.approveDestinationFingerprint(id, approval, options),
  };
}
