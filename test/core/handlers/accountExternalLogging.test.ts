import { accountExternalLoggingHandler } from "../../../core/src/handlers/accountExternalLogging";
import { describeLifecycle } from "../../support/lifecycle";

describeLifecycle(accountExternalLoggingHandler, {
  arrange: () =>
    Promise.resolve({ service: "datadog_log", config: { region: "EU", api_key: "hunter2-hunter2" } }),
  secrets: ["config.api_key"],
  changed: (inputs) => ({ ...inputs, config: { region: "US1", api_key: "hunter2-hunter2" } }),
  replacements: { service: (inputs) => ({ ...inputs, service: "cloudwatch" }) },
  outside: {
    change: async ({ client }) =>
      void (await client.externalLogging.updateForAccount({ config: { region: "US3" } })),
    shows: "config.region",
  },
  deletes: true,
  removeParent: ({ client }) => client.externalLogging.deleteForAccount(),
});
