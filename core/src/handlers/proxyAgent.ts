import type { CreateOptions, ProxyAgent, ProxyAgentSecrets } from "@pulumi-fivetran/sdk";
import { z } from "zod";
import { adoptSchema } from "../object/adopt";
import type { Calling, ObjectInputs } from "../object/definition";
import { absentFrom, unlessGone } from "../object/gone";
import { objectHandler } from "../object/handler";
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
    idOf: ({ id }) => id,
    createdAt: ({ registeredAt }) => registeredAt ?? undefined,
    retrieve,
    async create({ displayName, groupRegion }, options, calling) {
      const secrets = await calling.client.proxyAgents.create(
        { displayName, ...(groupRegion === undefined ? {} : { groupRegion }) },
        // What is found after a lost answer has been given new secrets.
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
    async delete(id, _olds, calling) {
      await unlessGone(
        "other",
        calling.client.proxyAgents.delete(id, calling.options),
        absentFrom(calling.client.proxyAgents.list(calling.options), id),
      );
    },
    async candidates({ displayName }, { client, options }) {
      const all = client.proxyAgents.list(options).strict({ required: ["displayName"] });
      return all.filter((agent) => agent.displayName === displayName).toArray();
    },
    async *list({ client, signal }) {
      for await (const { id, displayName = id } of client.proxyAgents.list({ signal }).readable())
        yield { id, name: displayName };
    },
  },
});

export { proxyAgentHandler as handler };

function retrieve(id: string, calling: Calling): Promise<LiveAgent | undefined> {
  return unlessGone(
    "other",
    calling.client.proxyAgents.retrieve(id, calling.options),
    absentFrom(calling.client.proxyAgents.list(calling.options), id),
  );
}
