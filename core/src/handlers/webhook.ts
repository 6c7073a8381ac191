import type { Webhook } from "@pulumi-fivetran/sdk";
import { z } from "zod";
import { adoptSchema } from "../object/adopt";
import type { ObjectInputs } from "../object/definition";
import { objectHandler } from "../object/handler";
import { objectsOf } from "../object/objects";
import { timeoutsSchema } from "../run/deadline";
import { knownText } from "../values/unknown";

export interface WebhookInputs extends ObjectInputs {
  readonly url: string;
  readonly events: readonly string[];
  readonly groupId?: string;
  readonly active?: boolean;
  readonly secret?: string;
}

/** Plain http is for the local server alone, and on this machine only. */
const ADDRESS = /^(?:https:\/\/.|http:\/\/(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])(?:[:/?#]|$))/i;

const webhooks = objectsOf({
  of: (client) => client.webhooks,
  list: (client, options) => client.webhooks.list(options),
  nameOf: ({ url }) => url,
});

/** Making an active webhook, or activating one, sends a test event: Fivetran refuses it unless the address returns a 2xx. */
export const webhookHandler = objectHandler<WebhookInputs, Webhook>({
  kind: "Webhook",
  schema: z.strictObject({
    url: z.string().regex(ADDRESS, "must begin with 'https://', which is all that Fivetran takes"),
    events: z.array(z.string().min(1, "must not be empty")).min(1, "must name at least one event"),
    groupId: z.string().min(1, "must not be empty").optional(),
    active: z.boolean().optional(),
    secret: z.string().min(1, "must not be empty").optional(),
    adopt: adoptSchema.optional(),
    timeouts: timeoutsSchema.optional(),
  }),
  settings: {
    url: {},
    events: {},
    // Whether it tells of a group or of the account is decided when it is made.
    groupId: { replaces: true },
    active: { resetTo: true },
    secret: { stays: "stays as it is: Fivetran cannot take a webhook's secret away" },
  },
  nameOf: ({ url }) => knownText(url),
  keyOf: ({ url, groupId }) =>
    `the address '${url}' ${groupId === undefined ? "for the account" : `for group '${groupId}'`}`,
  upstreamOf: ({ url, events, groupId, active, secret }) => ({ url, events, groupId, active, secret }),
  facts: ["type", "createdAt", "createdBy"],
  factsOf: ({ type, createdAt, createdBy }) => ({ type, createdAt, createdBy }),
  secrets: ["secret"],
  api: {
    ...webhooks.api,
    createdAt: ({ createdAt }) => createdAt,
    create({ url, events, groupId, active, secret }, options, { client }) {
      const webhook = {
        url,
        events: [...events],
        ...(active === undefined ? {} : { active }),
        ...(secret === undefined ? {} : { secret }),
      };
      return groupId === undefined
        ? client.webhooks.createForAccount(webhook, options)
        : client.webhooks.createForGroup(groupId, webhook, options);
    },
    update: (id, patch, _news, { client, options }) => client.webhooks.update(id, patch, options),
    candidates: ({ url, groupId }, calling) =>
      webhooks.matching(
        calling,
        { required: ["url"], readable: ["groupId"] },
        (webhook) => webhook.url === url && webhook.groupId === groupId,
      ),
  },
});

export { webhookHandler as handler };
