// The pipelines of the sales domain.
import { Source } from "@acme/fivetran-conventions";
import * as pulumi from "@pulumi/pulumi";

const config = new pulumi.Config();

const shop = new Source("shop", {
  domain: "sales",
  service: "postgres",
  kind: "database",
  freshness: "near real time",
  config: {
    host: config.require("shopHost"),
    port: 5432,
    database: "shop",
    user: "fivetran",
    password: config.requireSecret("shopPassword"),
    update_method: "XMIN",
  },
  without: { public: ["audit_log"] },
});

const payments = new Source("payments", {
  domain: "sales",
  service: "stripe",
  kind: "application",
  freshness: "hourly",
  config: { api_key: config.requireSecret("stripeKey") },
});

export const shopId = shop.connectorId;
export const paymentsId = payments.connectorId;
