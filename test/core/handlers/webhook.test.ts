import { expect, it } from "vitest";
import { webhookHandler } from "../../../core/src/handlers/webhook";
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

it.each([
  ["https://hooks.acme.com/fivetran", []],
  ["http://127.0.0.1:8080/hook", []],
  ["http://localhost/hook", []],
  ["http://hooks.acme.com/fivetran", ["must begin with 'https://', which is all that Fivetran takes"]],
  ["http://localhost.acme.com/", ["must begin with 'https://', which is all that Fivetran takes"]],
  ["hooks.acme.com", ["must begin with 'https://', which is all that Fivetran takes"]],
])("an address is checked before anything is sent: %s", (url, reasons) => {
  const { failures } = webhookHandler.check({ olds: undefined, news: { url, events: ["sync_end"] } });
  expect(failures).toEqual(reasons.map((reason) => ({ path: ["url"], reason })));
});
