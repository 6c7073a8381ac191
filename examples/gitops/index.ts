// What the main branch says is what Fivetran has: see .github/workflows.
import * as pulumi from "@pulumi/pulumi";
import * as fivetran from "pulumi-fivetran";

const config = new pulumi.Config();

const group = new fivetran.Group("analytics", { name: "analytics" });

const warehouse = new fivetran.Destination("warehouse", {
  groupId: group.id,
  service: "snowflake",
  region: "GCP_US_EAST4",
  timeZoneOffset: "0",
  config: {
    host: config.require("warehouseHost"),
    port: 443,
    database: "RAW",
    auth: "PASSWORD",
    user: "fivetran",
    password: config.requireSecret("warehousePassword"),
  },
});

const orders = new fivetran.Connector("orders", {
  groupId: warehouse.groupId,
  service: "postgres",
  destinationSchema: { prefix: "orders" },
  config: {
    host: config.require("ordersHost"),
    port: 5432,
    database: "shop",
    user: "fivetran",
    password: config.requireSecret("ordersPassword"),
    update_method: "XMIN",
  },
});

const schema = new fivetran.SchemaConfig("orders", {
  connectorId: orders.id,
  rules: [{ match: { column: "email" }, hashed: true }],
});

new fivetran.ConnectorSchedule("orders", {
  connectorId: schema.connectorId,
  schedule: "every hour",
  paused: false,
});

export const connectorId = orders.id;
