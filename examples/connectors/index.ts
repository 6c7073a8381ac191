// Every folder of connectors/ is a package and a connector. Their secrets are variables such as SFL_CRM_BEARER_TOKEN; see .github/workflows.
import * as pulumi from "@pulumi/pulumi";
import * as fivetran from "pulumi-fivetran";

const config = new pulumi.Config();

const declared = fivetran.connectorsIn("./connectors", {
  groupId: config.require("groupId"),
  connectors: {
    crm: {
      keys: ["base_url", "bearer_token"],
      schedule: "every 6 hours",
      paused: false,
      pythonVersion: "3.12",
    },
    ads: {
      keys: ["base_url", "client_id", "client_secret", "since"],
      schedule: "daily at 04:00",
      paused: false,
      pythonVersion: "3.12",
    },
  },
});

export const crm = declared.crm.connector.id;
export const ads = declared.ads.connector.id;
