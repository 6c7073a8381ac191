import type { HybridDeploymentAgentWithSecrets } from "@pulumi-fivetran/sdk";
import type { InputsOf } from "../fields/field";
import { fields } from "../fields/hybridDeploymentAgent";
import { bodyOf } from "../fields/reading";
import { objectHandler } from "../object/handler";
import { objectsOf } from "../object/objects";
import { knownText } from "../values/unknown";

const hybridDeploymentAgents = objectsOf({
  of: (client) => client.hybridDeploymentAgents,
  list: (client, options) => client.hybridDeploymentAgents.list({}, options),
  nameOf: ({ displayName }) => displayName,
  thing: "hybridDeploymentAgent",
});

/** The API can change nothing of an agent but its secrets. */
export const hybridDeploymentAgentHandler = objectHandler<
  InputsOf<typeof fields>,
  HybridDeploymentAgentWithSecrets
>({
  kind: "HybridDeploymentAgent",
  fields,
  nameOf: ({ displayName }) => knownText(displayName),
  keyOf: ({ displayName, groupId }) => `the name '${displayName}' in group '${groupId}'`,
  upstreamOf: ({ deploymentType }) => ({ envType: deploymentType }),
  api: {
    ...hybridDeploymentAgents.api,
    createdAt: ({ registeredAt }) => registeredAt ?? undefined,
    create: (inputs, options, { client }) =>
      client.hybridDeploymentAgents.create(bodyOf(fields, inputs), options),
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
