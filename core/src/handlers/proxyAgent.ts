import type { CreateOptions, ProxyAgent, ProxyAgentSecrets } from "@pulumi-fivetran/sdk";
import type { InputsOf } from "../fields/field";
import { fields } from "../fields/proxyAgent";
import { bodyOf } from "../fields/reading";
import { objectHandler } from "../object/handler";
import { objectsOf } from "../object/objects";
import { knownText } from "../values/unknown";

/** With the secrets where a call has just handed them out. */
type LiveAgent = ProxyAgent & Partial<ProxyAgentSecrets>;

const proxyAgents = objectsOf({
  of: (client) => client.proxyAgents,
  list: (client, options) => client.proxyAgents.list(options),
  nameOf: ({ displayName }) => displayName,
});

/** The API can change nothing of an agent but its secrets. */
export const proxyAgentHandler = objectHandler<InputsOf<typeof fields>, LiveAgent>({
  kind: "ProxyAgent",
  fields,
  nameOf: ({ displayName }) => knownText(displayName),
  keyOf: ({ displayName }) => `the name '${displayName}'`,
  isUnique: true,
  // Only the answers with the secrets have them.
  factsOf: ({ orchestratorHost, orchestratorPort }) => ({
    ...(orchestratorHost !== undefined && { orchestratorHost }),
    ...(orchestratorPort !== undefined && { orchestratorPort }),
  }),
  upstreamOf: ({ region }) => ({ groupRegion: region }),
  api: {
    ...proxyAgents.api,
    createdAt: ({ registeredAt }) => registeredAt ?? undefined,
    async create(inputs, options, call) {
      const { displayName, groupRegion } = inputs;
      const secrets = await call.client.proxyAgents.create(
        bodyOf(fields, inputs),
        // An agent that is found after a lost answer has been given new secrets.
        options as CreateOptions<ProxyAgentSecrets>,
      );
      // The answer has the secrets and nothing else. They must not be lost, whatever becomes of a further call.
      return {
        id: secrets.agentId,
        displayName,
        ...(groupRegion === undefined ? {} : { region: groupRegion }),
        ...secrets,
      };
    },
    async rotate(id, _news, { client, options }) {
      const live = await client.proxyAgents.retrieve(id, options);
      return { ...live, ...(await client.proxyAgents.regenerateSecrets(id, options)) };
    },
    candidates: ({ displayName }, calling) =>
      proxyAgents.matching(
        calling,
        { required: ["displayName"] },
        (agent) => agent.displayName === displayName,
      ),
  },
});

export { proxyAgentHandler as handler };
