import type { Webhook } from "@pulumi-fivetran/sdk";
import type { InputsOf } from "../fields/field";
import { bodyOf } from "../fields/reading";
import { fields } from "../fields/webhook";
import { objectHandler } from "../object/handler";
import { objectsOf } from "../object/objects";
import { knownText } from "../values/unknown";

const webhooks = objectsOf({
  of: (client) => client.webhooks,
  list: (client, options) => client.webhooks.list(options),
  nameOf: ({ url }) => url,
});

/** Making an active webhook, or activating one, sends a test event: Fivetran refuses it unless the address returns a 2xx. */
export const webhookHandler = objectHandler<InputsOf<typeof fields>, Webhook>({
  kind: "Webhook",
  fields,
  nameOf: ({ url }) => knownText(url),
  keyOf: ({ url, groupId }) =>
    `the address '${url}' ${groupId === undefined ? "for the account" : `for group '${groupId}'`}`,
  api: {
    ...webhooks.api,
    createdAt: ({ createdAt }) => createdAt,
    create(inputs, options, { client }) {
      const { groupId, ...webhook } = bodyOf(fields, inputs);
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
