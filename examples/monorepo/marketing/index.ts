// The pipelines of the marketing domain.
import { Source } from "@acme/fivetran-conventions";
import * as pulumi from "@pulumi/pulumi";

const config = new pulumi.Config();

const campaigns = new Source("campaigns", {
  domain: "marketing",
  service: "mysql",
  kind: "database",
  freshness: "daily",
  config: {
    host: config.require("campaignsHost"),
    port: 3306,
    user: "fivetran",
    password: config.requireSecret("campaignsPassword"),
    update_method: "BINLOG",
  },
});

export const campaignsId = campaigns.connectorId;
