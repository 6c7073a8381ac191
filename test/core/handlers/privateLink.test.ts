import { privateLinkHandler } from "../../../core/src/handlers/privateLink";
import { describeLifecycle } from "../../support/lifecycle";

describeLifecycle(privateLinkHandler, {
  server: { seed: { privateLinkChangeMs: 0 } },
  arrange: () =>
    Promise.resolve({
      name: "warehouse",
      region: "AWS_US_EAST_1",
      service: "SOURCE_AWS",
      config: { connection_service_name: "com.amazonaws.vpce.a" },
    }),
  moving: ["state", "stateSummary", "resourceUpstreamStatus", "host"],
  listedAs: ({ name }) => name,
  changed: (inputs) => ({ ...inputs, config: { connection_service_name: "com.amazonaws.vpce.b" } }),
  replacements: {
    name: (inputs) => ({ ...inputs, name: "lake" }),
    region: (inputs) => ({ ...inputs, region: "AWS_EU_WEST_1" }),
    service: (inputs) => ({ ...inputs, service: "DATABRICKS_AWS" }),
  },
  outside: {
    change: async ({ client }, id) =>
      void (await client.privateLinks.update(id, {
        config: { connection_service_name: "com.amazonaws.vpce.c" },
      })),
    shows: "config.connection_service_name",
  },
  deletes: true,
  removeParent: ({ client }, _inputs, id) => client.privateLinks.delete(id),
});
