/** The calls that change and test a connection. What they return is remembered for the rest of the run. */
import type { Connection } from "@pulumi-fivetran/sdk";
import type { CallContext } from "../../run/callContext";
import type { ObjectSetup } from "../../setup/objectSetup";
import type { SetupCalls } from "../../setup/setupTests";
import type { TrustCalls } from "../../setup/trust";
import { sendingSchedule } from "../schedule/leftDays";
import { setupStateOf, toApi } from "./api";
import { CONNECTOR_FIELDS } from "./inputs";

export const connectorSetup: ObjectSetup<Connection> = {
  kind: "Connector",
  settings: CONNECTOR_FIELDS.settings,
  stateOf: setupStateOf,
  calls: setupCalls,
  // Nothing syncs before the tests have passed.
  isSentLast: (setting, value) => setting === "paused" && value !== true,
};

export function setupCalls(
  id: string,
  { client: { connections, certificates }, context }: CallContext,
): SetupCalls<Connection> & TrustCalls<Connection> {
  const remember = (live: Connection): Connection => {
    context.connections.put(live);
    return live;
  };
  return {
    update: async (body, options) =>
      remember(await sendingSchedule(toApi(body), (sent) => connections.update(id, { ...sent }, options))),
    runSetupTests: async (flags, options) => remember(await connections.runSetupTests(id, flags, options)),
    approveCertificate: (approval, options) =>
      certificates.approveConnectionCertificate(id, approval, options),
    approveFingerprint: (approval, options) =>
      certificates.approveConnectionFingerprint(id, approval, options),
  };
}
