import { accountExternalLoggingHandler } from "../../../provider/src/handlers/accountExternalLogging";
import { describeLifecycle } from "../../support/lifecycle";

describeLifecycle(accountExternalLoggingHandler, {
  arrange: () =>
    Promise.resolve({ service: "datadog_log", config: { sub_domain: "acme", api_key: "hunter2-hunter2" } }),
  secrets: ["config.api_key"],
  changed: (inputs) => ({ ...inputs, config: { sub_domain: "acme2", api_key: "hunter2-hunter2" } }),
  replacements: { service: (inputs) => ({ ...inputs, service: "cloudwatch" }) },
  outside: {
    change: async ({ client }) =>
      void (await client.externalLogging.updateForAccount({ config: { sub_domain: "moved" } })),
    shows: "config.sub_domain",
  },
  deletes: true,
  removeParent: ({ client }) => client.externalLogging.deleteForAccount(),
});
