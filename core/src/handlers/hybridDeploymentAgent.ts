import type { HybridDeploymentAgentWithSecrets } from "@pulumi-fivetran/sdk";
import { z } from "zod";
import { adoptSchema } from "../object/adopt";
import type { ObjectInputs } from "../object/definition";
import { objectHandler } from "../object/handler";
import { objectsOf } from "../object/objects";
import { timeoutsSchema } from "../run/deadline";
import { type RotationInputs, rotationSchema } from "../setup/rotation";
import { knownText } from "../values/unknown";

export interface HybridDeploymentAgentInputs extends ObjectInputs, RotationInputs {
  readonly groupId: string;
  readonly displayName: string;
  readonly envType: string;
  readonly acceptTerms: boolean;
  readonly authType?: string;
}

const text = z.string().min(1, "must not be empty");

const hybridDeploymentAgents = objectsOf({
  of: (client) => client.hybridDeploymentAgents,
  list: (client, options) => client.hybridDeploymentAgents.list({}, options),
  nameOf: ({ displayName }) => displayName,
  thing: "hybridDeploymentAgent",
});

/** The API can change nothing of an agent but its secrets. */
export const hybridDeploymentAgentHandler = objectHandler<
  HybridDeploymentAgentInputs,
  HybridDeploymentAgentWithSecrets
>({
  kind: "HybridDeploymentAgent",
  schema: z.strictObject({
    groupId: text,
    displayName: text,
    envType: text,
    acceptTerms: z.literal(true, "must be true: Fivetran makes no agent unless its terms are accepted"),
    authType: text.optional(),
    rotationTrigger: rotationSchema.optional(),
    adopt: adoptSchema.optional(),
    timeouts: timeoutsSchema.optional(),
  }),
  // `authType` is no setting: it decides the form of the secrets that the creation and each rotation hand out.
  settings: {
    groupId: { replaces: true },
    displayName: { replaces: true },
    envType: { replaces: true },
  },
  nameOf: ({ displayName }) => knownText(displayName),
  keyOf: ({ displayName, groupId }) => `the name '${displayName}' in group '${groupId}'`,
  upstreamOf: ({ groupId, displayName, deploymentType }) => ({
    groupId,
    displayName,
    envType: deploymentType,
  }),
  facts: ["registeredAt"],
  factsOf: ({ registeredAt, token, files }) => ({
    registeredAt: registeredAt ?? undefined,
    ...(token === undefined ? {} : { token }),
    ...(files === undefined ? {} : { files }),
  }),
  handedOut: ["token", "files"],
  secrets: ["token", "files"],
  api: {
    ...hybridDeploymentAgents.api,
    createdAt: ({ registeredAt }) => registeredAt ?? undefined,
    create: ({ groupId, displayName, envType, acceptTerms, authType }, options, { client }) =>
      client.hybridDeploymentAgents.create(
        { groupId, displayName, envType, acceptTerms, ...(authType === undefined ? {} : { authType }) },
        options,
      ),
    rotate: (id, { authType }, { client, options }) =>
      client.hybridDeploymentAgents.reAuth(id, authType === undefined ? {} : { authType }, options),
    async candidates({ displayName, groupId }, { client, options }) {
      const all = client.hybridDeploymentAgents
        .list({ groupId }, options)
        .strict({ required: ["displayName"] });
      return all.filter((agent) => agent.displayName === displayName).toArray();
    },
  },
});

export { hybridDeploymentAgentHandler as handler };
