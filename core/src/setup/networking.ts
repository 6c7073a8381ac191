/** How Fivetran reaches a system: the same inputs on destinations and connectors. */
import { z } from "zod";
import type { Settings } from "../settings/settings";

export interface NetworkingInputs {
  readonly networkingMethod?: string;
  readonly privateLinkId?: string;
  readonly proxyAgentId?: string;
  readonly hybridDeploymentAgentId?: string;
  readonly externalSecretsManagerId?: string;
}

export const networkingShape = {
  networkingMethod: z.string().optional(),
  privateLinkId: z.string().optional(),
  proxyAgentId: z.string().optional(),
  hybridDeploymentAgentId: z.string().optional(),
  externalSecretsManagerId: z.string().optional(),
};

export const NETWORKING_SETTINGS: Settings = {
  networkingMethod: { resetTo: "Directly" },
  privateLinkId: { resetTo: null },
  proxyAgentId: { resetTo: null },
  hybridDeploymentAgentId: { resetTo: null },
  externalSecretsManagerId: { resetTo: null },
};

const TESTED = new Set(["config", "auth", ...Object.keys(NETWORKING_SETTINGS)]);

/** True when a patch touches what the connection to the system depends on, so that setup tests run with it. */
export function touchesConnection(patch: Readonly<Record<string, unknown>>): boolean {
  return Object.keys(patch).some((key) => TESTED.has(key));
}
