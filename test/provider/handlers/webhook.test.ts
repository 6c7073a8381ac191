import { webhookHandler } from "../../../provider/src/handlers/webhook";
import { describeLifecycle } from "../../support/lifecycle";

describeLifecycle(webhookHandler, {
  arrange: async ({ client }) => {
    const { id: groupId } = await client.groups.create({ name: "g" });
    return {
      url: "https://hooks.acme.invalid/fivetran",
      events: ["sync_start", "sync_end"],
      groupId,
      active: false,
      secret: "hunter2-hunter2",
    };
  },
  secrets: ["secret"],
  listedAs: ({ url }) => url,
  changed: (inputs) => ({ ...inputs, events: ["sync_end"], secret: "another-hunter2" }),
  replacements: { groupId: ({ groupId: _, ...inputs }) => inputs },
  outside: {
    change: async ({ client }, id) => void (await client.webhooks.update(id, { events: ["sync_start"] })),
    shows: "events",
  },
  deletes: true,
  removeParent: ({ client }, _inputs, id) => client.webhooks.delete(id),
});
