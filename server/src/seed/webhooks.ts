import { z } from "zod";
import { putNewWebhook } from "../domain/webhooks/newWebhook";
import { groups, seedId } from "./core";
import { seedArea, seedCheck, uniqueIds } from "./seedArea";

/** They are not tried out, and their URLs not checked: nobody may be listening yet. */
const webhookSeeds = z
  .array(
    z.strictObject({
      id: seedId.optional(),
      /** Id of a seeded group; a webhook of the account has none. */
      groupId: seedId.optional(),
      url: z.url({ protocol: /^https?$/ }),
      events: z.array(z.string().min(1)).min(1),
      active: z.boolean().default(true),
      secret: z.string().optional(),
    }),
  )
  .default([]);

/** Addresses that are told of events. */
export const webhooks = seedArea({
  fields: { webhooks: webhookSeeds },
  checks: [
    uniqueIds("webhooks", webhookSeeds),
    seedCheck({ groups, webhooks: webhookSeeds }, (seed, complain) => {
      const known = new Set<string | undefined>([undefined, ...seed.groups.map(({ id }) => id)]);
      for (const [index, { groupId }] of seed.webhooks.entries()) {
        if (known.has(groupId)) continue;
        complain(["webhooks", index, "groupId"], `no seeded group has the id '${groupId}'`);
      }
    }),
  ],
  plant: (account, seed) => {
    for (const item of seed.webhooks) putNewWebhook(account, item);
  },
});
