import type { CreateOptions, ProxyAgent, ProxyAgentSecrets } from "@pulumi-fivetran/sdk";
import { z } from "zod";
import { adoptSchema } from "../object/adopt";
import type { ObjectInputs } from "../object/definition";
import { objectHandler } from "../object/handler";
import { objectsOf } from "../object/objects";
import { timeoutsSchema } from "../run/deadline";
import { type RotationInputs, rotationSchema } from "../setup/rotation";
import { knownText } from "../values/unknown";

export interface ProxyAgentInputs extends ObjectInputs, RotationInputs {
  readonly displayName: string;
  readonly groupRegion?: string;
}

/** With the secrets where a call has just handed them out. */
type LiveAgent = ProxyAgent & Partial<ProxyAgentSecrets>;

const text = z.string().min(1, "must not be empty");

const proxyAgents = objectsOf({
  of: (client) => client.proxyAgents,
  list: (client, options) => client.proxyAgents.list(options),
  nameOf: ({ displayName }) => displayName,
});

/** The API can change nothing of an agent but its secrets. */
export const proxyAgentHandler = objectHandler<ProxyAgentInputs, LiveAgent>({
  kind: "ProxyAgent",
  schema: z.strictObject({
    displayName: text,
    groupRegion: text.optional(),
    rotationTrigger: rotationSchema.optional(),
    adopt: adoptSchema.optional(),
    timeouts: timeoutsSchema.optional(),
  }),
  settings: { displayName: { replaces: true }, groupRegion: { replaces: true } },
  nameOf: ({ displayName }) => knownText(displayName),
  keyOf: ({ displayName }) => `the name '${displayName}'`,
  isUnique: true,
  upstreamOf: ({ displayName, region }) => ({ displayName, groupRegion: region }),
  facts: [],
  factsOf: ({ authToken, clientCert, clientPrivateKey }) =>
    authToken === undefined ? {} : { authToken, clientCert, clientPrivateKey },
  handedOut: ["authToken", "clientCert", "clientPrivateKey"],
  secrets: ["authToken", "clientCert", "clientPrivateKey"],
  api: {
    ...proxyAgents.api,
    createdAt: ({ registeredAt }) => registeredAt ?? undefined,
    async create({ displayName, groupRegion }, options, calling) {
      const secrets = await calling.client.proxyAgents.create(
        { displayName, ...(groupRegion === undefined ? {} : { groupRegion }) },
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
